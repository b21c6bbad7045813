"""Deadlines as a calendar at a private address: what stands in it, and the address itself."""

import hashlib
import secrets
from datetime import date

from pandas import DataFrame

from queries import working_days
from queries.db import Viewer, read, read_one, write


def entries(viewer: Viewer, as_of: date) -> DataFrame:
    """Instructions with a deadline that the viewer may see, not accepted or accepted in the last 30 days; at most 2,000.

    instruction_id, number; text and lead (short name of the lead body) in _kk/_ru/_en; state as in instructions.register;
    due_on: deadline with extensions; extension_count: how often it was moved;
    shown_on: the deadline, or the last working day before it where it falls on a day off. The earliest deadline first.
    Raises Unavailable.
    """
    rows = read(viewer, "calendar/entries", as_of=as_of)
    return rows.assign(shown_on=[working_days.on_or_before(due_on) for due_on in rows["due_on"]])


def address(viewer: Viewer) -> date | None:
    """The day on which the viewer's calendar address was made; None where he has none that works. Raises Unavailable."""
    row = read_one(viewer, "calendar/address")
    return row["made_on"] if row else None


def make_address(viewer: Viewer, *, language: str) -> str:
    """The secret of a new calendar address, its titles in kk, ru or en; it is not kept, and the address before stops working.

    Raises Unavailable.
    """
    secret = secrets.token_urlsafe(32)
    write(viewer, "calendar/make_address", token_sha256=digest_of(secret), language=language)
    return secret


def revoke_address(viewer: Viewer) -> None:
    """Makes the viewer's calendar address stop working; nothing where he has none. Raises Unavailable."""
    write(viewer, "calendar/revoke_address")


def digest_of(secret: str) -> str:
    """What the database knows of a secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
