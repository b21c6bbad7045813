"""Locks between processes that are gone when their holder is gone, however it ended."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held(path: Path, *, shared: bool = False, wait: bool = True) -> Iterator[None]:
    """Hold the lock that belongs to this file or folder; a missing file is made.

    Raises BlockingIOError when wait is false and somebody else holds it.
    """
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(handle)


def is_free(path: Path) -> bool:
    """Whether nobody holds the lock of this file, shared or alone."""
    try:
        with held(path, wait=False):
            return True
    except BlockingIOError:
        return False
