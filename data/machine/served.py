"""The database that this machine works with: the one at DATABASE_URL, else the project's own private one."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.machine import cluster, roles
from data.machine.keys import ROLES, kept
from data.machine.places import data_folder
from data.machine.processes import end_on_signals


@contextmanager
def served(folder: Path, *, throwaway: bool = False) -> Iterator[dict[str, str]]:
    """A database that answers for as long as the block; yields the environment variables that lead to it.

    DATABASE_URL (administrator), MAP_OWNER_URL, MAP_WRITER_URL, MAP_READER_URL, MAP_SECRET_KEY, MAP_DATA.
    throwaway: a private one without care for power cuts, whatever DATABASE_URL says. Raises CannotStart.
    """
    secrets = kept(folder)
    known = {"MAP_SECRET_KEY": secrets["secret_key"], "MAP_DATA": str(folder)}
    address = "" if throwaway else os.environ.get("DATABASE_URL", "")
    if address:
        chosen = _chosen_by_the_person()
        ours = {role: secrets[role] for role in ROLES if f"{role.upper()}_URL" not in chosen}
        yield known | roles.given(address, ours) | chosen
    else:
        _forget_other_servers()
        with cluster.used(folder, throwaway=throwaway) as private:
            yield known | roles.private(private)


def _chosen_by_the_person() -> dict[str, str]:
    """Where an administrator made the roles beforehand, the addresses he gives count."""
    names = ("MAP_OWNER_URL", "MAP_WRITER_URL", "MAP_READER_URL", "MAP_SECRET_KEY")
    return {name: os.environ[name] for name in names if os.environ.get(name)}


def _forget_other_servers() -> None:
    """PGPORT and the like are meant for another server and would lead astray."""
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]


@contextmanager
def reached() -> Iterator[None]:
    """Lets a command of `python -m data` work on the database of ./run, whether that runs or not.

    Nothing is started for one that was told its addresses, as by ./run and ./test, or asks for help.
    Raises CannotStart.
    """
    if "MAP_OWNER_URL" in os.environ or len(sys.argv) < 2 or "--help" in sys.argv:
        yield
        return
    end_on_signals()
    with served(data_folder()) as variables:
        os.environ.update(variables)
        yield
