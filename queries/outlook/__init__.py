"""Is the target in reach: level, pace and chance by region, the fan of the forecast, the funnel, and how forecasts held before."""

from datetime import date

from pandas import DataFrame

from queries.db import Viewer
from queries.outlook import against_target, backtest, fan, funnels
from queries.outlook.backtest import summed
from queries.outlook.facts import months, national_months, pooled_rates, rates, spread
from queries.outlook.fitting import fitted

__all__ = [
    "HARMS", "NotForecast", "funnel", "funnel_lines", "held_years",
    "months", "national_months", "of_regions", "of_regions_and_paths", "paths", "pooled_rates", "rates", "spread", "summed",
]  # fmt: skip

HARMS = {"injury_rate_per_1000_employees": "injured", "fatal_rate_per_1000_employees": "killed"}
"""The indicators that are forecast, and the events each counts."""
LAST_YEAR = 2030


class NotForecast(Exception):
    """No forecast is made of this indicator."""


def of_regions(viewer: Viewer, as_of: date, *, indicator: str, target_year: int = LAST_YEAR) -> DataFrame:
    """Where each region stands and where it is heading, beside its target; the country first (region_code None), the same for every viewer.

    One row a region by code; rates are events per 1,000 employees a year:
      region_code
      event_count, employee_count   of the last 12 full months, employees their mean
      value, low, high              the rate of these months and its exact 95 % interval
      shrunken, shrunken_low, shrunken_high   the rate drawn towards the country's as far as its few events leave it open, and its
                                    95 % interval; none for the country
      target, is_target_own         of target_year; is_target_own False where the country's stands in
      needed_pace                   yearly change, a share, that leads from value to the target by the end of target_year
      needed_reason                 why there is none: already_met, few_events (under five), no_target, target_year_over, not_known
      forecast                      median of the rate foreseen for target_year
      pace, pace_low, pace_high     yearly change of the fitted course, a share, and its 95 % interval
      chance                        chance that the rate of target_year is at most the target, 0 to 1
      chance_reason                 why there is none: no_target, target_year_over, or that of reason_code
      fitted_from, month_count      first month the course is fitted to and how many
      broke_on                      day the region was formed or lost a part: the course begins after it; else None
      reason_code                   why there is no course: no_register, no_employees, too_few_months (under 24 for the country, 12 for
                                    a region), no_events (in the whole country), too_few_regions; else None

    What is not known is not-a-number, or None where it is no number. Raises NotForecast, Unavailable.
    """
    harm = harm_of(indicator)
    return against_target.rows(viewer, as_of, indicator, harm, target_year, fitted(viewer, as_of, harm))


def paths(viewer: Viewer, as_of: date, *, indicator: str, last_year: int = LAST_YEAR) -> DataFrame:
    """The fan of the forecast, from the year after the last full one to last_year; the country first (region_code None).

    One row a region and year; a region without a course has none; rates are events per 1,000 employees a year:
      region_code, year
      known_month_count     months of the year known already; they are in the rate as they were
      value                 median
      low_80, high_80, low_95, high_95   ends of the intervals between which the year's rate lies with that chance

    Raises NotForecast, Unavailable.
    """
    return fan.rows(fitted(viewer, as_of, harm_of(indicator)), last_year)


def of_regions_and_paths(viewer: Viewer, as_of: date, *, indicator: str, target_year: int = LAST_YEAR) -> tuple[DataFrame, DataFrame]:
    """The rows of of_regions and those of paths up to the target year, both out of one fit. Raises NotForecast, Unavailable."""
    harm = harm_of(indicator)
    outlook = fitted(viewer, as_of, harm)
    return against_target.rows(viewer, as_of, indicator, harm, target_year, outlook), fan.rows(outlook, target_year)


def funnel(viewer: Viewer, as_of: date, *, indicator: str, first_month: date, last_month: date) -> DataFrame:
    """Each region's rate of a period beside the limits within which chance alone would leave a region of its size.

    One row a region by code; the period runs from the first day of first_month to the last day of last_month; rates are events per
    1,000 employees of the period itself:
      region_code, event_count, employee_count (mean of the months), value
      mean                  rate of all regions known in the whole period together, the same for every viewer
      low_95, high_95, low_998, high_998   exact Poisson limits about the mean
      place                 inside, above_95, above_998, below_95, below_998; None where the rate or the mean is not known

    What is not known or not over is not-a-number. Raises NotForecast, Unavailable.
    """
    return funnels.rows(viewer, as_of, harm_of(indicator), first_month, last_month)


def funnel_lines(viewer: Viewer, as_of: date, *, indicator: str, first_month: date, last_month: date) -> DataFrame:
    """The limits of the funnel as lines, from fewer employees than the smallest region has to more than the largest.

    Columns: employee_count, mean, low_95, high_95, low_998, high_998 as in funnel, smallest first; no row where no mean is known.
    Raises NotForecast, Unavailable.
    """
    return funnels.lines(viewer, as_of, harm_of(indicator), first_month, last_month)


def held_years(viewer: Viewer, as_of: date, *, indicator: str) -> DataFrame:
    """Every forecast made as of the end of a past year, of what was known then, beside the rate that came; the country first.

    One row a region, day and year, none across a break of the series; rates are events per 1,000 employees a year:
      region_code (None for the country), made_on, year, years_ahead
      rate                   what came
      value, low_80, high_80, low_95, high_95   what was foreseen, as in paths
      is_held_80, is_held_95   the rate lies between the ends, both included

    Raises NotForecast, Unavailable.
    """
    return backtest.rows(viewer, as_of, harm_of(indicator))


def harm_of(indicator: str) -> str:
    """The events an indicator counts, injured or killed. Raises NotForecast."""
    if indicator not in HARMS:
        raise NotForecast(indicator)
    return HARMS[indicator]
