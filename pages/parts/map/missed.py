"""Pieces of maps that failed: the chart never asks for one twice, so its layers get other addresses afterwards."""

from threading import Lock

from cachetools import LRUCache

IN_ADDRESS = "again"
MOST_TOKENS = 10_000
# Of this process, as the pieces are answered by it.
_lock = Lock()
_of_everybody = 0
_by_token: LRUCache[str, int] = LRUCache(MOST_TOKENS)


def note() -> None:
    """Remembers that a piece of somebody's map is missing, since the database was away."""
    global _of_everybody
    with _lock:
        _of_everybody += 1


def note_of(token: str) -> None:
    """Remembers that a piece is missing on the map of who holds the token, since he was beyond the pace."""
    with _lock:
        _by_token[token] = _by_token.get(token, 0) + 1


def count(token: str) -> int:
    """How many pieces failed that the map of who holds the token may lack."""
    return _of_everybody + int(_by_token.get(token, 0))


def again(token: str) -> dict[str, str]:
    """What distinguishes the addresses of layers from those that failed; nothing while none has."""
    failed = count(token)
    return {IN_ADDRESS: str(failed)} if failed else {}
