"""How often forecasts of past years held: what came, against the intervals foreseen, summed up and one by one."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import definition, layout, tables
from pages.parts.cached import ask, made
from pages.parts.compared import FEW, is_known
from pages.parts.injuries import outlook as injury_outlook
from pages.parts.injuries import rows as injury_rows
from pages.parts.injuries import words
from pages.parts.injuries.chosen import Chosen
from pages.parts.region_names import region_names
from pages.parts.words import _, number, percent
from queries import outlook
from queries.records import records

INTERVAL = ("rate", "value", "low_80", "high_80", "low_95", "high_95")
Row = dict[str, Any]


def show(chosen: Chosen) -> None:
    """The sums and each forecast of the chosen place, or the sentence that says why there is none."""
    layout.section(_("Did past forecasts hold?"), _above())
    sums = made(listed, chosen) if chosen.indicator in outlook.HARMS else DataFrame()
    if sums.empty:
        st.info(_("No forecast of a past year can be held against what came: none is made of this indicator, or too few years are known."))
        return
    about = definition.of_measure(chosen.measure) | {_("Interval"): _("80% and 95%, of the forecast")}
    told = {"note": f"{_above()} {words.note(chosen.measure)}", "about": about}
    tables.show(sums, columns(), name="injury_held", formats=formats(columns()), **told)
    layout.section(_("Each forecast beside what came: {place}").format(place=chosen.place), _each())
    tables.show(made(one_by_one, chosen), each_column(), name="injury_held_years", formats=each_format(chosen), **told)


def _above() -> str:
    return _(
        "Each forecast made at the end of a past year, of what was known then, beside the rate that came. Of 100 intervals of 80%, about 80"
        " should hold; forecasts of one year are not independent of each other."
    )


def _each() -> str:
    return _("These are what the sums above count; of all regions where none is chosen. Rates are of a year.")


def listed(chosen: Chosen) -> DataFrame:
    """The rows of outlook.summed() with of_what, told_80 and told_95 (the share that held, in words)."""
    rows = outlook.summed(ask(outlook.held_years, indicator=chosen.indicator))
    return DataFrame([_worded(row) for row in records(rows)])


def _worded(row: Row) -> Row:
    of_what = _("Kazakhstan") if row["is_country"] else _("Regions")
    return row | {"of_what": of_what, **{f"told_{part}": _share(row[f"held_{part}_count"], row["forecast_count"]) for part in (80, 95)}}


def _share(held: float, of: float) -> str:
    """The share that held; only the counts where there were fewer than five forecasts."""
    if not is_known(of) or of < FEW:
        return _("{held} of {n} (few)").format(held=number(held), n=number(of))
    return percent(held / of)


def columns() -> dict[str, str]:
    """Headings of listed()."""
    return {
        "of_what": _("Forecasts of"), "years_ahead": _("Years ahead"), "forecast_count": _("Forecasts"),
        "held_80_count": _("Held within 80%"), "told_80": _("Share of them within 80%"), "held_95_count": _("Held within 95%"),
        "told_95": _("Share of them within 95%"),
    }  # fmt: skip


def formats(labels: dict[str, str]) -> dict[str, Any]:
    """Counts of listed()."""
    return {field: tables.number_column(labels[field]) for field in ("years_ahead", "forecast_count", "held_80_count", "held_95_count")}


def one_by_one(chosen: Chosen) -> DataFrame:
    """The rows of outlook.held_years() of the chosen region, else of all, with name and opens; the latest year first."""
    rows, names = ask(outlook.held_years, indicator=chosen.indicator), region_names()
    rows = rows[injury_outlook.of(chosen.region, rows)] if chosen.region else rows
    return rows.assign(
        name=rows["region_code"].map(names).fillna(_("Kazakhstan")), opens=injury_rows.addresses_in_years(chosen, rows)
    ).sort_values(["year", "made_on", "name"], ascending=[False, False, True], ignore_index=True)


def each_column() -> dict[str, str]:
    """Headings of one_by_one()."""
    return {
        "name": _("Region"), "year": _("Year"), "made_on": _("Forecast of"), "rate": _("What came"), "value": _("Forecast"),
        "low_80": _("80% from"), "high_80": _("80% to"), "is_held_80": _("Held within 80%"), "low_95": _("95% from"),
        "high_95": _("95% to"), "is_held_95": _("Held within 95%"), "opens": injury_rows.column(),
    }  # fmt: skip


def each_format(chosen: Chosen) -> dict[str, Any]:
    """Rates, days, years, yes or no, and addresses of one_by_one()."""
    labels, places = each_column(), words.digits(chosen.measure)
    rates = {field: tables.number_column(labels[field], places) for field in INTERVAL}
    held = {field: st.column_config.CheckboxColumn(labels[field]) for field in ("is_held_80", "is_held_95")}
    when = {"year": tables.year_column(labels["year"]), "made_on": tables.day_column(labels["made_on"])}
    return rates | held | when | {"opens": injury_rows.link_column()}
