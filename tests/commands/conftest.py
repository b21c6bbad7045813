"""What the tests of the commands share: data folders, and private servers in them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from data.machine import cluster
from data.machine.places import throwaway_folder
from data.machine.processes import finish


@pytest.fixture
def empty_folder() -> Iterator[Path]:
    """A data folder with nothing in it; whatever server was left there is stopped."""
    with throwaway_folder() as place:
        yield place
        cluster.stop(place)


@pytest.fixture
def folder(empty_folder: Path, made: Path) -> Path:
    """A data folder whose server has its files, and does not run."""
    return copied(made, empty_folder)


def copied(made: Path, place: Path) -> Path:
    """Put the files of a made server into another folder, their owner kept."""
    assert finish([str(shutil.which("cp")), "-a", made / "postgres", place])[0] == 0
    return place


@pytest.fixture(scope="module")
def private(made: Path) -> Iterator[str]:
    """The administrator's address of a running private server."""
    with throwaway_folder() as place, cluster.used(copied(made, place), throwaway=True) as address:
        yield address


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """Making the files takes a second, copying them a tenth."""
    with throwaway_folder() as place:
        with cluster.used(place, throwaway=True):
            pass
        yield place


def gone(*_: object, **__: object) -> None:
    """What the driver raises when the server ends in the middle."""
    raise psycopg2.OperationalError("server closed the connection unexpectedly\n\tThis probably means ...\n")
