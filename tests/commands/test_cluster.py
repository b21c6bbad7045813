"""The private server: found only by its owner, unharmed by kills, stopped by the last who uses it."""

import os
import select
import signal
import stat
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from data.machine import cluster, lodging
from data.machine.places import CannotStart
from data.machine.processes import finish


def ask(address: str, statement: str) -> object:
    with create_engine(address, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as connection:
        result = connection.execute(text(statement))
        return result.scalar() if result.returns_rows else None


def pid_of(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().split("\n")[0])


def kill(pid: int) -> None:
    """Kill a program that is not our child, and return when it is gone."""
    handle = os.pidfd_open(pid)
    signal.pidfd_send_signal(handle, signal.SIGKILL)
    select.select([handle], [], [])
    os.close(handle)


def test_it_listens_on_no_network_and_its_folders_are_closed_to_others(folder: Path) -> None:
    with cluster.used(folder, throwaway=True) as address:
        assert ask(address, "SHOW listen_addresses") == ""
        for closed in (folder / "postgres", lodging.socket_folder(folder)):
            assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_it_is_careful_with_rows_unless_told_that_nobody_will_miss_them(folder: Path) -> None:
    with cluster.used(folder) as address:
        assert [ask(address, f"SHOW {name}") for name in ("fsync", "synchronous_commit")] == ["on", "on"]
    with cluster.used(folder, throwaway=True) as address:
        assert ask(address, "SHOW fsync") == "off"


def test_the_last_who_uses_it_stops_it(folder: Path) -> None:
    with cluster.used(folder, throwaway=True):
        with cluster.used(folder, throwaway=True) as address:
            ask(address, "CREATE TABLE kept AS SELECT 7 AS answer")
        assert cluster.is_running(folder)
    assert not cluster.is_running(folder)
    with cluster.used(folder, throwaway=True) as address:
        assert ask(address, "SELECT answer FROM kept") == 7


def test_a_killed_server_is_started_again_with_its_rows(folder: Path) -> None:
    address = cluster.start(folder)
    ask(address, "CREATE TABLE kept AS SELECT 7 AS answer")
    kill(pid_of(folder))
    assert not cluster.is_running(folder)
    assert ask(cluster.start(folder), "SELECT answer FROM kept") == 7


def test_a_number_left_behind_that_is_now_another_programs_does_no_harm(folder: Path) -> None:
    cluster.start(folder, throwaway=True)
    left_behind = (folder / "postgres" / "postmaster.pid").read_text().split("\n")
    cluster.stop(folder)
    # Ours is surely a running program, and surely not that server.
    (folder / "postgres" / "postmaster.pid").write_text("\n".join([str(os.getpid()), *left_behind[1:]]))
    assert not cluster.is_running(folder)
    assert ask(cluster.start(folder, throwaway=True), "SELECT 1") == 1


def test_a_half_made_database_is_made_anew(empty_folder: Path) -> None:
    (empty_folder / "postgres.new").mkdir()
    (empty_folder / "postgres.new" / "PG_VERSION").write_text("15")
    with cluster.used(empty_folder, throwaway=True) as address:
        assert ask(address, "SELECT 1") == 1


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder(empty_folder: Path) -> None:
    deep = empty_folder / ("a" * 60) / ("b" * 60)
    with cluster.used(deep, throwaway=True) as address:
        assert ask(address, "SELECT 1") == 1
        short = lodging.socket_folder(deep)
        assert stat.S_IMODE(short.stat().st_mode) == 0o700
    assert not short.exists()


def test_a_socket_folder_open_to_others_is_refused(folder: Path) -> None:
    lodging.socket_folder(folder).mkdir(mode=0o755)
    with pytest.raises(CannotStart, match="open to others"):
        cluster.start(folder, throwaway=True)


def test_another_users_database_is_refused_by_name(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_folder / "postgres").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: (empty_folder / "postgres").stat().st_uid + 1)
    with pytest.raises(CannotStart, match="was made for the user"):
        cluster.start(empty_folder)


def test_root_is_told_when_the_servers_user_may_not_enter(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty_folder.chmod(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(CannotStart, match="may not enter"):
        lodging.owner(empty_folder)


def test_the_log_is_packed_by_lz4_where_the_server_was_built_with_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = cluster.start(folder)
    knows_lz4 = ask(address, "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'wal_compression'")
    assert ask(address, "SHOW wal_compression") == ("lz4" if knows_lz4 else "pglz")
    cluster.stop(folder)

    def without_lz4(args: list[str | Path], *, uid: int | None = None) -> tuple[int, str]:
        status, told = finish(args, uid=uid)
        return status, told.replace("--with-lz4", "")

    monkeypatch.setattr(cluster, "finish", without_lz4)
    assert ask(cluster.start(folder), "SHOW wal_compression") == "pglz"


def test_a_server_that_says_no_is_quoted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cluster.SETTINGS, "work_mem", "plenty")
    with pytest.raises(CannotStart, match="work_mem"):
        cluster.start(folder)
