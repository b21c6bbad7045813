"""Tells people of deadlines that come near or have passed: one quiet letter a person and day, and no step twice."""

from contextlib import closing
from datetime import date
from typing import NamedTuple

from data.database import raw_connection
from data.escalation.mail import Mail
from data.escalation.outbox import Sent, send
from data.escalation.telling import tell
from queries import working_days

__all__ = ["Told", "escalate"]


class Told(NamedTuple):
    """What a run did: letters written, and what became of those in the outbox."""

    letter_count: int
    sent: Sent


def escalate(day: date, mail: Mail | None) -> Told:
    """Writes the letters of a day and sends what waits in the outbox; on a day off nothing, and nothing twice however often it runs.

    mail: how letters are sent; without it they stay in the outbox, the table digest. Raises DatabaseProblem.
    """
    if not working_days.is_one(day):
        return Told(0, Sent())
    with closing(raw_connection("MAP_OWNER_URL")) as owner:
        return Told(tell(owner, day), send(owner, day, mail) if mail else Sent())
