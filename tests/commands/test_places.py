"""Where the project keeps its files."""

import os
from pathlib import Path

import pytest

from data.machine import places


@pytest.fixture(autouse=True)
def nothing_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAP_DATA", raising=False)


def test_a_folder_asked_for_counts_from_where_the_command_was_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAP_CALLED_FROM", str(tmp_path))
    assert places.data_folder("here") == tmp_path / "here"
    assert places.data_folder("/srv/map") == Path("/srv/map")


def test_nothing_asked_means_local_in_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "CHECKOUT", tmp_path)
    monkeypatch.setattr(places, "others_may_enter", lambda folder: True)
    assert places.data_folder() == tmp_path / ".local"


def test_root_goes_elsewhere_when_the_servers_user_may_not_enter_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    tmp_path.chmod(0o700)
    monkeypatch.setattr(places, "CHECKOUT", tmp_path)
    first = places.data_folder()
    monkeypatch.setattr(places, "CHECKOUT", tmp_path / "another")
    assert first.parent == Path("/var/lib/digital-map-of-enterprises") == places.data_folder().parent
    assert places.data_folder() != first  # two checkouts, two databases


def test_a_throwaway_server_lives_in_memory_only_where_there_is_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "IN_MEMORY", tmp_path)
    for bytes_wanted, is_in_memory in ((0, True), (1 << 60, False)):
        monkeypatch.setattr(places, "THROWAWAY_BYTES", bytes_wanted)
        with places.throwaway_folder() as place:
            assert (place.parent == tmp_path) is is_in_memory
    monkeypatch.setattr(places, "IN_MEMORY", tmp_path / "nowhere")
    assert not places.has_room(places.IN_MEMORY)


def test_a_closed_folder_on_the_way_keeps_others_out() -> None:
    with places.throwaway_folder() as place:
        inner = place / "closed" / "open" / "not yet made"
        inner.parent.mkdir(parents=True)
        assert places.others_may_enter(inner)
        (place / "closed").chmod(0o700)
        assert not places.others_may_enter(inner)
