"""The chosen place year by year: the register's line, its target, the forecast, published values as points of their own."""

from dataclasses import replace
from functools import partial
from typing import Any

from pandas import DataFrame

from pages.parts import definition, published, register_years, tables, year_lines, year_marks
from pages.parts.cached import ask, made
from pages.parts.injuries import outlook
from pages.parts.injuries import rows as injury_rows
from pages.parts.injuries import words as injury_words
from pages.parts.injuries.chosen import Chosen
from pages.parts.injuries.piece import Piece
from pages.parts.targets import words as target_words
from pages.parts.words import _, named, number
from pages.parts.year_beside import FAN, POINTS, Beside
from pages.parts.year_lines import OPENS
from queries import behind, figures, indicators
from queries.records import records

HEIGHT_PX = 340


def piece(chosen: Chosen) -> Piece:
    """The picture and its table."""
    title, drawn = f"{named(chosen.measure)}: {chosen.place}", _drawn(chosen)
    if drawn.marks.empty:
        return Piece(title, nothing=_("No year of this place is known. Choose another region or another indicator."))
    path, beside = _compared(chosen, drawn)
    unit = injury_words.unit_of_year(chosen.measure)
    shown = {
        "about": definition.of_measure(chosen.measure),
        "chart": year_lines.against_target(_opening(drawn, chosen), path, unit, drawn.marks, beside),
        "table": partial(made, table, chosen), "note": " ".join([*_said(chosen, path, beside), drawn.note]),
        "told": year_marks.in_words(title, drawn.marks),
    }  # fmt: skip
    return Piece(title, shown=shown)


def table(chosen: Chosen) -> dict[str, Any]:
    """Rows, headings and formats of the table."""
    drawn = _opening(_drawn(chosen), chosen)
    path, beside = _compared(chosen, drawn)
    also = _columns(path, beside)
    labels = drawn.columns | also | {OPENS: injury_rows.column()}
    formats = drawn.formats | _formats(also, beside.digits) | {OPENS: injury_rows.link_column()}
    return {"rows": _listed(drawn, path, beside), "labels": labels, "formats": formats}


def _drawn(chosen: Chosen) -> year_marks.Drawn:
    years = ask(indicators.of_years, indicator=chosen.indicator)
    return register_years.drawn(years[outlook.of(chosen.region, years)], chosen.measure)


def _compared(chosen: Chosen, drawn: year_marks.Drawn) -> tuple[DataFrame, Beside]:
    """The path of the target, and what else stands beside the register."""
    return outlook.targets(chosen.indicator, chosen.region), _beside(chosen, int(drawn.marks["year"].min()))


def _opening(drawn: year_marks.Drawn, chosen: Chosen) -> year_marks.Drawn:
    """The same marks, each with the address of the rows of its year."""
    years = [{"first": f"{year}-01", "last": f"{year}-{last:02}"} for year, last in drawn.marks[["year", "month_count"]].to_numpy()]
    opens = {OPENS: [injury_rows.address(chosen, **each) for each in years]}
    return replace(drawn, marks=drawn.marks.assign(**opens), rows=drawn.rows.assign(**opens))


def _beside(chosen: Chosen, since: int) -> Beside:
    fans, path = outlook.paths(chosen.indicator), outlook.targets(chosen.indicator, chosen.region)
    fan = fans[outlook.of(chosen.region, fans)]
    name = _("Own target of the region") if len(path) and path["is_own"].any() else ""
    fan, digits = fan[FAN] if len(fan) else DataFrame(columns=FAN), injury_words.digits(chosen.measure)
    return Beside(fan, _points(chosen, since), name, digits, HEIGHT_PX)


def _points(chosen: Chosen, since: int) -> DataFrame:
    """Published values of full years that the register covers; the older ones stand in the part of published figures."""
    rows = records(ask(figures.points, indicator=chosen.indicator, region=chosen.region))
    full = [
        row
        for row in rows
        if row["year"] >= since and row["is_longest_of_year"] and published.is_full_year(row["period_start"], row["period_end"])
    ]
    found = [
        {"year": row["year"], "value": row["value"], "told": published.value(row), "name": named(row, "series_name"),
         "source_url": published.address(row["source_url"])}
        for row in full
    ]  # fmt: skip
    return DataFrame(found, columns=POINTS)


def _listed(drawn: year_marks.Drawn, path: DataFrame, beside: Beside) -> DataFrame:
    """Register, target, forecast and published values by year, each in columns of its own; a row a year and published value."""
    register = drawn.rows[["year", *drawn.columns, OPENS]]
    targets = target_words.with_kinds(path)[["year", "target", "kind", "source_url"]] if len(path) else DataFrame({"year": []})
    fan = beside.fan.rename(columns={"value": "forecast"})
    points = beside.points.rename(columns={"told": "published", "source_url": "published_at"}).drop(columns="value")
    rows = register
    for each in (targets, fan, points):
        rows = rows.merge(each, on="year", how="outer") if len(each) else rows
    return rows.sort_values("year", ignore_index=True)


def _columns(path: DataFrame, beside: Beside) -> dict[str, str]:
    """Headings of what _listed() adds to the register."""
    year = {"year": _("Year")}
    target = {"target": _("Target"), "kind": _("Target is"), "source_url": _("Source of the target")} if len(path) else {}
    forecast = {
        "forecast": _("Forecast"), "low_80": _("80% from"), "high_80": _("80% to"), "low_95": _("Forecast, 95% from"),
        "high_95": _("Forecast, 95% to"),
    } if len(beside.fan) else {}  # fmt: skip
    points = {"name": _("Published by"), "published": _("Published value"), "published_at": _("Source")} if len(beside.points) else {}
    return year | target | forecast | points


def _formats(labels: dict[str, str], digits: int) -> dict[str, object]:
    links = {field: tables.link_column(labels[field]) for field in ("source_url", "published_at") if field in labels}
    numbers = ("target", "forecast", "low_80", "high_80", "low_95", "high_95")
    return links | {field: tables.number_column(labels[field], digits) for field in numbers if field in labels} | {
        "year": tables.year_column(labels["year"])
    }  # fmt: skip


def _said(chosen: Chosen, path: DataFrame, beside: Beside) -> list[str]:
    said = []
    if len(beside.fan):
        said.append(_("Fan: the year's rate lies within it with 80 and 95 of 100 chances, if the course goes on as it went."))
    if len(path):
        last = path.iloc[-1]
        told = _("Dashed: the path of the target to {value} in {year}.")
        said.append(told.format(value=number(last["value"], beside.digits), year=last["year"]))
    if len(path) and chosen.indicator in behind.EMPLOYERS:
        said.append(_("The target is of all active legal entities; the register knows employers that own a facility only."))
    if len(beside.points):
        said.append(_("Squares and triangles: published figures, another series than the register; a click opens the source."))
    return said
