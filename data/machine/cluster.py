"""The project's own private PostgreSQL: one folder, one Unix socket, no network."""

import os
import shlex
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from data.machine import programs
from data.machine.locks import held, is_free
from data.machine.lodging import make_private, owner, socket_folder
from data.machine.places import CannotStart, make
from data.machine.processes import finish

SECONDS_TO_START = 300  # after a power cut the server first repairs its files
SECONDS_FOR_HELPERS_TO_END = 10

SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "512MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "4GB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "Asia/Almaty",
    "log_timezone": "Asia/Almaty",
    "logging_collector": "on",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_size": "0",
}
# Only for a database that nobody will miss.
THROWAWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "256MB",
    "wal_compression": "off",
    "max_wal_size": "512MB",
}


@contextmanager
def used(folder: Path, *, throwaway: bool = False) -> Iterator[str]:
    """The private server of a data folder, started if need be, for as long as the block; yields its address.

    Several processes may use it at once: the last to leave stops it; a killed one counts as having left.
    """
    gate, users = make(folder) / "gate.lock", folder / "users.lock"
    try:
        with held(users, shared=True):
            with held(gate):
                address = start(folder, throwaway=throwaway)
            yield address
    finally:
        with held(gate):
            if is_free(users):
                stop(folder)


def start(folder: Path, *, throwaway: bool = False) -> str:
    """Start the server unless it runs, making its files the first time; returns its administrator's address.

    Raises CannotStart when the folder is another user's, PostGIS is missing, or the server says no.
    """
    uid, files = owner(folder), folder / "postgres"
    if not is_running(folder):
        if not files.exists():
            _make_files(folder, uid, "--no-sync" if throwaway else "--data-checksums")
        _clear_away_a_dead_server(files, socket_folder(folder))
        _launch(folder, uid, SETTINGS | (THROWAWAY if throwaway else {}))
    socket = quote(str(socket_folder(folder)))
    return f"postgresql+psycopg2://postgres@/postgres?host={socket}&port={SETTINGS['port']}"


def stop(folder: Path) -> None:
    """Stop the server if it runs: open transactions are rolled back, nothing committed is lost."""
    if is_running(folder):
        _pg_ctl(folder, owner(folder), "stop", "-m", "fast", "-t", "120")
        with suppress(OSError):
            socket_folder(folder).rmdir()


def is_running(folder: Path) -> bool:
    """Whether the server of this very folder runs; a number left behind by a killed one does not count."""
    files = folder / "postgres"
    try:
        pid = _last_pid(files)
        return pid is not None and Path(f"/proc/{pid}/cwd").readlink() == files.resolve()
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return False


def _make_files(folder: Path, uid: int, care: str) -> None:
    """All or nothing: a half-made folder of an earlier try is thrown away."""
    fresh = folder / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    make_private(fresh, uid)
    words = [
        "--username=postgres",
        "--auth-local=trust",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    ]
    status, said = finish([programs.postgres() / "initdb", "-D", fresh, care, "--no-instructions", *words], uid=uid)
    if status:
        raise CannotStart(f"The database could not be made in {folder}: {_last_line(said)}")
    fresh.rename(folder / "postgres")


def _launch(folder: Path, uid: int, settings: dict[str, str]) -> None:
    socket, log = socket_folder(folder), folder / "postgres" / "startup.log"
    make_private(socket, uid)
    settings = _page_images(folder) | settings | _shared_memory() | {"unix_socket_directories": str(socket)}
    options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
    if _pg_ctl(folder, uid, "start", "-t", str(SECONDS_TO_START), "-l", str(log), "-o", options):
        raise CannotStart(f"The database server did not start: {_reason(folder / 'postgres')}")


def _shared_memory() -> dict[str, str]:
    """Containers often give /dev/shm 64 MB, too little for one query on two cores."""
    room = os.statvfs("/dev/shm") if Path("/dev/shm").exists() else None  # noqa: S108 - measured, not written to
    is_small = room is None or room.f_frsize * room.f_blocks < 512 * 2**20
    return {"dynamic_shared_memory_type": "sysv"} if is_small else {}


def _page_images(folder: Path) -> dict[str, str]:
    """A page first changed since a checkpoint is written to the log whole: packed by LZ4 from version 15 on, where built with it."""
    knows_lz4 = _version(folder) >= 15 and "--with-lz4" in finish([_programs(folder) / "pg_config", "--configure"])[1]
    return {"wal_compression": "lz4" if knows_lz4 else "on"}


def _pg_ctl(folder: Path, uid: int, *words: str) -> int:
    return finish([_programs(folder) / "pg_ctl", "-D", folder / "postgres", "-s", "-w", *words], uid=uid)[0]


def _programs(folder: Path) -> Path:
    return programs.postgres(_version(folder))


def _version(folder: Path) -> int:
    return int((folder / "postgres" / "PG_VERSION").read_text())


def _clear_away_a_dead_server(files: Path, socket: Path) -> None:
    """After a kill its helpers live on for a moment, and its number may by now be another program's."""
    give_up_at = time.monotonic() + SECONDS_FOR_HELPERS_TO_END
    while _anybody_works_in(files) and time.monotonic() < give_up_at:
        time.sleep(0.05)
    pid = _last_pid(files)
    if pid is not None and Path(f"/proc/{pid}").exists():
        for stale in (files / "postmaster.pid", *socket.glob(".s.PGSQL.*")):
            stale.unlink()


def _anybody_works_in(files: Path) -> bool:
    """Every process of a server has its files as working folder; those of other users are not ours to ask."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink() == files.resolve():
                return True
    return False


def _last_pid(files: Path) -> int | None:
    path = files / "postmaster.pid"
    first = path.read_text().split("\n")[0] if path.exists() else ""
    return int(first) if first.isdigit() else None


def _reason(files: Path) -> str:
    """What the server wrote last as fatal, and where; very early words and later ones lie in two places."""
    later = sorted((files / "log").glob("*.log"), key=lambda log: log.stat().st_mtime)
    for log in (*reversed(later), files / "startup.log"):
        fatal = [line for line in log.read_text().splitlines() if "FATAL" in line] if log.exists() else []
        if fatal:
            return f"{fatal[-1]} Its log: {log}"
    return f"it gave no reason in {files / 'log'}."


def _last_line(text: str) -> str:
    return text.strip().splitlines()[-1].strip() if text.strip() else "no reason given"
