"""Pieces of maps that failed while the database was away: the chart never asks twice, so its layers get other addresses afterwards."""

from threading import Lock

IN_ADDRESS = "again"
_lock = Lock()
_count = 0


def note() -> None:
    """Remembers that a piece of somebody's map is missing."""
    global _count  # one number of the process, as the pieces are answered by it
    with _lock:
        _count += 1


def count() -> int:
    """How many pieces failed since the server started."""
    return _count


def again() -> dict[str, str]:
    """What distinguishes the addresses of layers from those that failed; nothing while none has."""
    return {IN_ADDRESS: str(_count)} if _count else {}
