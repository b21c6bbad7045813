"""Days the product reckons with."""

from datetime import date, timedelta


def last_month_end(day: date) -> date:
    """Last day of the month before the day's own month."""
    return day.replace(day=1) - timedelta(days=1)


def month_ends(last: date, count: int) -> list[date]:
    """So many month ends in a row, the earliest first; the last is the day given, even where it is none."""
    ends = [last]
    while len(ends) < count:
        ends.insert(0, last_month_end(ends[0]))
    return ends


def same_month_end_a_year_before(month_end: date) -> date:
    """Last day of the same month a year earlier; 29 February becomes 28."""
    first = month_end.replace(year=month_end.year - 1, day=1)
    return last_month_end((first + timedelta(days=31)).replace(day=1))
