"""The fan of the forecast: the distribution of each coming year's rate as quantiles."""

from typing import Any

from pandas import DataFrame

from queries.outlook.fitting import Outlook
from queries.outlook.frames import framed
from queries.predicting import Year, together, year_of

QUANTILES = {"value": 0.5, "low_80": 0.1, "high_80": 0.9, "low_95": 0.025, "high_95": 0.975}
COLUMNS = ("region_code", "year", "known_month_count")


def rows(outlook: Outlook, last_year: int) -> DataFrame:
    """See queries.outlook.paths."""
    first = outlook.last_month.year + (outlook.last_month.month == 12) if outlook.last_month else last_year + 1
    asked = [(each, each.course, year) for each in outlook.all if each.course for year in range(first, last_year + 1)]
    found = [
        {"region_code": each.region_code, "year": year, "known_month_count": int((each.months.year == year).sum())}
        for each, _, year in asked
    ]
    years = together([year_of(course, each.months, year) for each, course, year in asked])
    return framed(found, COLUMNS).assign(**ends(years))


def ends(year: Year) -> dict[str, Any]:
    """The median and the ends of both intervals of a year, or of each of many."""
    return dict(zip(QUANTILES, year.quantiles(*QUANTILES.values()), strict=True))
