"""A day as people here write it: 01.12.2026."""

import re
from datetime import date

AS_TYPED = "%d.%m.%Y"


def hint(day: date) -> str:
    """A day as one would type it."""
    return day.strftime(AS_TYPED)


def read(text: str) -> date | None:
    """The day typed; None where it is none of the calendar."""
    parts = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text.strip())
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else None
    except ValueError:
        return None
