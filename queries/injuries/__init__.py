"""Harm at work as the accident register knows it: by region, month, year, cause, activity and district, beside a year before."""

from datetime import date
from typing import Any

from pandas import DataFrame, to_numeric

from queries import statistics
from queries.db import Viewer, read
from queries.indicators import certainty
from queries.records import records

RATES = {"injured": "injury_rate", "killed": "fatal_rate"}
PER = 1000
NUMBERS = ("_count", "_rate_", "_share")


def totals(
    viewer: Viewer, as_of: date, *, region: str | None = None, first_month: date | None = None, last_month: date | None = None
) -> dict[str, Any]:
    """Harm of the asked months, else the reporting period, beside the same months a year before, in a region or all the viewer sees.

    starts_on, ends_on, starts_on_before, ends_on_before   first and last days of both periods, included
    month_count      months of the period
    accident_count, injured_count, killed_count   as known on as_of; injured include killed
    employee_count   hired employees, mean of the period's months
    injury_rate_per_1000_employees, fatal_rate_per_1000_employees   of the period, not of a year
    injury_rate_low, injury_rate_high, fatal_rate_low, fatal_rate_high   their exact 95 % Poisson intervals
    fatal_rate_per_1000_employees_a_year   the fatal rate at the same pace over 12 months
    fatal_rate_a_year_low, fatal_rate_a_year_high   its interval
    fatal_target_per_1000_employees, is_fatal_target_interpolated   the target of the year it is held against, the region's own if any
    *_before         counts, employees and rates of the same months a year before
    is_comparable    False where the region was formed or lost a part after the first day of the months before
    injury_rate_change, fatal_rate_change   change as a share; none from a base under five events, or where not comparable
    injured_p_value, killed_p_value   exact test of the change of the rate; above 0.05 it could be chance; none where not comparable

    What is not known, such as anything before the register began, is None or not-a-number, never zero.
    The numbers are those of queries.indicators. Raises Unavailable when the database does not answer.
    """
    given = {"region": region, "first_month": first_month, "last_month": last_month}
    rows = _with_certainty(read(viewer, "injuries/totals", as_of=as_of, **given))
    for part in ("_per_1000_employees", "_low", "_high", "_per_1000_employees_before"):
        rows[_a_year(f"fatal_rate{part}")] = rows[f"fatal_rate{part}"] * 12 / rows["month_count"]
    return {str(column): value for column, value in records(rows)[0].items()}


def by_region(viewer: Viewer, as_of: date, *, first_month: date | None = None, last_month: date | None = None) -> DataFrame:
    """Injury and fatal rates of each region the viewer may see, beside the same months a year before.

    One row a region, highest injury rate first:
      region_code, name_kk, name_ru, name_en
      formed_on        day the region was formed, where that broke its series; None for the older ones
      broke_on         day the region was formed or lost a part, by then; None where neither happened
      is_comparable    False where that day lies after the first day of the period before: then no change and no p_value
      injured_count, killed_count   of the asked months (see totals); injured include killed
      employee_count   hired employees, mean of the period's months
      injury_rate_per_1000_employees, fatal_rate_per_1000_employees   of the period, not of a year
      injury_rate_low, injury_rate_high, fatal_rate_low, fatal_rate_high   their exact 95 % Poisson intervals
      *_before         counts, employees and rates of the same months a year before
      injury_rate_change, fatal_rate_change   change as a share; none from a base under five events
      injured_p_value, killed_p_value   exact test of the change; above 0.05 it could be chance

    What is not known is not-a-number, never zero. The numbers are those of queries.indicators. Raises Unavailable.
    """
    return _with_certainty(read(viewer, "injuries/by_region", as_of=as_of, first_month=first_month, last_month=last_month))


def by_year(viewer: Viewer, as_of: date, *, region: str | None = None) -> DataFrame:
    """Rates of each full year the register covers, in a region or all the viewer sees, oldest first.

    year, starts_on, ends_on, month_count   the days counted; the last year ends with the last full month
    injured_count, killed_count, employee_count   as in totals, of those days
    injury_rate_per_1000_employees_a_year, fatal_rate_per_1000_employees_a_year   at this pace over 12 months
    injury_rate_low, injury_rate_high, fatal_rate_low, fatal_rate_high   their exact 95 % Poisson intervals
    broke_on         day the region was formed or lost a part, else None

    Years that are not known in full, such as that in which the region was formed, are left out. Raises Unavailable.
    """
    rows = with_numbers(read(viewer, "injuries/by_year", as_of=as_of, region=region))
    years = rows["month_count"] / 12
    for harm, rate in RATES.items():
        rows[f"{rate}_per_1000_employees_a_year"] = rows.pop(f"{rate}_per_1000_employees") / years
        rows[[f"{rate}_low", f"{rate}_high"]] = statistics.poisson_intervals(rows[f"{harm}_count"], rows["employee_count"] / PER * years)
    return rows


def by_cause(
    viewer: Viewer, as_of: date, *, region: str | None = None, first_month: date | None = None, last_month: date | None = None
) -> DataFrame:
    """Injured and killed of the asked months, else the reporting period, by cause, in a region or all the viewer sees, most first.

    One row a cause: cause_code, injured_count, killed_count, injured_share, killed_share (0 to 1;
    none where all causes make fewer than five), and the same with _before for the same months a year before.
    Months not over, or that the register does not cover, are not-a-number. Raises Unavailable.
    """
    given = {"region": region, "first_month": first_month, "last_month": last_month}
    return with_numbers(read(viewer, "injuries/by_cause", as_of=as_of, **given))


