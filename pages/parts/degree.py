"""The statutory degree in words: the rule that fired, what added to it, and what would bring it down."""

from datetime import date
from typing import Any

from pages.parts import labels, to_do
from pages.parts.rules import fields
from pages.parts.words import _, day, ngettext, number
from queries import remedies

MOST_POINTS = 100
RULE_REASONS = {"declaration_required", "devices_beyond_service_life"}
BY_HAND = "set_by_hand"  # told beside the degree, not among its reasons
Score = dict[str, Any]
Rule = dict[str, Any]
Things = to_do.Things


def fired(degree: str, score: Score, rule: Rule | None) -> str:
    """The rule that set the degree, as a sentence."""
    if rule is None:
        return _("No rule is in force on this day.")
    return _fired_by_rule(degree) if rule["regime"] == "rule" else _fired_by_points(degree, score, rule["constants"])


def _fired_by_rule(degree: str) -> str:
    return {
        "high": _("A mandatory declaration, or one device beyond its service life, is enough for the high degree."),
        "not_high": _("No declaration is mandatory and no device is beyond its service life."),
    }.get(degree, _("Not known whether a declaration is mandatory, and no device is registered."))


def _fired_by_points(degree: str, score: Score, constants: dict[str, Any]) -> str:
    if score["points"] is None:
        return _("Never inspected and no fatal accident known, so there are no points.")
    bounds = _("{points} points of 100: medium from {medium}, high from {high}.").format(
        points=number(score["points"], 1), medium=constants["medium_from"], high=constants["high_from"]
    )
    lowered = _("Liability insurance lowers the degree by one.") if _count(score, "insured") else ""
    return f"{bounds} {lowered}".strip()


def reasons(score: Score, rule: Rule | None, *, with_points: bool = False) -> list[str]:
    """What led to the degree under the law of the rule, heaviest first, with its points if asked."""
    by_rule = rule is not None and rule["regime"] == "rule"
    told = [each for each in score["reasons"] if each["code"] != BY_HAND and (each["code"] in RULE_REASONS) == by_rule]
    sentences = [in_words(each) + (_points(each) if with_points else "") for each in told]
    return sentences + ([_together(told, score)] if with_points and not by_rule and score["points"] is not None else [])


def _points(reason: dict[str, Any]) -> str:
    return "" if reason["points"] is None else ": " + _("{points} points").format(points=number(reason["points"], 1))


def _together(told: list[dict[str, Any]], score: Score) -> str:
    raw = min(sum(each["points"] or 0 for each in told), MOST_POINTS)
    return _("Together {raw} of 100; set against facilities of the same kind: {points}").format(
        raw=number(raw, 1), points=number(score["points"], 1)
    )


def in_force(rule: Rule) -> str:
    """Which rule is in force and how far its constants were checked."""
    regime = {"rule": _("By declaration and service life"), "points": _("By points")}[rule["regime"]]
    checked = {
        "checked": _("constants checked against the act"),
        "unchecked": _("constants not yet checked against the act"),
    }
    told = _("{regime}, version {number}, in force from {day}; {checked}")
    return told.format(regime=regime, number=number(rule["version"]), day=day(rule["valid_from"]), checked=checked[rule["status"]])


def next_visit(visit: dict[str, Any], as_of: date) -> str:
    """From which day the law allows the next planned visit; visit is a row of passport.next_visits."""
    if visit["allowed_on"] is None:
        return _("No planned visit under this law is known: nothing holds one back.")
    if visit["allowed_on"] <= as_of:
        return _("A planned visit is allowed: the last was on {day}.").format(day=day(visit["last_visit_on"]))
    years = int(visit["years"])
    limit = ngettext("at this degree once in {n} year", "at this degree once in {n} years", years).format(n=number(years))
    return _("May be visited again from {day}: {limit}, and the last planned visit was on {last}.").format(
        day=day(visit["allowed_on"]), limit=limit, last=day(visit["last_visit_on"])
    )


