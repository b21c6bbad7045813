"""Where the project keeps its files on this machine, and who may enter there."""

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
NAME = "digital-map-of-enterprises"
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp's name is its own
THROWAWAY_BYTES = 4 << 30


class CannotStart(Exception):
    """One sentence for the person at the command line: what is wrong, and what to do."""


def data_folder(asked: str | None = None) -> Path:
    """The folder of everything that is kept between two starts; not yet made.

    asked: what was given as --data, counted from where the command was called; else MAP_DATA; else .local in
    the checkout, or a folder outside it where .local would not do.
    """
    wanted = asked or os.environ.get("MAP_DATA")
    if wanted:
        return (Path(os.environ.get("MAP_CALLED_FROM", ".")) / Path(wanted).expanduser()).resolve()
    local = CHECKOUT / ".local"
    return local if _serves(local) else _outside_the_checkout()


def make(folder: Path) -> Path:
    """Make the folder if need be, open for others to pass through: the database's user may be another one."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o755)
    return folder


def log_file(folder: Path, name: str) -> Path:
    """The file of that name among the logs of a data folder, emptied of the previous start."""
    path = make(make(folder) / "log") / f"{name}.log"
    path.write_text("")
    return path


@contextmanager
def throwaway_folder() -> Iterator[Path]:
    """A folder for as long as the block, where the database's user may go too: in memory where there is room for a test's databases."""
    usual = Path(tempfile.gettempdir())
    parent = usual if others_may_enter(usual) else Path("/var/tmp")  # noqa: S108 - mkdtemp's name is its own
    parent = IN_MEMORY if has_room(IN_MEMORY) else parent
    folder = Path(tempfile.mkdtemp(prefix="map-", dir=parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def has_room(folder: Path) -> bool:
    """Whether a folder can take a throw-away server: a disk shared with others makes a copied database ten times slower than memory."""
    return folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > THROWAWAY_BYTES


def others_may_enter(folder: Path) -> bool:
    """Whether a user who is neither owner nor root reaches the folder, or the place where it will be made."""
    existing = [place for place in (folder, *folder.parents) if place.exists()]
    return all(place.stat().st_mode & stat.S_IXOTH for place in existing)


def _serves(local: Path) -> bool:
    """Root's database runs as another user, who has to get there; anybody else's is his own."""
    if os.geteuid() == 0:
        return others_may_enter(local)
    return os.access(local if local.exists() else local.parent, os.W_OK)


def _outside_the_checkout() -> Path:
    # Two checkouts on one machine must not share a database.
    own = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:10]
    root = Path("/var/lib") if os.geteuid() == 0 else Path.home() / ".local" / "share"
    return root / NAME / own
