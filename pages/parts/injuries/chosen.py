"""What the reader of the injuries screen looks at: an indicator, a place and a period of whole months, all in the address."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from pages.parts import filters, session
from pages.parts.cached import ahead, ask, made
from pages.parts.region_names import region_names
from pages.parts.words import _, day, month, months, named
from queries import facilities, indicators, injuries
from queries.records import records

FATAL_RATE = "fatal_rate_per_1000_employees"
Measure = dict[str, Any]


@dataclass(frozen=True)
class Chosen:
    """A row of indicators.listed(), one region or all the reader may see (None), first and last month, the name of the place."""

    measure: Measure
    region: str | None
    first_month: date
    last_month: date
    place: str

    @property
    def indicator(self) -> str:
        """The code of the indicator."""
        return str(self.measure["indicator_code"])

    @property
    def years_back(self) -> int:
        """Years between the period and the one it is held against: one, or as many as a longer period touches."""
        return (self.month_count + 11) // 12

    @property
    def month_count(self) -> int:
        """Months of the period."""
        return (self.last_month.year - self.first_month.year) * 12 + self.last_month.month - self.first_month.month + 1

    @property
    def period(self) -> str:
        """The period in words."""
        return months(self.first_month, self.last_month)

    @property
    def period_before(self) -> str:
        """The same months before, in words."""
        return months(*(each.replace(year=each.year - self.years_back) for each in (self.first_month, self.last_month)))


def begin() -> None:
    """Has what the filters offer asked side by side."""
    for question in (indicators.listed, facilities.region_boxes, injuries.months_covered):
        ahead(question)


def choose() -> Chosen | None:
    """The filters; a regional reader has one region and no choice of it. None, and a sentence, where the register is empty."""
    offered, regions, own = made(indicator_names), made(region_names), session.viewer().region_code
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = filters.one("indicator", _("Indicator"), offered, otherwise=FATAL_RATE, width=684) or FATAL_RATE
        region = own or filters.one("region", _("Region"), regions, everything=_("All regions"), width=268)
        place = regions[region] if region in regions else _("Kazakhstan")
        covered = made(months_covered)
        if not covered:
            return None
        first, last = (date.fromisoformat(f"{each}-01") for each in _period(covered))
    if first > last:
        st.warning(_("The first month lies after the last one: the period is shown from the earlier to the later month."))
    return Chosen(made(measure, indicator), region, min(first, last), max(first, last), place)


def _period(covered: dict[str, str]) -> tuple[str, str]:
    """First and last month as chosen: from January to the last full month unless the address says otherwise."""
    latest = next(iter(covered))
    january = max(f"{latest[:4]}-01", next(reversed(covered)))
    first = filters.one("first", _("From"), covered, otherwise=january, width=172) or january
    return first, filters.one("last", _("To, inclusive"), covered, width=172) or latest


def months_covered() -> dict[str, str]:
    """Months the register covers, the latest first, in words by year and month; empty where the register is."""
    covered = ask(injuries.months_covered)
    if covered is None:
        return {}
    first, last = (each.year * 12 + each.month - 1 for each in covered)
    months_ = [date(place // 12, place % 12 + 1, 1) for place in range(last, first - 1, -1)]
    return {f"{each:%Y-%m}": month(each) for each in months_}


def indicator_names() -> dict[str, str]:
    """The indicators by code, in the order of lists."""
    return {row["indicator_code"]: named(row) for row in records(ask(indicators.listed))}


def measure(indicator: str) -> Measure:
    """The row of indicators.listed() of an indicator; None where nothing is divided."""
    rows = ask(indicators.listed)
    found = records(rows[rows["indicator_code"] == indicator])[0]
    return {str(column): value if value == value else None for column, value in found.items()}


def known_on() -> str:
    """The day the figures stand on, in words."""
    return _("As known on {day}.").format(day=day(session.as_of()))
