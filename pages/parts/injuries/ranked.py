"""Regions of a period as a ranked picture and table: rate, change, and where each is heading against its target."""

from math import nan
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import compared, region_rates, tables
from pages.parts.cached import ask
from pages.parts.injuries import outlook as injury_outlook
from pages.parts.injuries import rows as injury_rows
from pages.parts.injuries import words
from pages.parts.injuries.chosen import Chosen
from pages.parts.region_names import region_names
from pages.parts.words import _, capital, named, number
from queries import figures, indicators
from queries.records import records
from queries.statistics import places_between

Row = dict[str, Any]


def listed(chosen: Chosen) -> DataFrame:
    """What picture and table show, the highest value first.

    region_code, name (marked where the series broke), place (as far as the intervals tell), is_few
    count, denominator, rate, low, high, count_before, rate_before, change, told   of the period, as in indicators.of_period()
    year_rate, shrunken, target_now, gap, needed, pace, chance   the outlook, rates of the last 12 months
    """
    period = of_period(chosen)
    rows = period[period["region_code"].notna()].sort_values("value", ascending=False, na_position="last", kind="stable")
    places = places_between(rows["low"], rows["high"])
    foreseen = {row["region_code"]: row for row in records(injury_outlook.of_regions(chosen.indicator))}
    names = region_names()
    spans = [region_rates.place(*each) for each in zip(places["first"], places["last"], strict=True)]
    now = targets_now(chosen.indicator)
    found = [
        _of_period(row, chosen, names, span) | _of_outlook(foreseen.get(row["region_code"]), now.get(row["region_code"], nan))
        for row, span in zip(records(rows), spans, strict=True)
    ]
    return DataFrame(found)


def of_period(chosen: Chosen) -> DataFrame:
    """The rows of indicators.of_period() of what is chosen."""
    return ask(indicators.of_period, indicator=chosen.indicator, first_month=chosen.first_month, last_month=chosen.last_month)


def _of_period(row: Row, chosen: Chosen, names: dict[str, str], place: str) -> Row:
    return {
        "opens": injury_rows.address(chosen, region=row["region_code"]),
        "region_code": row["region_code"], "name": region_rates.marked(names[row["region_code"]], row["broke_on"]), "place": place,
        "count": row["numerator"], "denominator": row["denominator"], "rate": row["value"], "low": row["low"], "high": row["high"],
        "count_before": row["numerator_before"], "rate_before": row["value_before"], "is_few": row["numerator"] < compared.FEW,
        "change": words.change(row, chosen.measure), "told": words.value(row, words.digits_of_period(chosen)),
    }  # fmt: skip


def targets_now(indicator: str) -> dict[str, float]:
    """The target of the year of the last full month by region."""
    path = ask(figures.target_path, indicator=indicator)
    of_year = path[path["year"] == injury_outlook.year_now(indicator)]
    return dict(zip(of_year["region_code"], of_year["value"], strict=True))


def _of_outlook(row: Row | None, now: float) -> Row:
    """Where the region is heading beside the target of the year, now; nothing where no forecast is made of the indicator."""
    if row is None:
        return {}
    return {
        "year_rate": row["value"], "shrunken": row["shrunken"], "target_now": now, "gap": row["value"] - now,
        "needed": row["needed_pace"], "needed_why": injury_outlook.why_short_of_pace(row["needed_reason"]), "pace": row["pace"],
        "chance": row["chance"], "forecast": row["forecast"], "target": row["target"],
    }  # fmt: skip


def columns(chosen: Chosen, rows: DataFrame) -> dict[str, str]:
    """Headings of listed(); those of the outlook where there is one."""
    row, before = chosen.measure, chosen.period_before
    divided = {"denominator": capital(named(row, "denominator"))} if named(row, "denominator") else {}
    period = {
        "place": _("Place"), "name": _("Region"), "count": capital(named(row, "numerator")), **divided,
        "rate": f"{words.unit(chosen.measure)}, {chosen.period}", "low": _("95% from"), "high": _("95% to"),
        "rate_before": _("The same, {period}").format(period=before), "change": _("Change"),
    }  # fmt: skip
    year = injury_outlook.year_now(chosen.indicator)
    outlook = {
        "year_rate": _("Rate, last 12 months"), "shrunken": _("Shrunken rate"), "target_now": _("Target of {year}").format(year=year),
        "gap": _("Gap to it"), "needed": _("Needed a year"), "needed_why": _("Why no pace is needed or known"), "pace": _("Pace a year"),
        "forecast": _("Forecast for {year}").format(year=injury_outlook.LAST_YEAR),
        "target": _("Target of {year}").format(year=injury_outlook.LAST_YEAR), "chance": _("Chance of the target"),
    }  # fmt: skip
    opens = {"opens": injury_rows.column()} if rows["opens"].notna().any() else {}
    return period | {field: word for field, word in outlook.items() if field in rows and rows[field].notna().any()} | opens


def formats(labels: dict[str, str], chosen: Chosen) -> dict[str, Any]:
    """Numbers of listed(): counts whole, rates with their decimals, paces and chances as percentages."""
    of_period, of_year = words.digits_of_period(chosen), words.digits(chosen.measure)
    digits = dict.fromkeys(("count", "denominator"), 0) | dict.fromkeys(("rate", "low", "high", "rate_before"), of_period)
    digits |= dict.fromkeys(("year_rate", "shrunken", "target_now", "gap", "forecast", "target"), of_year)
    numbers = {field: tables.number_column(labels[field], places) for field, places in digits.items() if field in labels}
    shares = {field: st.column_config.NumberColumn(labels[field], format="percent") for field in ("needed", "pace") if field in labels}
    if "chance" in labels:
        numbers["chance"] = st.column_config.ProgressColumn(labels["chance"], format="percent", min_value=0, max_value=1)
    return numbers | shares | {"opens": injury_rows.link_column()}


def tell(rows: DataFrame) -> str:
    """The regions in words, for those who cannot see the picture."""
    return "; ".join(f"{row['name']}: {row['told']}, {number(row['count'])}" for row in records(rows))
