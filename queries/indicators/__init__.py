"""Every indicator that the registers give: by month, over a period beside the same months a year before, and by year."""

from datetime import date
from pathlib import Path
from typing import Any

from pandas import DataFrame, to_numeric

from queries.db import Viewer, read, read_one, read_over
from queries.indicators import certainty
from queries.records import records

CODES = frozenset(path.stem for path in (Path(__file__).parent / "definitions").glob("*.sql"))
COUNTED = ("numerator", "denominator", "value")


class UnknownIndicator(Exception):
    """No register gives this indicator."""


def listed(viewer: Viewer, as_of: date) -> DataFrame:
    """The indicators, in the order of lists; the same on any day and for any viewer.

    indicator_code; name_*, numerator_*, denominator_* (None where nothing is divided), taken_from_* (the register) in kk, ru, en
    topic            harm, severity, prevention or control
    unit             persons, count, per_1000_employees, percent, ratio
    direction        lower_is_better, higher_is_better or neutral
    per              what the quotient is multiplied by: 1, 100 or 1000
    numerator_over_months, denominator_over_months   how months become a period: sum, last (the state of the last month), mean
    interval_kind    poisson, binomial or none

    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "indicators/listed")


def monthly(viewer: Viewer, as_of: date, *, indicator: str) -> DataFrame:
    """An indicator of every month and region the viewer may see, from the accident register's first month to the last full one.

    region_code, month (its first day), numerator, denominator: not-a-number where not known, which includes the months before the region
    was formed; employees of a month are known when it has been reported. By region, then month. Raises UnknownIndicator, Unavailable.
    """
    rows = read(viewer, definition(indicator), as_of=as_of)
    return rows.assign(**{column: to_numeric(rows[column]).astype("float64") for column in ("numerator", "denominator")})


def period(viewer: Viewer, as_of: date, *, first_month: date | None = None, last_month: date | None = None) -> dict[str, Any]:
    """The days compared: the asked months, else January to the last full month, and the same months a year before.

    starts_on, ends_on, starts_on_before, ends_on_before (all included days), month_count. first_month and last_month are any day of
    theirs. Of more than twelve months the ones before lie as many years back as keep the two apart. Raises Unavailable.
    """
    return read_one(viewer, "indicators/period", as_of=as_of, first_month=first_month, last_month=last_month) or {}


def of_period(viewer: Viewer, as_of: date, *, indicator: str, first_month: date | None = None, last_month: date | None = None) -> DataFrame:
    """An indicator over the months of period(), by region, beside the same months a year before.

    A row a region by code, after a first row for all the viewer may see, whose region_code is None:
      numerator, denominator   summed over the months as listed() says; employees are the mean of the months known
      value                    of the period itself, not of a year; none where the denominator counts fewer than five events
      low, high                its exact 95 % interval
      *_before                 the same of the months before
      change                   as a share of what was before; none from a base under five events
      change_low, change_high  its exact 95 % interval
      p_value                  exact test of the change; above 0.05 it could be chance
      broke_on                 day the region was formed or lost a part, where not after the period; else None
      is_comparable            False where that day lies after the first day of the months before: then no change and no p_value

    A figure is known when every month of it is; what is not known, such as months not over or before the register began, is
    not-a-number, never zero. Raises UnknownIndicator, Unavailable.
    """
    asked, measure = period(viewer, as_of, first_month=first_month, last_month=last_month), measure_of(viewer, as_of, indicator)
    periods = [(asked[f"starts_on{when}"], asked[f"ends_on{when}"].replace(day=1)) for when in ("", "_before")]
    both = over_periods(viewer, as_of, indicator=indicator, periods=periods)
    now, before = (_of_number(both, number, measure) for number in (1, 2))
    rows = now.join(before[[*COUNTED, "low", "high"]].add_suffix("_before"))
    rows["is_comparable"] = [broke_on is None or broke_on <= asked["starts_on_before"] for broke_on in now["broke_on"]]
    rows["change"] = certainty.changes(now, before).where(rows["is_comparable"])
    rows[["change_low", "change_high"]] = certainty.change_intervals(measure, now, before).where(rows["change"].notna())
    rows["p_value"] = certainty.p_values(measure, now, before).where(rows["is_comparable"])
    return rows.drop(columns=["period_no", "first_month", "last_month", "month_count"])


def of_years(viewer: Viewer, as_of: date, *, indicator: str) -> DataFrame:
    """An indicator of every year the register covers from January, by region; the last year ends with the last full month.

    A row a region and year, the oldest year first, in each a first row for all the viewer may see, whose region_code is None:
      year, month_count        months counted
      numerator, denominator   as in of_period
      value                    over mean employees at the pace of a year; else of those months
      low, high                its exact 95 % interval
      broke_on                 day the region was formed or lost a part, where not after the year; else None

    A year within which the region was formed is not known. Raises UnknownIndicator, Unavailable.
    """
    covered = years_covered(viewer, as_of)
    periods = list(zip(covered["first_month"], covered["last_month"], strict=True))
    rows, measure = over_periods(viewer, as_of, indicator=indicator, periods=periods), measure_of(viewer, as_of, indicator)
    years = rows["month_count"] / 12 if measure["denominator_over_months"] == "mean" else 1.0
    rows["value"] /= years
    rows[["low", "high"]] = certainty.intervals(measure, rows, years)
    rows.insert(1, "year", [month.year for month in rows["first_month"]])
    return rows.drop(columns=["period_no", "first_month", "last_month"])


def years_covered(viewer: Viewer, as_of: date) -> DataFrame:
    """The years the register covers from January, oldest first: year, first_month, last_month (the last full one). Raises Unavailable."""
    return read(viewer, "indicators/years_covered", as_of=as_of)


def over_periods(viewer: Viewer, as_of: date, *, indicator: str, periods: list[tuple[date, date]]) -> DataFrame:
    """An indicator over any periods, each from a month to a month (first days), by region, after a first row for all the viewer may see.

    By period: region_code, period_no (1 for the first), first_month, last_month, month_count, numerator, denominator, value, broke_on,
    all as in of_period. Raises UnknownIndicator, Unavailable.
    """
    firsts, lasts = [first for first, _last in periods], [last for _first, last in periods]
    rows = read_over(
        viewer, "indicators/over_periods", definition(indicator), as_of=as_of, indicator=indicator, first_months=firsts, last_months=lasts
    )
    return rows.assign(**{column: to_numeric(rows[column]).astype("float64") for column in COUNTED})


def measure_of(viewer: Viewer, as_of: date, indicator: str) -> certainty.Measure:
    """The row of listed() of one indicator. Raises UnknownIndicator, Unavailable."""
    found = {row["indicator_code"]: row for row in records(listed(viewer, as_of))}
    if indicator not in found:
        raise UnknownIndicator(indicator)
    return {str(column): None if value != value else value for column, value in found[indicator].items()}


def definition(indicator: str) -> str:
    """The question that defines an indicator. Raises UnknownIndicator."""
    if indicator not in CODES:
        raise UnknownIndicator(indicator)
    return f"indicators/definitions/{indicator}"


def _of_number(rows: DataFrame, number: int, measure: certainty.Measure) -> DataFrame:
    """The rows of one period, with their intervals, numbered alike for each period."""
    chosen = rows[rows["period_no"] == number].reset_index(drop=True)
    return chosen.join(certainty.intervals(measure, chosen))
