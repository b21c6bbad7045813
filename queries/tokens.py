"""Signed, short-lived tokens that carry a viewer to routes no screen stands in front of."""

import os
import time
from dataclasses import asdict
from functools import lru_cache

from itsdangerous import BadSignature, URLSafeSerializer

from queries.viewer import Viewer

STEP_SECONDS = 1800


class Refused(Exception):
    """The token is missing, altered, expired or meant for something else."""


def _key() -> str:
    key = os.environ.get("MAP_SECRET_KEY", "")
    if len(key) < 32:
        raise Refused("MAP_SECRET_KEY is not set")
    return key


def _serializer(purpose: str, key: str) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt=f"digital-map-of-enterprises/{purpose}")


@lru_cache(maxsize=1000)  # the map asks for its tokens anew on every run
def _signed(purpose: str, key: str, expires: int, viewer: Viewer) -> str:
    return str(_serializer(purpose, key).dumps([expires, asdict(viewer)]))


def issue(viewer: Viewer, purpose: str, *, lifetime_seconds: int = 3600) -> str:
    """A token for one purpose, such as "tiles".

    The expiry is rounded up to the half hour, so that the address of a tile stays the same, and cached, for a while.
    Raises Refused when no key is configured.
    """
    expires = (int(time.time()) + lifetime_seconds) // STEP_SECONDS * STEP_SECONDS + STEP_SECONDS
    return _signed(purpose, _key(), expires, viewer)


@lru_cache(maxsize=1000)  # one token asks for many tiles; a refused one is not kept
def _opened(token: str, purpose: str, key: str) -> tuple[int, Viewer]:
    try:
        expires, fields = _serializer(purpose, key).loads(token)
        return expires, Viewer(**fields)
    except (BadSignature, TypeError, ValueError) as error:
        raise Refused("altered") from error


def viewer_of(token: str, purpose: str) -> Viewer:
    """The viewer a token of this purpose was issued to. Raises Refused."""
    expires, viewer = _opened(token, purpose, _key())
    if time.time() > expires:
        raise Refused("expired")
    return viewer
