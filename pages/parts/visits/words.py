"""A visit of the plan in words: why there, and what it takes."""

from typing import Any

from pandas import DataFrame

from pages.parts import compared, labels, probability_words
from pages.parts.words import _, day, language, named, ngettext, number, percent

TOLD_OTHERWISE = {"region_code", "hazard_type_code", "activity_code", "worker_count", "is_never_inspected", "years_since_inspection"}
MOST_RAISING = 3
REACH_TOLD_FROM_M, WORKERS_TOLD_FROM = 300, 51
PROBABILITY_DIGITS = 1


def orders() -> dict[str, str]:
    """The orders in which the days can be spent."""
    return {"harm": _("Most harm avoided"), "degree": _("Highest degree"), "wait": _("Longest not visited")}


def reasons(row: dict[str, Any]) -> list[str]:
    """Why a visit stands where it does, the most pressing first; row as queries.visits.Plan has it."""
    lead = [row.get("lead") or _("a lead to follow")] if row["is_lead"] else []
    return [*lead, *_likely(row), *(_raising(row) or _found(row)), *_grave(row), _visited(row)]


def _likely(row: dict[str, Any]) -> list[str]:
    if not compared.is_known(row["probability"]):
        return [_("{degree} degree").format(degree=labels.degrees()[row["degree"]])]
    return [_("{percent} in twelve months").format(percent=percent(row["probability"], PROBABILITY_DIGITS))]


def _raising(row: dict[str, Any]) -> list[str]:
    """What raises the probability most, beyond what is said anyway: place, kind, workers, last visit; none where no model says."""
    told = row["contributions"] if isinstance(row["contributions"], list) else []
    raising = [each for each in told if each["log_odds"] > 0 and each["code"] not in TOLD_OTHERWISE][:MOST_RAISING]
    return [_begun_small(probability_words.in_words(each)) for each in raising]


def _begun_small(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]


def _found(row: dict[str, Any]) -> list[str]:
    gross, overdue = int(row["gross_open_count"]), int(row["overdue_prescription_count"])
    fatal = int(row["fatal_accident_count"])
    others = int(row["accident_count"]) - fatal
    told = [
        (gross, ngettext("{n} gross violation not fixed", "{n} gross violations not fixed", gross)),
        (overdue, ngettext("{n} overdue prescription", "{n} overdue prescriptions", overdue)),
        (fatal, ngettext("{n} fatal accident in three years", "{n} fatal accidents in three years", fatal)),
        (others, ngettext("{n} accident without deaths in three years", "{n} accidents without deaths in three years", others)),
    ]
    return [sentence.format(n=number(count)) for count, sentence in told if count]


def _grave(row: dict[str, Any]) -> list[str]:
    people, workers, reach = int(row["population"]), row["employee_count"], row["danger_radius_m"]
    told = [_("a settlement in the danger radius ({n} people)").format(n=number(people))] if people else []
    if compared.is_known(reach) and reach >= REACH_TOLD_FROM_M:
        told.append(_("danger radius {metres} m").format(metres=number(reach)))
    if compared.is_known(workers) and workers >= WORKERS_TOLD_FROM:
        told.append(ngettext("{n} person works there", "{n} people work there", int(workers)).format(n=number(workers)))
    return told


def _visited(row: dict[str, Any]) -> str:
    if not compared.is_known(row["last_visited_on"]):
        return _("never visited under this law")
    return _("last visited {day}").format(day=day(row["last_visited_on"]))


def left_out(row: dict[str, Any]) -> list[str]:
    """How likely an accident is at a place without a visit, and why there is none; row as queries.visits.Plan.uncovered has it."""
    if not row["is_allowed"]:
        why = _("the law allows a planned visit from {day}").format(day=day(row["allowed_on"]))
    else:
        why = _("the days go to others first") if row["can_go"] else _("takes longer than all the days")
    return [_("{percent} in twelve months").format(percent=percent(row["probability"], PROBABILITY_DIGITS)), why]


def listed(rows: DataFrame, effect: float) -> DataFrame:
    """Visits as a table and a file show them: words for codes, reasons, and what a visit avoids at that effect."""
    here = language()
    shown = rows.rename(columns={f"{each}_{here}": each for each in ("name", "hazard", "region")})
    return shown.assign(
        degree=shown["degree"].map(labels.degrees()),
        reasons=["; ".join(reasons(row)) for row in rows.to_dict("records")],
        avoided=shown["harm"].astype(float) * effect,
        avoided_a_day=shown["harm_a_day"].astype(float) * effect,
    )


def columns(*, has_probability: bool) -> dict[str, str]:
    """Headings of listed(); what needs a probability is left out where there is none."""
    words = {
        "place": _("No."), "name": _("Facility"), "reasons": _("Why"), "days": _("Inspector-days"), "days_so_far": _("Days so far"),
        "avoided_a_day": _("Harm avoided a day"), "avoided": _("Harm avoided"), "probability": _("Probability in twelve months"),
        "severity": _("Severity, 1 to 8"), "degree": _("Degree"), "hazard": _("Hazard"), "region": _("Region"), "address": _("Address"),
        "last_visited_on": _("Last visit"), "allowed_on": _("Allowed from"), "facility_id": _("Number in this register"),
    }  # fmt: skip
    needing = {"avoided_a_day", "avoided", "probability"}
    return {column: word for column, word in words.items() if has_probability or column not in needing}


def days_in_words(row: dict[str, Any]) -> str:
    """What a visit to a hazard type takes, and from how many inspections that is known."""
    base = ngettext("median of {n} inspection", "median of {n} inspections", int(row["visit_count"])).format(n=number(row["visit_count"]))
    told = base if row["is_own"] else _("fewer than five inspections of the type: the median of all")
    return f"{named(row)}: {number(row['days'], 1)} ({told})"
