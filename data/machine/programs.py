"""The programs of others that the project calls: where they are here, or what to install."""

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.machine.places import CannotStart
from data.machine.processes import finish

WHERE_SERVERS_LIE = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Need:
    """Something that must be installed: its name for the person, a test for it, its package or a pattern."""

    name: str
    is_there: Callable[[], bool]
    package: str


def postgres(version: int | None = None) -> Path:
    """The folder of the newest PostgreSQL programs that have PostGIS; of that major version if one is given.

    POSTGRES_BIN names the folder where they lie in an unusual place. Raises CannotStart when there are none.
    """
    found = {_version(folder): folder for folder in _server_folders() if _has_postgis(folder)}
    if version is not None and version not in found:
        raise CannotStart(
            f"The database here was made by PostgreSQL {version}, whose programs with PostGIS are no longer "
            f"installed: install them again, or choose a new folder with --data."
        )
    if not found:
        raise CannotStart("PostgreSQL with PostGIS is not installed on this machine.")
    return found[max(found) if version is None else version]


def browser() -> Path | None:
    """The browser that the tests drive, or None."""
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    return Path(found[0]) if found else None


def environment_need() -> Need:
    """What Python itself needs to make an environment; Debian packs it apart, for each version."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return Need("Python's venv", lambda: importlib.util.find_spec("ensurepip") is not None, package)


def postgres_need() -> Need:
    """PostgreSQL with PostGIS, of whatever version this system packs."""
    return Need("PostgreSQL with PostGIS", _postgres_is_there, "^postgresql-[0-9]+-postgis-3$")


def browser_need() -> Need:
    """The browser of the tests."""
    return Need("Chromium", lambda: browser() is not None, "chromium")


def driver_need() -> Need:
    """A library that the driver of the browser is linked with, and that a small Debian lacks."""
    return Need("libatomic, for the driver of the browser", lambda: sys.platform != "linux" or has_library("libatomic.so.1"), "libatomic1")


def has_library(name: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _postgres_is_there() -> bool:
    try:
        return bool(postgres())
    except CannotStart:
        return False


def _server_folders() -> list[Path]:
    named = os.environ.get("POSTGRES_BIN")
    if named:
        return [Path(named)] if (Path(named) / "initdb").exists() else []
    usual = [folder for pattern in WHERE_SERVERS_LIE for folder in Path("/").glob(pattern.lstrip("/"))]
    on_path = shutil.which("initdb")
    found = [*usual, *([Path(on_path).resolve().parent] if on_path else [])]
    return [folder for folder in found if (folder / "initdb").exists() and (folder / "pg_ctl").exists()]


def _version(folder: Path) -> int:
    said = finish([folder / "initdb", "--version"])[1]  # initdb (PostgreSQL) 15.18 (Debian ...)
    return int(said.split(")")[1].split(".")[0])


def _has_postgis(folder: Path) -> bool:
    config = folder / "pg_config"
    if not config.exists():
        return False
    shared = finish([config, "--sharedir"])[1].strip()
    return (Path(shared) / "extension" / "postgis.control").exists()
