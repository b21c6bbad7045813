"""The database that a command reaches."""

import os
import sys
from pathlib import Path

import pytest

from data.machine import cluster, roles, served
from data.machine.keys import kept


@pytest.fixture
def told_nothing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """The environment of a person's second terminal; the data folder is the test's."""
    for name in [name for name in os.environ if name.startswith(("MAP_", "DATABASE_URL", "PG"))]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(served, "data_folder", lambda: folder)
    monkeypatch.setattr(served, "end_on_signals", lambda: None)
    monkeypatch.setattr(sys, "argv", ["data", "score"])
    # What is set during the test is put back after it.
    for name in (
        "MAP_OWNER_URL",
        "MAP_WRITER_URL",
        "MAP_READER_URL",
        "MAP_SECRET_KEY",
        "MAP_DATA",
        "DATABASE_URL",
    ):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return folder


def test_a_command_beside_no_run_has_the_database_for_itself(told_nothing: Path) -> None:
    with served.reached():
        assert cluster.is_running(told_nothing)
        assert "map_writer@/digital_map" in os.environ["MAP_WRITER_URL"]
        assert os.environ["MAP_SECRET_KEY"] == kept(told_nothing)["secret_key"]
    assert not cluster.is_running(told_nothing)


def test_a_command_beside_a_run_shares_its_database_and_leaves_it_running(told_nothing: Path) -> None:
    with cluster.used(told_nothing, throwaway=True):
        with served.reached():
            assert os.environ["MAP_DATA"] == str(told_nothing)
        assert cluster.is_running(told_nothing)


def test_help_starts_nothing(told_nothing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["data", "score", "--help"])
    with served.reached():
        assert not cluster.is_running(told_nothing)


def test_a_command_that_was_told_where_starts_nothing(told_nothing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAP_OWNER_URL", "postgresql://map_owner@/elsewhere")
    with served.reached():
        assert not cluster.is_running(told_nothing)


def test_addresses_that_the_person_gives_count(told_nothing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}
    monkeypatch.setenv("DATABASE_URL", "postgresql://admin@database/map")
    monkeypatch.setenv("MAP_READER_URL", "postgresql://map_reader:theirs@database/map")
    monkeypatch.setattr(roles, "given", lambda address, passwords: asked.update(passwords) or {"MAP_READER_URL": "ours"})
    with served.served(told_nothing) as variables:
        assert variables["MAP_READER_URL"] == "postgresql://map_reader:theirs@database/map"
    assert set(asked) == {"map_owner", "map_writer"}  # the reader's password is not touched


def test_settings_meant_for_another_server_do_not_lead_astray(told_nothing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("PGSERVICE", "elsewhere")
    with served.served(told_nothing, throwaway=True) as variables:
        assert roles.private(variables["DATABASE_URL"])["DATABASE_URL"] == variables["DATABASE_URL"]
