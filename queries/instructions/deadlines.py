"""What a deadline must meet on the day it is set: at least two working days ahead, and no day off."""

from datetime import date

from queries import working_days

FEWEST_WORKING_DAYS = 2


def refusal(day: date, due_on: date | None) -> str | None:
    """Why a deadline cannot be set on the day: deadline_is_past, deadline_is_day_off or deadline_is_too_near; None where it can.

    No deadline at all is none to refuse. Working days are those after the day, up to and including the deadline.
    """
    if due_on is None:
        return None
    if due_on <= day:
        return "deadline_is_past"
    if not working_days.is_one(due_on):
        return "deadline_is_day_off"
    return "deadline_is_too_near" if working_days.left(day, due_on) < FEWEST_WORKING_DAYS else None


def earliest(day: date) -> date:
    """The nearest day that can be set as a deadline."""
    return working_days.after(day, FEWEST_WORKING_DAYS)
