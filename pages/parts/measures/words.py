"""What a measure of completion counts, at what pace and whether in time, in words."""

from typing import Any

from pages.parts.words import _, day, named, ngettext, number, percent, signed

FEW = 5
Found = dict[str, Any]


def measures() -> dict[str, str]:
    """What can be counted for an instruction."""
    return {
        "programme_done": _("Done at the facilities of a programme"),
        "systems_connected": _("Systems of facilities connected"),
        "inspected": _("Facilities inspected"),
        "prescriptions_fulfilled": _("Facilities with their prescriptions fulfilled"),
        "insured": _("Facilities insured for liability to third parties"),
        "declared": _("Facilities with a registered declaration"),
        "milestones": _("Milestones reached"),
    }


def what(found: Found) -> str:
    """What is counted, over which set, from which day."""
    limits = [named(found, part) for part in ("programme", "region", "hazard") if named(found, part)]
    since = _("since {day}").format(day=day(found["since"]))
    return " · ".join([measures()[found["measure_code"]], *limits, since])


def how(measure_code: str) -> str:
    """By what rule a facility counts as done."""
    return {
        "programme_done": _("Counted from the day the register learned that it is done there."),
        "systems_connected": _("Counted from the day the register learned of the connection."),
        "inspected": _("Counted from the day an inspection of the first day or later became known."),
        "prescriptions_fulfilled": _(
            "Facilities with prescriptions open on the first day; counted once the last of these is known to be fulfilled."
        ),
        "insured": _("Counted while a contract is valid: a facility whose contract lapses is open again."),
        "declared": _("Facilities that must declare; counted from the day the register learned of the declaration."),
        "milestones": _("The finish is the day of the last milestone, put off by as many days as the earliest open one is late."),
    }[measure_code]


def count(found: Found) -> str:
    """So many of so many, in words."""
    given = {"done": number(found["done_count"]), "asked": number(found["asked_count"])}
    if found["measure_code"] == "milestones":
        return ngettext("{done} of {asked} milestone reached", "{done} of {asked} milestones reached", found["asked_count"]).format(**given)
    if found["is_part"]:
        said = ngettext(
            "{done} of {asked} facility you may see done", "{done} of {asked} facilities you may see done", found["asked_count"]
        )
        return said.format(**given)
    return ngettext("{done} of {asked} facility done", "{done} of {asked} facilities done", found["asked_count"]).format(**given)


def pace(found: Found) -> str:
    """How many came to be done over which days; empty where a pace says nothing."""
    if found["measure_code"] == "milestones" or found["verdict"] in ("nothing_asked", "complete"):
        return ""
    gained = found["gained_count"]
    if gained < 0:
        lost = ngettext("{n} fewer is done than on {day}.", "{n} fewer are done than on {day}.", -gained)
        return lost.format(n=number(-gained), day=day(found["pace_from"]))
    said = ngettext("{n} more came to be done since {day}.", "{n} more came to be done since {day}.", gained)
    few = " " + _("Fewer than five: the finish is uncertain.") if 0 < gained < FEW else ""
    return said.format(n=number(gained), day=day(found["pace_from"])) + few


def finish(verdict: str, finishes_on: Any, days_spare: Any) -> str:
    """When all will be done and how far that is from the deadline."""
    plain = {
        "nothing_asked": _("No facility of the set is in service: there is nothing to count."),
        "complete": _("All are counted as done."),
    }
    if verdict in plain:
        return plain[verdict]
    if finishes_on is None:
        ends = _("At this pace no finish is in sight.")
    else:
        ends = _("At this pace all are done on {day}{spare}.").format(day=day(finishes_on), spare=spare(days_spare))
    return f"{ends} {unjudged()}" if verdict == "too_early" else ends


def spare(days: Any) -> str:
    """How far the finish is from the deadline, after a colon; empty without a deadline."""
    if days is None or days != days:
        return ""
    if days == 0:
        return ": " + _("on the last day of the deadline")
    count_ = int(abs(days))
    said = (
        ngettext("{n} day to spare", "{n} days to spare", count_)
        if days > 0
        else ngettext("{n} day after the deadline", "{n} days after the deadline", count_)
    )
    return ": " + said.format(n=number(count_))


def unjudged() -> str:
    """Why the pace does not yet set the state."""
    return _("Not judged yet: two weeks have not passed, or at an even pace fewer than five would be done by now.")


def difference(found: Found) -> str:
    """What the lead body declares beside what is counted; empty where they agree."""
    left = found["open_count"]
    if found["declared_state"] == "done" and left:
        said = ngettext(
            "Declared done, while {n} of {asked} is counted as open.", "Declared done, while {n} of {asked} are counted as open.", left
        )
        return said.format(n=number(left), asked=number(found["asked_count"]))
    if found["declared_state"] != "done" and found["verdict"] == "complete" and not found["is_part"]:
        return _("All are counted as done, but the lead body has not declared it.")
    return _points(found)


def _points(found: Found) -> str:
    """By how much the share declared differs from the share counted, in percentage points; nothing under five, or seen in part."""
    declared, asked = found["declared_pct"], found["asked_count"]
    if declared is None or found["is_part"] or asked < FEW:
        return ""
    counted = found["done_count"] / asked
    points = round(declared - 100 * counted)
    if not points:
        return ""
    said = _("Declared {declared}, counted {counted}: {points} percentage points apart.")
    return said.format(declared=percent(declared / 100), counted=percent(counted), points=signed(points))


def refusals() -> dict[str, str]:
    """Why the database did not take a measure."""
    return {
        "no_such_instruction": _("There is no such instruction."),
        "changed_meanwhile": _("Somebody else has chosen a measure meanwhile. Nothing was changed; look at it again and decide anew."),
        "nothing_to_withdraw": _("Nothing is counted for this instruction, so there is nothing to withdraw."),
        "since_is_past": _("The first day that counts must be today or earlier. Nothing was changed."),
        "no_such_programme": _("Choose a programme of this kind. Nothing was changed."),
        "nothing_to_count": _(
            "There is nothing to count: no facility of the set is in service, or the instruction has no milestones. Nothing was changed."
        ),
        "reason_is_given": _("Give a reason of 10 to 1,000 letters. Nothing was changed."),
        "not_allowed": _("You may not choose what is counted. Nothing was changed."),
    }
