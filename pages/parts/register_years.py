"""Years of an indicator out of the registers, ready to be drawn: marks, the table beside them, and the note below."""

from calendar import monthrange
from datetime import date
from typing import Any

from pandas import DataFrame

from pages.parts import published, tables
from pages.parts.injuries import words
from pages.parts.injuries.chosen import Measure
from pages.parts.words import _, capital, day, named, number
from pages.parts.year_marks import FULL, PART, Drawn, in_segments


def drawn(years: DataFrame, measure: Measure) -> Drawn:
    """Years of indicators.of_years() of one place with their intervals; a year not over is a part, its rate at the pace of 12 months."""
    places, headings, broke_on = words.digits(measure), columns(measure), broken(years)
    rows = marks(years).assign(
        period=lambda known: [_period(*each) for each in zip(known["year"], known["month_count"], strict=True)],
        told=lambda known: [number(value, places) for value in known["value"]],
    )
    return Drawn(rows, rows, headings, formats(headings, places), _note(rows, measure, broke_on), broke_on)


def marks(years: DataFrame) -> DataFrame:
    """The years with a value: kind (full or part) and segment, the line each belongs to."""
    known = years.dropna(subset=["value"]).drop(columns="broke_on").reset_index(drop=True)
    return in_segments(known.assign(kind=[FULL if each == 12 else PART for each in known["month_count"]]), broken(years))


def broken(years: DataFrame) -> date | None:
    """The day the borders of the place changed."""
    return next(iter(years["broke_on"].dropna()), None)


def _period(year: int, month_count: int) -> str:
    last = date(year, month_count, monthrange(year, month_count)[1])
    return published.period(date(year, 1, 1), last)


def columns(measure: Measure) -> dict[str, str]:
    """Headings of the years."""
    counted = {"period": _("Period"), "numerator": capital(named(measure, "numerator"))}
    divided = {"denominator": capital(named(measure, "denominator"))} if named(measure, "denominator") else {}
    return counted | divided | {"value": words.unit_of_year(measure), "low": _("95% from"), "high": _("95% to")}


def formats(columns: dict[str, str], places: int) -> dict[str, Any]:
    """Numbers of the years."""
    return {
        column: tables.number_column(label, places if column in ("value", "low", "high") else 0)
        for column, label in columns.items()
        if column != "period"
    }


def _note(rows: DataFrame, measure: Measure, broke_on: date | None) -> str:
    said = [_("Band: exact 95% interval.")] if rows["low"].notna().any() else []
    if (rows["kind"] == PART).any():
        yearly = words.is_yearly(measure)
        said.append(_("Diamond: the months so far, at the pace of 12.") if yearly else _("Diamond: the months so far."))
    if broke_on:
        said.append(_("The line breaks where the borders of the region changed: {day}.").format(day=day(broke_on)))
    return words.note(measure, *said)
