"""A picture nobody may have, that cannot be, or for which there is no time is refused with a sentence; one taken is written down."""

from threading import BoundedSemaphore, Lock

import pytest

from pages.routes import picture
from queries import tokens
from queries.viewer import Viewer
from tests import client, rows
from tests.viewers import KARAGANDA, PM_OFFICE

ASKED = {"as_of": "2026-10-31", "law": "labour", "lang": "en"}


def given(viewer: Viewer = PM_OFFICE, **more: str) -> dict[str, str]:
    return ASKED | {"token": tokens.issue(viewer, "picture")} | more


def test_a_token_that_is_missing_altered_expired_or_of_another_purpose_draws_nothing() -> None:
    proper = tokens.issue(PM_OFFICE, "picture")
    wrong = {
        "": 401,
        proper[:-4]: 403,
        tokens.issue(PM_OFFICE, "picture", lifetime_seconds=-7200): 403,
        tokens.issue(PM_OFFICE, "tiles"): 403,
        tokens.issue(PM_OFFICE, "export"): 403,
    }

    assert {token: client.get("/picture/map.png", **ASKED, token=token).status_code for token in wrong} == wrong


@pytest.mark.parametrize(
    "box",
    [
        "1,2,3", "a,b,c,d", "73,49,73,50", "73,50,74,49", "74,49,73,50", "-73,49,74,50", "73,49,174,50", "39.9,49,74,50", "73,35.9,74,50",
        "73,49,74,60.1", "73,49,73.0009,50", "73,49,74,50,51", "nan,49,74,50", "7e1,49,74,50", "73,49,74,50;DROP TABLE facility",
    ],
)  # fmt: skip
def test_a_frame_that_cannot_be_gets_a_sentence(box: str) -> None:
    answer = client.get("/picture/map.png", **given(box=box))

    assert answer.status_code == 400
    assert answer.text.endswith(".")


@pytest.mark.parametrize("wrong", [{"region": "35'"}, {"lang": "de"}, {"as_of": "today"}, {"colour": "red"}, {"mark": "9"}])
def test_what_the_map_does_not_know_gets_a_sentence(wrong: dict[str, str]) -> None:
    assert client.get("/picture/map.png", **given(**wrong)).status_code == 400


def test_there_are_two_kinds_of_file() -> None:
    assert client.get("/picture/map.pdf", **given()).status_code == 404


@pytest.mark.usefixtures("database")
def test_a_picture_taken_away_is_written_to_the_trail() -> None:
    client.get("/picture/map.svg", **given(KARAGANDA, box="72,49,74,51", hazard="boiler"))

    [(user, what, told)] = rows.run("SELECT user_code, object, after FROM audit_event WHERE action = 'export'")
    assert (user, what) == ("akimat_karaganda", "map.svg")
    assert (told["box"], told["hazard"], told["as_of"]) == ([72, 49, 74, 51], "boiler", "2026-10-31")


@pytest.mark.usefixtures("database")
def test_more_pictures_than_can_wait_are_refused_and_the_next_one_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    full = BoundedSemaphore(1)
    full.acquire()
    monkeypatch.setattr(picture, "_waiting", full)
    refused = client.get("/picture/map.svg", **given())
    full.release()

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    assert [client.get("/picture/map.svg", **given()).status_code for _ in range(2)] == [200, 200]


@pytest.mark.usefixtures("database")
def test_a_picture_waits_for_the_one_before_it_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = Lock()
    busy.acquire()
    monkeypatch.setattr(picture, "_pen", busy)
    monkeypatch.setattr(picture, "SECONDS_OF_PATIENCE", 0.01)

    assert client.get("/picture/map.svg", **given()).status_code == 503


@pytest.mark.parametrize("wrong", [{"view": "street"}, {"view": "region", "measure": "guilt"}])
def test_areas_that_are_none_get_a_sentence(wrong: dict[str, str]) -> None:
    assert client.get("/picture/map.png", **given(**wrong)).status_code == 400
