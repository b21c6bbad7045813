"""What the tests of the commands share: data folders, and private servers in them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

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
    assert finish([str(shutil.which("cp")), "-a", made / "postgres", empty_folder])[0] == 0
    return empty_folder


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """Making the files takes a second, copying them a tenth."""
    with throwaway_folder() as place:
        with cluster.used(place, throwaway=True):
            pass
        yield place
