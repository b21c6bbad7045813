"""What new targets of a region would change, year by year, and what to think of before saving them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, session, tables
from pages.parts.compared import is_known
from pages.parts.rules import fields
from pages.parts.words import NO_VALUE, _, months
from queries import indicators
from queries.targets import Points

Offered = dict[str, Any]


def show(rows: DataFrame) -> None:
    """The path as it is, as it would be, and the country's; rows as queries.targets.previewed."""
    columns = {"year": _("Year"), "before": _("Target now"), "after": _("Target after the change"), "country": _("Target of the country")}
    worded = rows.assign(
        before=[_told(*each) for each in _parts(rows, "before")],
        after=[_told(*each) for each in _parts(rows, "after")],
        country=[value(each) for each in rows["value_of_country"]],
    )
    tables.show(worded, columns, name="targets_if", formats={"year": tables.year_column(columns["year"])})


def value(target: float) -> str:
    """A target as a person writes it; a dash where there is none."""
    return fields.plain(target) if is_known(target) else NO_VALUE


def _parts(rows: DataFrame, when: str) -> Iterator[tuple[float, bool, bool]]:
    return zip(*(rows[f"{column}_{when}"] for column in ("value", "is_own", "is_interpolated")), strict=True)


def _told(target: float, is_own: bool, is_interpolated: bool) -> str:
    if not is_known(target):
        return NO_VALUE
    whose = _("own") if is_own else _("of the country")
    how = ", ".join([whose, _("interpolated")] if is_interpolated else [whose])
    return f"{value(target)} ({how})"


def warn(rows: DataFrame, region: str, offered: Offered, points: Points) -> None:
    """Everything that is allowed but should be meant."""
    for sentence in warnings(rows, region, offered, points):
        st.warning(sentence)


def warnings(rows: DataFrame, region: str, offered: Offered, points: Points) -> list[str]:
    """The sentences of warn()."""
    weaker = rows.loc[rows["is_weaker_than_country"], "year"]
    said = []
    if len(weaker):
        told = _("In {years} the region would be asked for less than the country.")
        said.append(told.format(years=", ".join(map(str, weaker))))
    if points and min(target for _year, target in points) == 0:
        said.append(_("A target of zero is met only by a year without a single case."))
    later = rows[rows["year"] > points[-1][0]] if points else rows[:0]
    if later["is_own_after"].eq(False).any():
        said.append(_("After {year} the targets of the country hold again.").format(year=points[-1][0] if points else ""))
    return said + _met_already(region, offered, points)


def _met_already(region: str, offered: Offered, points: Points) -> list[str]:
    """The last year whose target the last twelve full months meet."""
    if not points:
        return []
    first, last = _last_year(session.as_of())
    found = cached.ask(indicators.of_period, indicator=offered["indicator_code"], first_month=first, last_month=last)
    level = next((row["value"] for row in found.to_dict("records") if row["region_code"] == region), float("nan"))
    if not is_known(level):
        return [_("The present level of the region is not known.")]
    is_lower_better = offered["direction"] == "lower_is_better"
    met = [year for year, target in points if level == target or (level < target) == is_lower_better]
    told = _("The level of {period}, {level}, meets the target of {year} already.")
    return [told.format(period=months(first, last), level=fields.plain(level), year=met[-1])] if met else []


def _last_year(day: date) -> tuple[date, date]:
    """First and last day of the last twelve full months."""
    last = (day + timedelta(days=1)).replace(day=1) - timedelta(days=1)
    return (last + timedelta(days=1)).replace(year=(last + timedelta(days=1)).year - 1), last
