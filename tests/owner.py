"""The owner's connection to a test's database, kept open from row to row: to open one costs as much as ten rows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any

from data.database import raw_connection

_open: dict[tuple[str, int], Any] = {}


@contextmanager
def at_work() -> Iterator[Any]:
    """A cursor of the owner for the block, which is one transaction; each thread has its own connection."""
    key = (os.environ["MAP_OWNER_URL"], get_ident())
    if key not in _open or _open[key].closed:
        _open[key] = raw_connection("MAP_OWNER_URL")
    with _open[key] as connection, connection.cursor() as cursor:
        yield cursor


def forget() -> None:
    """Closes them, so that a database can be copied or dropped."""
    while _open:
        _open.popitem()[1].close()