def by_activity(
    viewer: Viewer, as_of: date, *, region: str | None = None, first_month: date | None = None, last_month: date | None = None
) -> DataFrame:
    """The same by section of activity, with its rates.

    As by_cause, with section_code (A to U), name_kk, name_ru, name_en in the place of cause_code; and
      employee_count, employee_count_before   hired employees of the section, mean of the months all asked regions have reported
      injury_rate_per_1000_employees, fatal_rate_per_1000_employees   of the period, not of a year
      injury_rate_low, injury_rate_high, fatal_rate_low, fatal_rate_high   their exact 95 % Poisson intervals
    """
    given = {"region": region, "first_month": first_month, "last_month": last_month}
    rows = with_numbers(read(viewer, "injuries/by_activity", as_of=as_of, **given))
    for harm, rate in RATES.items():
        rows[[f"{rate}_low", f"{rate}_high"]] = statistics.poisson_intervals(rows[f"{harm}_count"], rows["employee_count"] / PER)
    return rows


def by_district(
    viewer: Viewer, as_of: date, *, region: str | None = None, first_month: date | None = None, last_month: date | None = None
) -> DataFrame:
    """The same by the district of the facility where it happened; a last row without district_code for what no district is known of.

    As by_cause, with district_code, name_kk, name_ru, name_en in the place of cause_code.
    """
    given = {"region": region, "first_month": first_month, "last_month": last_month}
    return with_numbers(read(viewer, "injuries/by_district", as_of=as_of, **given))


def months_covered(viewer: Viewer, as_of: date) -> tuple[date, date] | None:
    """First month the accident register covers and the last full one, as first days; None where there is none. Raises Unavailable."""
    row = records(read(viewer, "injuries/months_covered", as_of=as_of))[0]
    first, last = row["first_month"], row["last_month"]
    return (first, last) if isinstance(first, date) and first <= last else None


def accidents(
    viewer: Viewer,
    as_of: date,
    *,
    region: str | None = None,
    first_month: date | None = None,
    last_month: date | None = None,
    cause: str | None = None,
    activity: str | None = None,
    district: str | None = None,
    kind: str | None = None,
    page: int = 1,
    page_size: int = 100,
) -> DataFrame:
    """The accidents behind any figure of harm, newest first, one page of them; counts only, nobody's identity.

    Narrowed to a region, a cause_code, a section of activity, a district_code ("none": where no district is known), and a kind: fatal,
    group, leave (a sick leave closed in the months, whenever it happened), or all. Months are those of totals. One row an accident:
      accident_id, occurred_on, known_on, region_code, region_*, district_code, district_*, facility_id, facility_*, bin, employer_*,
      section_code, activity_* (names in kk, ru, en; None where not known)
      cause_code, is_group, injured_count (the killed included), killed_count, severe_count, light_count, lost_day_count (closed leaves)
      commission_level (employer, region, ministry, government), act_on (day of the act or None), source_code
      over all pages, what the figure says: accident_, injured_, killed_, recorded_ (people), severe_, leave_ (closed), lost_day_total

    Raises Unavailable when the database does not answer.
    """
    narrowed = {"cause": cause, "activity": activity, "district": district, "kind": kind}
    asked = {"region": region, "first_month": first_month, "last_month": last_month, "page": page, "page_size": page_size}
    return read(viewer, "injuries/accidents", as_of=as_of, **narrowed, **asked)


def _with_certainty(rows: DataFrame) -> DataFrame:
    """Intervals of both rates, their change and its test, beside the counts they stand on; no change where it is not comparable."""
    rows = with_numbers(rows)
    thousands = rows["employee_count"] / PER, rows["employee_count_before"] / PER
    for harm, rate in RATES.items():
        counts = rows[f"{harm}_count"], rows[f"{harm}_count_before"]
        rates = rows[f"{rate}_per_1000_employees"], rows[f"{rate}_per_1000_employees_before"]
        rows[[f"{rate}_low", f"{rate}_high"]] = statistics.poisson_intervals(counts[0], thousands[0])
        rows[f"{rate}_change"] = certainty.change(*rates, counts[1]).where(rows["is_comparable"])
        p_values = statistics.same_period_p_values(counts[0], thousands[0], counts[1], thousands[1])
        rows[f"{harm}_p_value"] = p_values.where(rows["is_comparable"])
    return rows


def _a_year(column: str) -> str:
    """Name of a rate at the pace of a year: fatal_rate_a_year_low, fatal_rate_per_1000_employees_a_year, ..._a_year_before."""
    if "employees" in column:
        return column.replace("employees", "employees_a_year")
    return column.replace("_rate_", "_rate_a_year_")


def with_numbers(rows: DataFrame) -> DataFrame:
    """The rows with every count and rate as a number, also where a whole column is not known."""
    counted = [column for column in rows.columns if any(part in column for part in NUMBERS)]
    return rows.assign(**{column: to_numeric(rows[column]) for column in counted})
