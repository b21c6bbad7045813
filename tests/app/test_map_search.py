"""The search box of the map: what its route answers to whom, and what the box is given."""

import json
from typing import Any

import pytest

from pages.parts.map import search
from queries import tokens
from queries.viewer import Viewer
from tests import rows
from tests.app.conftest import Screen
from tests.app.test_map_routes import Client, spoilt
from tests.viewers import EVERYBODY, KARAGANDA, MANGYSTAU, PM_OFFICE

ASKED = {"as_of": "2026-10-31", "lang": "en", "law": "labour"}


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def _one_facility(database: str) -> None:
    rows.facility(name_en="Boiler <b>house</b>", name_ru="Котельная", address="ул. Мира, 1")
    rows.searchable()


def given(viewer: Viewer = PM_OFFICE, **more: str) -> dict[str, str]:
    """What a proper address carries."""
    return ASKED | {"token": tokens.issue(viewer, "search"), "q": "котелная"} | more


@pytest.mark.usefixtures("_one_facility")
def test_results_come_in_the_language_asked_for_and_are_not_kept(client: Client) -> None:
    answer = client.get("/search", params=given(lang="ru"))
    [result] = answer.json()

    assert answer.headers["cache-control"] == "no-store"
    assert result | {"key": ""} == {
        "kind": "facility", "key": "", "name": "Котельная", "detail": "ул. Мира, 1", "degree": None,
    }  # fmt: skip
    assert client.get("/search", params=given()).json()[0]["name"] == "Boiler <b>house</b>"  # the box shows it as text


@pytest.mark.usefixtures("_one_facility")
def test_who_asks_comes_from_the_token_alone(client: Client) -> None:
    counts = [len(client.get("/search", params=given(viewer, region="35", role="pm_office")).json()) for viewer in (KARAGANDA, MANGYSTAU)]

    assert counts == [1, 0]


def test_a_token_that_is_missing_altered_expired_or_of_another_purpose_opens_nothing(client: Client) -> None:
    proper = tokens.issue(PM_OFFICE, "search")
    wrong = [spoilt(proper), tokens.issue(PM_OFFICE, "tiles"), tokens.issue(PM_OFFICE, "search", lifetime_seconds=-7200), "%00"]

    assert client.get("/search", params=ASKED).status_code == 401
    assert {client.get("/search", params=given(token=token)).status_code for token in wrong} == {403}


@pytest.mark.parametrize("wrong", [{"lang": "de"}, {"law": "criminal"}, {"as_of": "yesterday"}])
def test_what_is_malformed_gets_a_sentence(client: Client, wrong: dict[str, str]) -> None:
    answer = client.get("/search", params=given(**wrong))

    assert (answer.status_code, answer.text[-1]) == (400, ".")


@pytest.mark.usefixtures("_one_facility")
@pytest.mark.parametrize("q", ["", "%", "\x00", "х" * 5000, "'; DROP TABLE facility --", "\ud800"], ids=lambda q: repr(q)[:12])
def test_whatever_is_typed_gets_an_answer(client: Client, q: str) -> None:
    answer = client.get("/search", params=given(q=q.encode("utf-8", "replace").decode()))

    assert (answer.status_code, answer.json()) == (200, [])


def box(screen: Screen, person: str, language: str) -> dict[str, Any]:
    """What the box of the map is given."""
    found = screen("map", person, language).get("bidi_component")
    return next(json.loads(each.proto.json) for each in found if each.proto.component_name == search.KEY)


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.user)
def test_the_box_asks_as_the_person_who_looks(screen: Screen, viewer: Viewer) -> None:
    assert tokens.viewer_of(box(screen, viewer.user, "en")["asked"]["token"], "search") == viewer


@pytest.mark.parametrize(("language", "word"), [("kk", "Елді мекен"), ("ru", "Населённый пункт"), ("en", "Settlement")])
def test_the_box_speaks_the_language_of_the_screen(screen: Screen, language: str, word: str) -> None:
    given = box(screen, "pm_office", language)

    assert given["asked"]["lang"] == language
    assert given["words"]["kinds"]["settlement"] == word
    assert given["address"] == "/search"
