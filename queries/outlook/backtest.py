"""How forecasts made at the end of past years held: every interval beside the rate that came."""

from datetime import date
from typing import Any

import numpy as np
from pandas import DataFrame

from queries.db import Viewer
from queries.forecasting import Array, Course
from queries.outlook.fan import ends
from queries.outlook.fitting import Fitted, fitted
from queries.outlook.frames import framed
from queries.predicting import Year, together, year_of

PER = 1000
COLUMNS = ("region_code", "made_on", "year", "years_ahead", "rate")
Row = dict[str, Any]


def rows(viewer: Viewer, as_of: date, harm: str) -> DataFrame:
    """See queries.outlook.held_years."""
    now = fitted(viewer, as_of, harm).all
    came = {year for each in now for year in rates_of_years(each)}
    made = {year: fitted(viewer, date(year, 12, 31), harm).all for year in range(min(came), max(came))} if came else {}
    found = [row for each in now for made_in, past in made.items() for row in _beside(each, made_in, past)]
    fan = ends(together([year for _, year in found]))
    rows = framed([row for row, _ in found], COLUMNS).assign(**fan)
    return rows.assign(**{f"is_held_{level}": rows["rate"].between(fan[f"low_{level}"], fan[f"high_{level}"]) for level in (80, 95)})


def rates_of_years(each: Fitted) -> dict[int, float]:
    """Rate per 1,000 employees of every year all of whose months are known, since the region's last break."""
    years, counts = np.unique(each.months.year, return_counts=True)
    whole = years[counts == 12]
    return {int(year): _rate(each, each.months.year == year) for year in whole}


def _rate(each: Fitted, of_year: Array) -> float:
    return float(PER * each.months.events[of_year].sum() / each.months.employees[of_year].mean())


def _beside(each: Fitted, made_in: int, past: list[Fitted]) -> list[tuple[Row, Year]]:
    """The forecasts of one region made at the end of a year, beside what came; none across a break of its series."""
    made_on = date(made_in, 12, 31)
    then = next((one for one in past if one.region_code == each.region_code), None)
    if then is None or then.course is None or (each.broke_on and each.broke_on > made_on):
        return []
    return [_row(then, then.course, made_on, year, rate) for year, rate in rates_of_years(each).items() if year > made_in]


def _row(then: Fitted, course: Course, made_on: date, year: int, rate: float) -> tuple[Row, Year]:
    row = {"region_code": then.region_code, "made_on": made_on, "year": year, "years_ahead": year - made_on.year, "rate": rate}
    return row, year_of(course, then.months, year)


def summed(found: DataFrame) -> DataFrame:
    """How often forecasts of held_years held, by how far ahead: of the regions, and of the country.

    One row a distance, regions before the country:
      is_country        the country's own forecasts
      years_ahead       1 for the year after the one the forecast was made at the end of
      forecast_count    forecasts whose year has passed; those of one year are not independent of each other
      held_80_count, held_95_count   of them, rates that lay within the interval of 80 % and of 95 %
    """
    told = found.assign(is_country=found["region_code"].isna()).groupby(["is_country", "years_ahead"], as_index=False)
    return told.agg(forecast_count=("rate", "size"), held_80_count=("is_held_80", "sum"), held_95_count=("is_held_95", "sum"))