def in_words(reason: dict[str, Any]) -> str:
    """One reason of a score as a phrase."""
    n = reason["count"]
    return {
        "declaration_required": _("A declaration of industrial safety is mandatory"),
        "devices_beyond_service_life": ngettext("{n} device beyond its service life", "{n} devices beyond their service life", n),
        "gross_violations": ngettext("{n} gross violation at the last inspection", "{n} gross violations at the last inspection", n),
        "significant_and_minor_violations": ngettext(
            "{n} significant or minor violation at the last inspection",
            "{n} significant or minor violations at the last inspection",
            n,
        ),
        "overdue_prescriptions": ngettext("{n} overdue prescription", "{n} overdue prescriptions", n),
        "fatal_accidents": ngettext("{n} fatal accident in three years", "{n} fatal accidents in three years", n),
        "insured": _("Liability to third parties is insured: one degree lower"),
    }[reason["code"]].format(n=number(n))


def lowering(degree: str, score: Score, rule: Rule | None, things: Things) -> list[str]:
    """What would bring the degree down, most effective first; empty where it is as low as it can be. things: to_do.named()."""
    if rule is None or degree not in ("high", "medium"):
        return []
    if rule["regime"] == "rule":
        return _lowering_by_rule(score, things)
    return _lowering_by_points(degree, score, fields.numbers_of(rule), things)


def _lowering_by_rule(score: Score, things: Things) -> list[str]:
    devices = _count(score, "devices_beyond_service_life")
    renew = ngettext(
        "Renew or take out of service {n} device that runs beyond its service life.",
        "Renew or take out of service {n} devices that run beyond their service life.", devices,
    ).format(n=number(devices))  # fmt: skip
    stays = _("The mandatory declaration alone keeps the degree high while the hazard that demands it is there.")
    renew = to_do.told(renew, things, "replace_devices", devices)
    return [renew] * (devices > 0) + [stays] * (_count(score, "declaration_required") > 0)


def _lowering_by_points(degree: str, score: Score, constants: dict[str, Any], things: Things) -> list[str]:
    """The smallest set that suffices in one sentence, then what else helps; constants are rule_fields.numbers_of the rule."""
    least = _least(degree, score, constants)
    found = _count(score, "gross_violations") or _count(score, "significant_and_minor_violations")
    overdue, is_open, fatal = _count(score, "overdue_prescriptions"), not _count(score, "insured"), _count(score, "fatal_accidents")
    offered = {_clean(): found, _fulfil(overdue, things): overdue, _insure(): is_open, _wait(): fatal}
    also = [sentence for sentence, applies in offered.items() if applies]
    if least is None:
        return also
    done = {_clean(): least.passes_clean, _fulfil(least.prescription_count, things): least.prescription_count, _insure(): least.insures}
    acts = [sentence for sentence, is_in in done.items() if is_in]
    enough = _("Enough for the degree “{degree}”: {acts}").format(degree=labels.degrees()[least.degree], acts=" ".join(acts))
    return [enough, *(sentence for sentence in also if sentence not in acts)]


def _least(degree: str, score: Score, constants: dict[str, Any]) -> remedies.Remedy | None:
    if score["points"] is None:
        return None
    return remedies.smallest(degree, float(score["points"]), score["reasons"], constants, is_top_shared=score["is_top_shared"])


def _clean() -> str:
    return _("Remove the violations and pass a new inspection: points follow the last one.")


def _fulfil(overdue: int, things: Things) -> str:
    told = ngettext("Fulfil {n} overdue prescription.", "Fulfil {n} overdue prescriptions.", overdue).format(n=number(overdue))
    return to_do.told(told, things, "fulfil_prescriptions", overdue)


def _insure() -> str:
    return _("Insure liability to third parties: this lowers the degree by one.")


def _wait() -> str:
    return _("Points for fatal accidents fall away three years after each.")


def _count(score: Score, code: str) -> int:
    return sum(each["count"] for each in score["reasons"] if each["code"] == code)
