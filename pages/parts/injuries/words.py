"""An indicator in words: its unit, decimals, interval and change, what it is divided by and where it comes from."""

from typing import Any

from pages.parts import compared, tables
from pages.parts.compared import is_known
from pages.parts.injuries.chosen import FATAL_RATE, Chosen, Measure, known_on
from pages.parts.words import _, month, named, number, signed, signed_percent

DIGITS = {"persons": 0, "count": 0, "days": 0, "days_per_person": 1, "per_1000_employees": 3, "percent": 1, "ratio": 2}
Row = dict[str, Any]


def unit(measure: Measure) -> str:
    """The unit as the title of an axis."""
    words = {
        "persons": _("People"), "count": _("Count"), "percent": _("Percent"), "per_1000_employees": _("Per 1,000 employees"),
        "ratio": _("Ratio"), "days": _("Working days"), "days_per_person": _("Working days per person"),
    }  # fmt: skip
    return words[measure["unit"]]


def unit_of_year(measure: Measure) -> str:
    """The unit of yearly values: a rate is of twelve months."""
    return _("Per 1,000 employees a year") if measure["unit"] == "per_1000_employees" else unit(measure)


def is_divided(measure: Measure) -> bool:
    """Whether the indicator has a denominator."""
    return bool(measure["denominator_over_months"])


def is_yearly(measure: Measure) -> bool:
    """Whether the indicator grows with the months counted, so that years are compared at the pace of twelve months."""
    return measure["denominator_over_months"] == "mean"


def digits(measure: Measure) -> int:
    """Decimals of a yearly value."""
    return DIGITS[measure["unit"]]


def digits_of_period(chosen: Chosen) -> int:
    """Decimals of a value of the period itself: deaths of a few months need one more."""
    return digits(chosen.measure) + (1 if chosen.indicator == FATAL_RATE else 0)


def interval(low: float, high: float, places: int) -> str:
    """A 95 % interval in brackets; nothing where none is claimed."""
    return f"(95%: {number(low, places)}–{number(high, places)})" if is_known(low) and is_known(high) else ""


def value(row: Row, places: int) -> str:
    """A value of indicators.of_period() with its interval."""
    return f"{number(row['value'], places)} {interval(row['low'], row['high'], places)}".strip() if is_known(row["value"]) else _("no data")


def change(row: Row, measure: Measure) -> str:
    """The change of a row of indicators.of_period() since the same months before, and whether it could be chance.

    Of a share in percentage points, since a percentage of a percentage would be taken for them.
    """
    if not row["is_comparable"]:
        return _("not comparable: borders changed in {month}").format(month=month(row["broke_on"]))
    if measure["unit"] == "percent" and is_known(row["change"]) and min(row["numerator"], row["numerator_before"]) >= compared.FEW:
        points = _("{points} percentage points").format(points=signed(row["value"] - row["value_before"], digits(measure)))
        return f"{points}, {compared.chance(row['p_value'])}" if is_known(row["p_value"]) else points
    if is_known(row["p_value"]):
        return compared.rate(row["numerator"], row["numerator_before"], row["change"], row["p_value"])
    return signed_percent(row["change"]) if is_known(row["change"]) else _("no data to compare with")


def definition(measure: Measure) -> str:
    """Numerator, denominator and register of an indicator, as one sentence each."""
    below = named(measure, "denominator")
    made_of = _("{numerator}, over {denominator}") if below else _("{numerator}")
    told = made_of.format(numerator=named(measure, "numerator"), denominator=below)
    return _("Counted: {told}. Source: {source}.").format(told=told, source=named(measure, "taken_from"))


def note(measure: Measure, *said: str) -> str:
    """What stands below a picture of the register: definition, day, what else is to be said, and the mark of invented rows."""
    return " ".join(filter(None, [definition(measure), known_on(), *said, tables.demonstration_mark()]))


def note_of_register(*said: str) -> str:
    """The same below counts of the accident register itself."""
    source = _("Source: accident register; injured include the killed.")
    return " ".join(filter(None, [source, known_on(), *said, tables.demonstration_mark()]))
