"""What the viewer may change; the database decides, and refuses everybody else."""

from pages.parts.cached import ask, made
from queries import administration, escalation, targets
from queries.records import records


def laws_to_change() -> list[str]:
    """Laws whose rules the viewer may change, by code. Raises Unavailable."""
    return [row["law"] for row in records(ask(administration.laws)) if row["may_change"]]


def has_administration() -> bool:
    """Whether the viewer may change anything on the Administration screen. Raises Unavailable."""
    return bool(made(_may_change_anything))


def _may_change_anything() -> bool:
    return bool(laws_to_change()) or len(ask(targets.regions)) > 0 or ask(escalation.may_change)
