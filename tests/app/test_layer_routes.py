"""Layers to switch on, as the map fetches them: under the viewer's token, in his language, harmless, a reader's own file for him alone."""

from typing import Any

import pytest

from pages.parts.map import own_layers
from queries import tokens
from queries.viewer import Viewer
from tests import client, rows
from tests.tiles import tile_of
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

X, Y = tile_of(9, rows.KARAGANDA_CITY)
RADII, SETTLEMENTS, RESCUE = f"/tiles/radii/9/{X}/{Y}", f"/tiles/settlements/9/{X}/{Y}", "/layers/rescue"
ASKED = {"as_of": "2026-10-31", "law": "labour", "lang": "en"}
COLLECTION = b'{"type":"FeatureCollection","features":[]}'


def given(viewer: Viewer = PM_OFFICE, **more: str) -> dict[str, str]:
    return ASKED | {"token": tokens.issue(viewer, "tiles")} | more


def properties(path: str, **asked: str) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in client.get(path, **asked).json()["features"]]


@pytest.mark.usefixtures("database")
def test_danger_radii_are_opened_as_who_holds_the_token_whatever_he_asks_for() -> None:
    rows.facility(danger_radius_m=900)
    rows.score()

    assert properties(RADII, **given(KARAGANDA)) == [{"m": 900}]
    assert properties(RADII, **given(MANGYSTAU)) == []
    assert properties(RADII, **given(MANGYSTAU, region="35", role="pm_office")) == []


@pytest.mark.parametrize("path", [RADII, SETTLEMENTS, RESCUE, "/layers/own/anything"])
def test_a_token_that_is_missing_altered_expired_or_of_another_purpose_opens_no_layer(path: str) -> None:
    proper = tokens.issue(PM_OFFICE, "tiles")
    wrong = {
        "": 401,
        proper[:-4]: 403,
        tokens.issue(PM_OFFICE, "tiles", lifetime_seconds=-7200): 403,
        tokens.issue(PM_OFFICE, "export"): 403,
        tokens.issue(PM_OFFICE, "picture"): 403,
    }

    assert {token: client.get(path, **ASKED, token=token).status_code for token in wrong} == wrong


@pytest.mark.parametrize("place", ["8/0/0", "12/0/0", "40/0/0", "9/512/0", "9/x/0"])
def test_radii_of_a_zoom_or_place_that_has_none_get_a_sentence(place: str) -> None:
    answer = client.get(f"/tiles/radii/{place}", **given())

    assert answer.status_code == 400
    assert answer.text.endswith(".")


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("language", "name"), [("kk", "Қарағанды"), ("ru", "Караганда"), ("en", "Karaganda")])
def test_settlements_carry_name_and_population_in_the_language_asked_for(language: str, name: str) -> None:
    found = {each["name"]: each["told"] for each in properties(SETTLEMENTS, **given(lang=language))}

    assert name in found
    assert any(digit.isdigit() for digit in found[name])


@pytest.mark.usefixtures("demo_database")
def test_rescue_units_carry_their_reach_in_metres_and_in_words() -> None:
    units = properties(RESCUE, **given())

    assert len(units) == 30
    assert {"k": "place", "name": "Mine-rescue squad (demo), Karaganda", "told": "Reaches 45 km within an hour", "m": 45_000} in units


@pytest.mark.usefixtures("database")
def test_a_name_on_a_layer_cannot_carry_html() -> None:
    names = dict.fromkeys(("name_kk", "name_ru", "name_en"), "<img src=x onerror=alert(1)>")
    rows.insert("settlement", settlement_id=1, region_code="35", population=5, geom="SRID=4326;POINT(73.1 49.8)", **names)

    assert "<" not in client.get(SETTLEMENTS, **given()).text


def test_a_readers_own_layer_is_shown_to_him_alone() -> None:
    key = own_layers.keep("pm_office", COLLECTION)

    assert client.get(f"/layers/own/{key}", **given(PM_OFFICE)).content == COLLECTION
    assert client.get(f"/layers/own/{key}", **given(KARAGANDA)).status_code == 404
    assert client.get(f"/layers/own/{key[:-1]}", **given(PM_OFFICE)).status_code == 404


def test_a_file_is_taken_away_by_who_brought_it_and_nobody_else() -> None:
    own, other = own_layers.keep("pm_office", COLLECTION), own_layers.keep("akimat_karaganda", COLLECTION)

    own_layers.drop(own, "pm_office")
    own_layers.drop(other, "pm_office")

    assert own_layers.kept(own, "pm_office") is None
    assert own_layers.kept(other, "akimat_karaganda") == COLLECTION


def test_an_own_layer_is_kept_two_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(own_layers.time, "monotonic", lambda: now)
    key = own_layers.keep("pm_office", COLLECTION)

    now += own_layers.SECONDS_KEPT - 1
    assert own_layers.kept(key, "pm_office") == COLLECTION
    now += 1
    assert own_layers.kept(key, "pm_office") is None


def test_where_memory_is_full_the_oldest_layers_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_layers, "MOST_BYTES", 250)
    monkeypatch.setattr(own_layers, "_layers", {})
    keys = [own_layers.keep("pm_office", bytes(100)) for _ in range(3)]

    assert [own_layers.kept(key, "pm_office") is not None for key in keys] == [False, True, True]
