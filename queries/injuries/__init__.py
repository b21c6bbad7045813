"""Harm at work as the accident register knows it: by region, month, year and cause, beside a year before."""

from datetime import date
from typing import Any

from pandas import DataFrame, to_numeric

from queries import statistics
from queries.db import Viewer, read

RATES = {"injured": "injury_rate", "killed": "fatal_rate"}
PER = 1000
NUMBERS = ("_count", "_rate_", "_share")


def totals(viewer: Viewer, as_of: date, *, region: str | None = None) -> dict[str, Any]:
    """Harm of the reporting period beside the same months a year before, in a region or all the viewer sees.

    starts_on, ends_on, starts_on_before, ends_on_before   first and last days of both periods, included
    month_count      months of the period
    accident_count, injured_count, killed_count   as known on as_of; injured include killed
    employee_count   hired employees, mean of the period's months
    injury_rate_per_1000_employees, fatal_rate_per_1000_employees   of the period, not of a year
    injury_rate_low, injury_rate_high, fatal_rate_low, fatal_rate_high   their exact 95 % Poisson intervals
    fatal_rate_per_1000_employees_a_year   the fatal rate at the same pace over 12 months
    fatal_rate_a_year_low, fatal_rate_a_year_high   its interval
    fatal_target_per_1000_employees, is_fatal_target_interpolated   the target of the year it is held against
    *_before         counts, employees and rates of the same months a year before
    injured_p_value, killed_p_value   exact test of the change of the rate; above 0.05 it could be chance

    What is not known, such as anything before the register began, is None or not-a-number, never zero.
    Raises Unavailable when the database does not answer.
    """
    rows = _with_certainty(read(viewer, "injuries/totals", as_of=as_of, region=region))
    for end in ("low", "high"):
        rows[f"fatal_rate_a_year_{end}"] = rows[f"fatal_rate_{end}"] * 12 / rows["month_count"]
    return {str(column): value for column, value in rows.to_dict("records")[0].items()}


def by_region(viewer: Viewer, as_of: date) -> DataFrame:
    """Injury and fatal rates of each region the viewer may see, beside the same months a year before.

    One row a region, highest injury rate first:
      region_code, name_kk, name_ru, name_en
      formed_on        day the region was formed, where that broke its series; None for the older ones
      broke_on         day the region was formed or lost a part, by then; None where neither happened
      is_comparable    False where that day lies after the first day of the period before
      injured_count, killed_count   of the reporting period (see totals); injured include killed
      employee_count   hired employees, mean of the period's months
      injury_rate_per_1000_employees, fatal_rate_per_1000_employees   of the period, not of a year
      injury_rate_low, injury_rate_high, fatal_rate_low, fatal_rate_high   their exact 95 % Poisson intervals
      *_before         counts, employees and rates of the same months a year before
      injury_rate_change, fatal_rate_change   change as a share; none from a base under five events
      injured_p_value, killed_p_value   exact test of the change; above 0.05 it could be chance

    What is not known is not-a-number, never zero. Raises Unavailable when the database does not answer.
    """
    return _with_certainty(read(viewer, "injuries/by_region", as_of=as_of))


def by_year(viewer: Viewer, as_of: date, *, region: str | None = None) -> DataFrame:
    """Rates of each full year the register covers, in a region or all the viewer sees, oldest first.

    year, starts_on, ends_on, month_count   the days counted; the last year ends with the last full month
    injured_count, killed_count, employee_count   as in totals, of those days
    injury_rate_per_1000_employees_a_year, fatal_rate_per_1000_employees_a_year   at this pace over 12 months
    injury_rate_low, injury_rate_high, fatal_rate_low, fatal_rate_high   their exact 95 % Poisson intervals
    broke_on         day the region was formed or lost a part, else None

    Raises Unavailable when the database does not answer.
    """
    rows = with_numbers(read(viewer, "injuries/by_year", as_of=as_of, region=region))
    thousands_of_years = rows["employee_count"] / PER * rows["month_count"] / 12
    for harm, rate in RATES.items():
        interval = statistics.poisson_intervals(rows[f"{harm}_count"], thousands_of_years)
        rows[[f"{rate}_low", f"{rate}_high"]] = interval
    return rows


def by_month(viewer: Viewer, as_of: date, *, region: str | None = None) -> DataFrame:
    """Injured and killed by month, this year and the year before, in a region or all the viewer sees.

    One row a month, January first: month_no 1 to 12, injured_count, killed_count, injured_count_before,
    killed_count_before. Months not over, or before the register began, hold not-a-number.
    This year is that of totals. Raises Unavailable when the database does not answer.
    """
    return with_numbers(read(viewer, "injuries/by_month", as_of=as_of, region=region))


def by_cause(viewer: Viewer, as_of: date, *, region: str | None = None) -> DataFrame:
    """Injured and killed of the reporting period by cause, in a region or all the viewer sees, most first.

    One row a cause: cause_code, injured_count, killed_count, injured_share, killed_share (0 to 1;
    none where all causes make fewer than five), and the same with _before for the same months a year before.
    Raises Unavailable when the database does not answer.
    """
    return with_numbers(read(viewer, "injuries/by_cause", as_of=as_of, region=region))


def _with_certainty(rows: DataFrame) -> DataFrame:
    """Intervals of both rates, and the test of their change, beside the counts they stand on."""
    rows = with_numbers(rows)
    exposures = rows["employee_count"] / PER, rows["employee_count_before"] / PER
    for harm, rate in RATES.items():
        counts = rows[f"{harm}_count"], rows[f"{harm}_count_before"]
        rows[[f"{rate}_low", f"{rate}_high"]] = statistics.poisson_intervals(counts[0], exposures[0])
        rows[f"{harm}_p_value"] = statistics.same_period_p_values(counts[0], exposures[0], counts[1], exposures[1])
    return rows


def with_numbers(rows: DataFrame) -> DataFrame:
    """The rows with every count and rate as a number, also where a whole column is not known."""
    counted = [column for column in rows.columns if any(part in column for part in NUMBERS)]
    return rows.assign(**{column: to_numeric(rows[column]) for column in counted})
