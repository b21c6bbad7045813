"""Layers that readers brought along: kept in this process's memory for the length of a session, shown to who brought them only."""

import secrets
import time
from dataclasses import dataclass
from threading import Lock

SECONDS_KEPT = 2 * 3600
MOST_BYTES = 200_000_000  # of all layers of all people


@dataclass(frozen=True)
class _Kept:
    user: str
    body: bytes
    expires: float


_layers: dict[str, _Kept] = {}  # oldest first
_lock = Lock()


def keep(user: str, body: bytes) -> str:
    """Keeps a layer for two hours; answers its key, which nobody can guess.

    Where memory is full, the oldest layers go.
    """
    key = secrets.token_urlsafe(24)
    with _lock:
        _forget_expired()
        while _layers and sum(len(each.body) for each in _layers.values()) + len(body) > MOST_BYTES:
            del _layers[next(iter(_layers))]
        _layers[key] = _Kept(user, body, time.monotonic() + SECONDS_KEPT)
    return key


def kept(key: str, user: str) -> bytes | None:
    """The layer of the key; None where it is gone, or is another user's."""
    with _lock:
        _forget_expired()
        found = _layers.get(key)
    return found.body if found and found.user == user else None


def drop(key: str | None, user: str) -> None:
    """Forgets a layer of the user's at once."""
    with _lock:
        if key in _layers and _layers[key].user == user:
            del _layers[key]


def _forget_expired() -> None:
    now = time.monotonic()
    for key in [key for key, each in _layers.items() if each.expires <= now]:
        del _layers[key]
