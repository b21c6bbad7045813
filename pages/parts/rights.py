"""What the viewer may change; the database decides, and refuses everybody else."""

from pages.parts.cached import ask
from queries import administration
from queries.records import records


def laws_to_change() -> list[str]:
    """Laws whose rules the viewer may change, by code. Raises Unavailable."""
    return [row["law"] for row in records(ask(administration.laws)) if row["may_change"]]


def has_administration() -> bool:
    """Whether the viewer may change anything on the Administration screen. Raises Unavailable."""
    return bool(ask(administration.may_change_anything))
