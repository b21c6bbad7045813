"""The rows behind a figure of the injuries screen: where they open, as a link, an address or a column of a table."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame

from pages.parts import layout
from pages.parts.cached import made
from pages.parts.injuries.chosen import Chosen, Measure, months_covered
from pages.parts.words import _

PART = "rows"
OF_ACCIDENTS = ("harm", "severity")
KINDS = {
    "fatal_rate_per_1000_employees": "fatal", "killed_count": "fatal", "group_accident_count": "group", "injured_in_group_count": "group",
    "lost_day_count": "leave", "lost_days_per_injured": "leave",
}  # fmt: skip
"""Which accidents an indicator counts, where not all."""


def are_accidents(measure: Measure) -> bool:
    """Whether accidents stand behind the indicator; else inspections, prescriptions, employers or attestations do."""
    return measure["topic"] in OF_ACCIDENTS


def opening(chosen: Chosen, **also: str) -> dict[str, Any]:
    """The arguments of a link to the rows behind what is chosen, narrowed further where more is given."""
    return {"page": "injuries.py", "link": heading(), **_filters(chosen, chosen.indicator), **also}


def address(chosen: Chosen, indicator: str | None = None, **also: str) -> str:
    """The same as an address, for tables and charts; of another indicator where one is given."""
    return "/injuries?" + urlencode(layout.kept_in_address() | _filters(chosen, indicator or chosen.indicator) | also)


def address_of_year(chosen: Chosen) -> str:
    """The address of the rows behind an indicator, to whose end a picture puts region and months."""
    return "/injuries?" + urlencode(layout.kept_in_address() | _of_indicator(chosen.indicator))


def address_of(indicator: str, region: str | None, first: date, last: date) -> str:
    """The address of the rows behind any indicator, in a region or in the whole, of the months from one day's to another's."""
    kind = {"kind": KINDS[indicator]} if indicator in KINDS else {}
    of_region = {"region": region} if region else {}
    months = {"first": f"{first:%Y-%m}", "last": f"{last:%Y-%m}"}
    return "/injuries?" + urlencode(layout.kept_in_address() | {"part": PART, "indicator": indicator} | kind | of_region | months)


def addresses_in_years(chosen: Chosen, rows: DataFrame) -> list[str]:
    """The addresses of the rows behind an indicator, for rows with region_code (none for the whole) and year."""
    address = address_of_year(chosen)
    of = [(f"&region={code}" if isinstance(code, str) else "", year) for code, year in rows[["region_code", "year"]].to_numpy()]
    return [f"{address}{region}&first={year}-01&last={year}-12" for region, year in of]


def last_twelve_months() -> dict[str, str]:
    """The last twelve full months, as the address names them."""
    last = date.fromisoformat(f"{next(iter(made(months_covered)))}-01")
    first = last.replace(year=last.year - (last.month < 12), month=last.month % 12 + 1)
    return {"first": f"{first:%Y-%m}", "last": f"{last:%Y-%m}"}


def heading() -> str:
    """What a link to the rows says."""
    return _("The rows behind it")


def column() -> str:
    """The heading of a column of such links."""
    return _("Rows")


def link_column() -> Any:
    """A column of addresses of rows."""
    return st.column_config.LinkColumn(column(), display_text=":material/list_alt:", width="small")


def _filters(chosen: Chosen, indicator: str) -> dict[str, str]:
    months = {"first": f"{chosen.first_month:%Y-%m}", "last": f"{chosen.last_month:%Y-%m}"}
    return _of_indicator(indicator) | ({"region": chosen.region} if chosen.region else {}) | months


def _of_indicator(indicator: str) -> dict[str, str]:
    kind = {"kind": KINDS[indicator]} if indicator in KINDS else {}
    return {"part": PART, "indicator": indicator} | kind


def title() -> str:
    """What the part with the rows is called."""
    return _("Rows behind the figure")
