"""The fan of the forecast: the distribution of each coming year's rate as quantiles."""

from typing import Any

from pandas import DataFrame

from queries.forecasting import Course
from queries.outlook.fitting import Fitted, Outlook
from queries.outlook.frames import framed
from queries.predicting import Year, year_of

QUANTILES = {"value": 0.5, "low_80": 0.1, "high_80": 0.9, "low_95": 0.025, "high_95": 0.975}
COLUMNS = ("region_code", "year", "known_month_count", *QUANTILES)


def rows(outlook: Outlook, last_year: int) -> DataFrame:
    """See queries.outlook.paths."""
    first = outlook.last_month.year + (outlook.last_month.month == 12) if outlook.last_month else last_year + 1
    found = [_row(each, each.course, year) for each in outlook.all if each.course for year in range(first, last_year + 1)]
    return framed(found, COLUMNS)


def _row(each: Fitted, course: Course, year: int) -> dict[str, Any]:
    known = int((each.months.year == year).sum())
    return {"region_code": each.region_code, "year": year, "known_month_count": known, **ends(year_of(course, each.months, year))}


def ends(year: Year) -> dict[str, float]:
    """The median and the ends of both intervals of a year."""
    return dict(zip(QUANTILES, year.quantiles(*QUANTILES.values()), strict=True))
