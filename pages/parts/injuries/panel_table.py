"""The small multiples as a table: a row a region and year, register, target and forecast in columns of their own."""

from typing import Any

from pandas import DataFrame

from pages.parts import register_years, tables
from pages.parts.cached import ask
from pages.parts.injuries import outlook, words
from pages.parts.injuries import rows as injury_rows
from pages.parts.injuries.chosen import Chosen
from pages.parts.region_names import region_names
from pages.parts.words import _
from queries import figures, indicators

FORECAST = {"value": "forecast"}


def shown(chosen: Chosen) -> dict[str, Any]:
    """Rows, headings and formats of the table."""
    rows, places = listed(chosen), words.digits(chosen.measure)
    labels = columns(chosen, rows)
    numbers = {field: tables.number_column(label, places) for field, label in labels.items() if field not in ("name", "year", "opens")}
    counts = register_years.formats({field: label for field, label in labels.items() if field in ("numerator", "denominator")}, 0)
    return {"rows": rows, "labels": labels, "formats": numbers | counts | _others(labels)}


def _others(labels: dict[str, str]) -> dict[str, Any]:
    return {"year": tables.year_column(labels["year"]), "opens": injury_rows.link_column()}


def listed(chosen: Chosen) -> DataFrame:
    """name, year and what is known of them: numerator, denominator, value, low, high; target; forecast and its intervals; opens (rows)."""
    keys, names = ["region_code", "year"], region_names()
    years = ask(indicators.of_years, indicator=chosen.indicator).dropna(subset=["region_code", "value"])
    years = years.assign(opens=injury_rows.addresses_in_years(chosen, years))
    targets = ask(figures.target_path, indicator=chosen.indicator).dropna(subset=["region_code"]).rename(columns={"value": "target"})
    fans = outlook.paths(chosen.indicator).dropna(subset=["region_code"]).rename(columns=FORECAST)
    rows = years.merge(targets[[*keys, "target"]], on=keys, how="outer") if len(targets) else years
    rows = rows.merge(fans, on=keys, how="outer") if len(fans) else rows
    return rows.assign(name=rows["region_code"].map(names)).sort_values(["name", "year"], ignore_index=True)


def columns(chosen: Chosen, rows: DataFrame) -> dict[str, str]:
    """Headings of listed()."""
    of_years = register_years.columns(chosen.measure)
    counted = {field: of_years[field] for field in ("numerator", "denominator", "value", "low", "high") if field in of_years}
    ahead = {
        "target": _("Target"), "forecast": _("Forecast"), "low_80": _("80% from"), "high_80": _("80% to"),
        "low_95": _("Forecast, 95% from"), "high_95": _("Forecast, 95% to"),
    }  # fmt: skip
    return (
        {"name": _("Region"), "year": _("Year")}
        | counted
        | {field: label for field, label in ahead.items() if field in rows}
        | {"opens": injury_rows.column()}
    )


def above(rows: DataFrame) -> str:
    """How to read the picture."""
    has_band = any(value is not None for each in rows["low"] for value in each)
    line = _("Line: the register, year by year; band: exact 95% interval.") if has_band else _("Line: the register, year by year.")
    said = [_("One scale for all."), line]
    if any(len(each) for each in rows["path"]):
        said.append(_("Dashed: the target."))
    if any(len(each) for each in rows["fan"]):
        said.append(_("Fan: forecast, 80 and 95 of 100 chances."))
    has_chance = any(len(each) for each in rows["path"]) and any(len(each) for each in rows["fan"])
    said.append(_("Lowest chance of meeting the target first.") if has_chance else _("Highest last value first."))
    return " ".join(said)
