"""Working days by Kazakhstan's calendar: five-day week, public holidays, days off moved by the Government."""

from datetime import date, timedelta
from functools import cache, lru_cache

import holidays


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("KZ")


@lru_cache(20_000)
def left(as_of: date, due_on: date) -> int:
    """Working days after as_of up to and including due_on; negative: those already past since the deadline."""
    if due_on < as_of:
        return -left(due_on, as_of)
    days = (as_of + timedelta(days=step) for step in range(1, (due_on - as_of).days + 1))
    return sum(map(_calendar().is_working_day, days))


def is_one(day: date) -> bool:
    """Whether people work on the day."""
    return bool(_calendar().is_working_day(day))


def on_or_before(day: date) -> date:
    """The day itself where people work on it, else the last working day before it."""
    return day if is_one(day) else after(day, -1)


def after(day: date, count: int) -> date:
    """The working day so many working days after the day, before it where the count is negative."""
    found: date = _calendar().get_nth_working_day(day, count)
    return found


@lru_cache(50)
def between(first: date, last: date) -> list[date]:
    """Every working day from the first day to the last, both included."""
    return [day for step in range((last - first).days + 1) if is_one(day := first + timedelta(days=step))]
