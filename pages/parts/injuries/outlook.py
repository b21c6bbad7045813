"""What is foreseen of an indicator in words: pace, chance, gap to the target, or why there is none."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from pandas import DataFrame, Series

from pages.parts import palette, session
from pages.parts.cached import ahead, ask
from pages.parts.compared import is_known
from pages.parts.injuries.chosen import FATAL_RATE, Chosen
from pages.parts.words import NO_VALUE, _, percent, signed_percent
from queries import figures, indicators, outlook
from queries.records import records

LAST_YEAR = outlook.LAST_YEAR
LOW_CHANCE, HIGH_CHANCE = 0.2, 0.8
Row = dict[str, Any]


def begin() -> None:
    """Asks ahead, before the filters stand, for the outlook of the indicator that the address says."""
    indicator = st.query_params.get("indicator", FATAL_RATE)
    if indicator in outlook.HARMS:
        ahead(outlook.of_regions_and_paths, indicator=indicator)


def of_regions(indicator: str) -> DataFrame:
    """The rows of outlook.of_regions(), none where no forecast is made of the indicator."""
    return _foreseen(indicator)[0] if indicator in outlook.HARMS else DataFrame({"region_code": []})


def of_place(chosen: Chosen) -> Row | None:
    """The outlook of the chosen place; None where no forecast is made of the indicator."""
    return next((row for row in records(of_regions(chosen.indicator)) if is_place(row["region_code"], chosen.region)), None)


def is_place(code: Any, region: str | None) -> bool:
    """Whether a code is the asked region's; without one the row of the whole is asked, which has none."""
    return code == region if region else not isinstance(code, str)


def of(region: str | None, rows: DataFrame) -> Series:
    """Which of the rows are those of a place."""
    return Series([is_place(code, region) for code in rows["region_code"]], index=rows.index, dtype=bool)


def paths(indicator: str) -> DataFrame:
    """The rows of outlook.paths(), none where no forecast is made of the indicator."""
    return _foreseen(indicator)[1] if indicator in outlook.HARMS else DataFrame({"region_code": [], "year": []})


def _foreseen(indicator: str) -> tuple[DataFrame, DataFrame]:
    """The regions and their paths, both out of one fit."""
    return ask(outlook.of_regions_and_paths, indicator=indicator)


def targets(indicator: str, region: str | None) -> DataFrame:
    """The path of the target that a place is held against, by year; empty where none is set."""
    rows = ask(figures.target_path, indicator=indicator)
    return rows[of(region, rows)].reset_index(drop=True)


def standing(low: float, high: float, target: float) -> str:
    """Where a rate stands against a target, by its interval."""
    if high < target:
        return _("below the target")
    return _("above the target") if low > target else _("cannot be told apart from the target")


def year_now(indicator: str) -> int:
    """The year of the last full month, whose target the last 12 months are held against."""
    years = ask(indicators.of_years, indicator=indicator)["year"]
    return int(years.max()) if len(years) else session.as_of().year


def chance(value: float) -> str:
    """A chance as a percentage, never told as certain."""
    if not is_known(value):
        return NO_VALUE
    return f"< {percent(0.01)}" if value < 0.01 else f"> {percent(0.99)}" if value > 0.99 else percent(value)


def tone(value: float) -> str:
    """The colour of the words of a chance: red where it is low, the accent where it is high."""
    if not is_known(value) or LOW_CHANCE <= value <= HIGH_CHANCE:
        return palette.tokens()["muted"]
    return palette.bad() if value < LOW_CHANCE else palette.tokens()["accent"]


def verdict(row: Row | None) -> str:
    """The chance of meeting the target as the words of a panel, or in short why it has none."""
    if row is None:
        return ""
    if is_known(row["chance"]):
        return _("Chance of the target: {chance}").format(chance=chance(row["chance"]))
    return why_short(row["chance_reason"])


def pace(value: float, digits: int = 1) -> str:
    """A yearly change as a percentage with its sign."""
    return signed_percent(value, digits)


def why_short(code: str | None) -> str:
    """Why there is no chance, in a few words."""
    return {
        "no_target": _("no target set"), "target_year_over": _("target year over"), "no_register": _("register empty"),
        "no_employees": _("no employees known"), "too_few_months": _("too few months"), "no_events": _("no events"),
        "too_few_regions": _("too few regions"),
    }.get(code or "", "")  # fmt: skip


def why_short_of_pace(code: str | None) -> str:
    """Why there is no pace needed, in a few words."""
    found = {"already_met": _("met already"), "few_events": _("few events"), "not_known": _("no data")}
    return found.get(code or "", "") or why_short(code)


def why(code: str | None) -> str:
    """Why there is no pace or no chance, as a sentence."""
    reasons: dict[str, Callable[[], str]] = {
        "already_met": lambda: _("The rate of the last 12 months is at or below the target of {year}: no fall is needed to meet it."),
        "few_events": lambda: _("Fewer than five events in 12 months: too few to compute a pace from; the counts stand in the table."),
        "no_target": lambda: _("No target is set for {year}."),
        "target_year_over": lambda: _("The target year {year} is over."),
        "not_known": lambda: _("The rate of the last 12 months is not known."),
        "no_register": lambda: _("The register holds no accident yet: nothing can be foreseen."),
        "no_employees": lambda: _("No employees are known of this region: there is no rate and no forecast."),
        "too_few_months": lambda: _("Too few months are known to foresee a course: a region needs 12, the country 24."),
        "no_events": lambda: _("There was no such event in the whole country: nothing to foresee a course from."),
        "too_few_regions": lambda: _("Too few regions have data to learn a course from."),
    }
    return reasons[code]().format(year=LAST_YEAR) if code in reasons else ""
