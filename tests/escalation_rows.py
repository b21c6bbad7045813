"""One instruction to escalate, due on a Monday before a holiday, and who is told of it."""

from datetime import date, timedelta

from data.escalation import escalate
from tests import rows
from tests.instruction_rows import instruction
from tests.viewers import CONTROLLER

MONDAY = date(2026, 12, 14)  # Wednesday the 16th is a holiday


def only_one() -> int:
    """An instruction to the Ministry of Labour, the akimat of Karaganda taking part, the controller controlling, and no other."""
    rows.run("DELETE FROM instruction_body; DELETE FROM instruction")
    one = instruction(due_on=MONDAY, controller_user_code=CONTROLLER.user)
    rows.insert("instruction_body", instruction_id=one, body_code="akimat_35")
    return one


def told_on(day: date) -> set[tuple[str, str]]:
    """Who is told of which step by a run on the day."""
    escalate(day, None)
    return {(user, step) for user, step in rows.run("SELECT user_code, step FROM notice WHERE told_on = %s", day)}


def before(days: int) -> date:
    """So many days before the deadline."""
    return MONDAY - timedelta(days=days)
