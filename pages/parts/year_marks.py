"""What a series draws year by year: its marks, the table beside them, and the note below; one series at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pandas import DataFrame

from pages.parts import published, tables
from pages.parts.words import _, day, number
from queries.injuries import RATES
from queries.records import records

FULL, UNSURE, PART = "full", "unsure", "part"
MARK_COLUMNS = ["year", "value", "low", "high", "kind", "told", "opens"]
RATE_DIGITS = 3


@dataclass(frozen=True)
class Drawn:
    """A series ready to be shown: marks for the chart; rows with columns and formats for the table; a note for both.

    marks hold year, value, low, high (interval, where there is one), kind (full; unsure where approximate or computed;
    part of a year), told (the value in words), opens (of a published one, the page it was read at) and segment (the line
    the mark belongs to). broke_on is the day the borders of the place changed.
    """

    marks: DataFrame
    rows: DataFrame
    columns: dict[str, str]
    formats: dict[str, Any]
    note: str
    broke_on: date | None = None


def of_publications(figures: DataFrame, rows: DataFrame, columns: dict[str, str], formats: dict[str, Any]) -> Drawn:
    """A published series: of each year its longest period, with the mark of the value."""
    longest = figures[figures["is_longest_of_year"]].drop_duplicates("year", keep="last")
    marks = DataFrame([_published_mark(figure) for figure in records(longest)], columns=MARK_COLUMNS)
    said = {
        UNSURE: _("Hollow circle: approximate, or computed from published figures."),
        PART: _("Diamond: a part of the year, not to be held against full years."),
    }
    note = " ".join(filter(None, [_said_of(marks, said), _("A mark opens the page it was read at.")]))
    return Drawn(in_segments(marks), rows, columns, formats, note)


def _published_mark(figure: published.Figure) -> dict[str, object]:
    is_full = published.is_full_year(figure["period_start"], figure["period_end"])
    is_sure = not figure["is_derived"] and figure["mark_code"] not in published.SIGNS
    part = "" if is_full else f" ({published.part_of_year(figure['period_start'], figure['period_end'])})"
    return {
        "year": figure["year"],
        "value": figure["value"],
        "kind": PART if not is_full else FULL if is_sure else UNSURE,
        "told": published.value(figure) + part,
        "opens": published.address(figure["source_url"]),
    }


def of_register(years: DataFrame, harm: str) -> Drawn:
    """Yearly rates of the accident register with their intervals; a year not over is a part, scaled to 12 months."""
    rate = RATES[harm]
    rows = DataFrame(
        {
            "year": years["year"],
            "period": [published.period(*days) for days in zip(years["starts_on"], years["ends_on"], strict=True)],
            "count": years[f"{harm}_count"],
            "employee_count": years["employee_count"].round(),
            "value": years[f"{rate}_per_1000_employees_a_year"],
            "low": years[f"{rate}_low"],
            "high": years[f"{rate}_high"],
            "kind": [FULL if each == 12 else PART for each in years["month_count"]],
        }
    )
    rows["told"] = [number(value, RATE_DIGITS) for value in rows["value"]]
    broke_on = next(iter(years["broke_on"].dropna()), None)
    marks = in_segments(rows, broke_on)
    return Drawn(marks, rows, register_columns(), register_formats(), _register_note(rows, broke_on), broke_on)


def register_columns() -> dict[str, str]:
    """Headings of the register's years."""
    return {
        "period": _("Period"), "count": _("People"), "employee_count": _("Employees, mean"),
        "value": _("Per 1,000 employees a year"), "low": _("95% from"), "high": _("95% to"),
    }  # fmt: skip


def register_formats() -> dict[str, Any]:
    """Numbers of the register's years."""
    return {
        column: tables.number_column(label, RATE_DIGITS if column in ("value", "low", "high") else 0)
        for column, label in register_columns().items()
        if column != "period"
    }


def _register_note(rows: DataFrame, broke_on: date | None) -> str:
    said = [_("Band: exact 95% interval."), _said_of(rows, {PART: _("Diamond: the months so far, scaled to 12.")})]
    if broke_on:
        said.append(_("The line breaks where the borders of the region changed: {day}.").format(day=day(broke_on)))
    return " ".join(filter(None, [*said, tables.demonstration_mark()]))


def _said_of(marks: DataFrame, said: dict[str, str]) -> str:
    return " ".join(sentence for kind, sentence in said.items() if (marks["kind"] == kind).any())


def in_segments(marks: DataFrame, broke_on: date | None = None) -> DataFrame:
    """The marks with the line each belongs to."""
    return marks.assign(segment=segments(list(marks["year"]), [kind == PART for kind in marks["kind"]], broke_on))


def segments(years: list[int], are_parts: list[bool], broke_on: date | None = None) -> list[int]:
    """The number of the line of each year: it ends at a missing year, at a part of a year, and about the year of a break."""
    found: list[int] = []
    about_break = {broke_on.year, broke_on.year + 1} if broke_on else set()
    for place, (year, is_part) in enumerate(zip(years, are_parts, strict=True)):
        is_new = place == 0 or year - years[place - 1] != 1 or is_part or year in about_break
        found.append((found[-1] if found else 0) + is_new)
    return found


def in_words(name: str, marks: DataFrame) -> str:
    """A series as a sentence, for those who cannot see the chart."""
    return f"{name}. " + "; ".join(f"{row['year']}: {row['told']}" for row in records(marks))
