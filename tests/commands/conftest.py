"""What the tests of the commands share: a folder that the database's user may enter, and a server in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.machine import cluster
from data.machine.places import throwaway_folder


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty data folder; whatever server was left in it is stopped."""
    with throwaway_folder() as place:
        yield place
        cluster.stop(place)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The administrator's address of a private server with nothing in it."""
    with throwaway_folder() as place, cluster.used(place, throwaway=True) as address:
        yield address
