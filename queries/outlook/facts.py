"""What a forecast rests on: the viewer's own regions by month and period, and what is pooled over the whole country."""

from datetime import date

from pandas import DataFrame

from queries.db import Viewer, read


def months(viewer: Viewer, as_of: date, *, harm: str) -> DataFrame:
    """Events of each region the viewer may see by month, from the register's first to the last full one; harm is injured or killed.

    Columns: region_code, month (its first day), event_count, employee_count (None where not known), broke_on (day the region was
    formed or lost a part, by then; else None). By region, then month. Raises Unavailable when the database does not answer.
    """
    return read(viewer, "outlook/months", as_of=as_of, harm=harm)


def national_months(viewer: Viewer, as_of: date, *, harm: str) -> DataFrame:
    """Events of the whole country by month, the same for every viewer, over the regions whose employees of the month are known.

    Columns: month, event_count, employee_count. Raises Unavailable when the database does not answer.
    """
    return read(viewer, "outlook/national_months", as_of=as_of, harm=harm)


def spread(viewer: Viewer, as_of: date, *, harm: str) -> DataFrame:
    """Sums over all regions that queries.pooling.between takes, the same for every viewer; no row under three regions.

    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "outlook/spread", as_of=as_of, harm=harm)


def rates(viewer: Viewer, as_of: date, *, harm: str, first_day: date, last_day: date) -> DataFrame:
    """Events and mean employees of a period, both days included, in each region the viewer may see.

    Columns: region_code, event_count, employee_count; None where not known or not over. Raises Unavailable.
    """
    return read(viewer, "outlook/rates", as_of=as_of, harm=harm, first_day=first_day, last_day=last_day)


def pooled_rates(viewer: Viewer, as_of: date, *, harm: str, first_day: date, last_day: date) -> DataFrame:
    """The same of the whole country, and sums over its regions that queries.shrinking.spread takes, the same for every viewer.

    Columns: national_events, national_employees (mean; not-a-number where a region with events has none); of the regions known in the
    whole period: region_count, events, employees, employees_squared, events_squared (over employees). No row under three regions.
    Raises Unavailable.
    """
    return read(viewer, "outlook/pooled_rates", as_of=as_of, harm=harm, first_day=first_day, last_day=last_day).astype("float64")
