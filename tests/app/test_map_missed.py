"""Pieces a map lacks: those refused for pace change the addresses of the maps of who was refused, and of nobody else."""

from types import SimpleNamespace

import pytest
from cachetools import LRUCache
from streamlit.testing.v1 import AppTest

from pages.parts.map import frame, missed
from pages.routes import pace
from queries import tokens
from queries.viewer import Viewer
from tests import client
from tests.app.conftest import Screen
from tests.app.test_map import deck
from tests.viewers import KARAGANDA, PM_OFFICE

PATH = "/tiles/facilities/5/22/10"


@pytest.fixture(autouse=True)
def _nothing_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does a half hour end, with which everybody gets another token."""
    monkeypatch.setattr(tokens, "time", SimpleNamespace(time=lambda: 1_800_000_000))
    monkeypatch.setattr(missed, "_of_everybody", 0)
    monkeypatch.setattr(missed, "_by_token", LRUCache(2))


def refused(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> str:
    """A token whose next tile is beyond the pace, and was refused."""
    token = tokens.issue(viewer, "tiles")
    with monkeypatch.context() as patched:
        patched.setattr(pace, "_tiles", pace.Pace(0))
        assert client.get(PATH, as_of="2026-10-31", version="1", lang="en", token=token).status_code == 429
    return token


def test_a_tile_refused_for_pace_is_asked_for_again_by_the_map_that_lacks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = tokens.issue(PM_OFFICE, "tiles")
    assert missed.again(before) == {}

    token = refused(PM_OFFICE, monkeypatch)

    assert missed.again(token) == {"again": "1"}
    assert missed.again(tokens.issue(KARAGANDA, "tiles")) == {}


def test_what_failed_for_everybody_counts_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    token = refused(PM_OFFICE, monkeypatch)

    missed.note()

    assert (missed.count(token), missed.count(tokens.issue(KARAGANDA, "tiles"))) == (2, 1)


def test_every_layer_of_the_screen_gets_the_new_addresses(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen("map", layers="radii,rescue,settlements")
    assert [is_again(each) for each in addresses_in(app)] == [False] * 5

    refused(PM_OFFICE, monkeypatch)

    assert [is_again(each) for each in addresses_in(app.run())] == [True] * 5


def addresses_in(app: AppTest) -> list[str]:
    """What the layers are fetched from for who holds a token."""
    return [each["data"] for each in deck(app)["layers"] if "token=" in str(each["data"])]


def is_again(address: str) -> bool:
    return "again=1&" in address or address.endswith("again=1")


@pytest.mark.parametrize("is_refused", [False, True])
def test_a_map_left_open_looks_whether_something_was_refused(monkeypatch: pytest.MonkeyPatch, is_refused: bool) -> None:
    begun: list[str] = []
    token = tokens.issue(PM_OFFICE, "tiles")
    monkeypatch.setattr(frame.session, "viewer", lambda: PM_OFFICE)
    monkeypatch.setattr(frame.st, "rerun", lambda scope: begun.append(scope))
    if is_refused:
        refused(PM_OFFICE, monkeypatch)

    frame._renew.__wrapped__(token, 0)

    assert begun == ["app"] * is_refused


def test_nobody_is_remembered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    for token in ("a", "b", "c"):
        missed.note_of(token)

    assert [missed.count(token) for token in ("a", "b", "c")] == [0, 1, 1]
