"""Working days by Kazakhstan's calendar: five-day week, public holidays, days off moved by the Government."""

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("KZ")


def left(as_of: date, due_on: date) -> int:
    """Working days after as_of up to and including due_on; negative: those already past since the deadline."""
    if due_on < as_of:
        return -left(due_on, as_of)
    days = (as_of + timedelta(days=step) for step in range(1, (due_on - as_of).days + 1))
    return sum(map(_calendar().is_working_day, days))
