"""Questions about the system itself: how fresh the data is, and the trail of what people did."""

import json
from datetime import date
from typing import Any

from queries.db import NOBODY, Viewer, read_one, write


def data_version() -> int:
    """Counter that moves with every delivery, score or edit. Raises Unavailable."""
    row = read_one(NOBODY, "system/data_version")
    return int(row["counter"]) if row else 0


def opening(*, user_code: str | None = None, email: str | None = None) -> dict[str, Any]:
    """What every run of a screen begins with, and who looks: the person behind a demonstration code or a verified address.

    data_version int; has_demonstration bool; user_code, role, name_kk, name_ru, name_en, region_code, body_code, all None where there is
    no such person. Raises Unavailable.
    """
    return read_one(NOBODY, "system/opening", user_code=user_code, email=email) or {}


def readiness() -> dict[str, Any]:
    """How many facilities the register holds, and the day they were last scored.

    data_version int; facilities int; as_of date or None; has_demonstration bool. Raises Unavailable.
    """
    return read_one(NOBODY, "system/readiness") or {}


def last_scored_day(as_of: date) -> date | None:
    """Day of the last scoring on or before as_of; None when there was none. Raises Unavailable."""
    row = read_one(NOBODY, "system/last_scored_day", as_of=as_of)
    return row["scored_on"] if row else None


def record(viewer: Viewer, action: str, about: str, **after: Any) -> None:
    """Adds an entry to the audit trail: what the viewer did, and to what. Raises Unavailable."""
    write(viewer, "system/record", role=viewer.role, action=action, about=about, after=json.dumps(after, default=str))
