"""Programs of others: found where they lie, and named in a sentence where they do not."""

from pathlib import Path

import pytest

from data.machine import programs
from data.machine.places import CannotStart


def test_the_newest_version_with_postgis_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [server(tmp_path, 15), server(tmp_path, 17), server(tmp_path, 18, has_postgis=False)]
    monkeypatch.setattr(programs, "_server_folders", lambda: folders)
    assert programs.postgres() == folders[1]
    assert programs.postgres(15) == folders[0]


def test_a_folder_without_programs_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_BIN", str(tmp_path))
    with pytest.raises(CannotStart, match="PostgreSQL with PostGIS is not installed"):
        programs.postgres()
    assert not programs.postgres_need().is_there()


def test_the_version_that_made_the_database_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POSTGRES_BIN", raising=False)
    with pytest.raises(CannotStart, match="made by PostgreSQL 9"):
        programs.postgres(9)


def server(place: Path, version: int, *, has_postgis: bool = True) -> Path:
    """A folder of programs that answer as a PostgreSQL of that version would."""
    folder, shared = place / str(version) / "bin", place / str(version) / "share"
    (shared / "extension").mkdir(parents=True)
    folder.mkdir()
    if has_postgis:
        (shared / "extension" / "postgis.control").touch()
    says = {"initdb": f"initdb (PostgreSQL) {version}.3 (Debian)", "pg_config": str(shared), "pg_ctl": ""}
    for name, words in says.items():
        (folder / name).write_text(f"#!/bin/sh\necho '{words}'\n")
        (folder / name).chmod(0o755)
    return folder


def test_a_library_is_there_when_the_loader_finds_it() -> None:
    assert programs.has_library("libc.so.6")
    assert not programs.has_library("libnothing-of-the-kind.so.1")
    assert programs.driver_need().is_there()  # this test's own browser would not start without it
