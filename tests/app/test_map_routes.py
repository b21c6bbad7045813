"""What the map fetches: tiles and files for who holds a token, the ground for everybody; every wrong address gets a sentence."""

from typing import Any

import httpx
import pytest

from pages.routes import pace
from queries import tokens
from queries.viewer import Viewer
from tests import rows
from tests.client import answered
from tests.tiles import tile_of
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

X, Y = tile_of(9, rows.KARAGANDA_CITY)
TILE, CSV = f"/tiles/facilities/9/{X}/{Y}", "/export/facilities.csv"
ASKED = {"as_of": "2026-10-31", "version": "1", "law": "labour", "lang": "en"}


class Client:
    """A browser without a screen, on the routes alone."""

    def get(self, path: str, **asked: Any) -> httpx.Response:
        return answered(path, **asked)


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def _one_facility(database: str) -> None:
    """A facility of Karaganda whose name would be a formula."""
    rows.facility(name_en='=HYPERLINK("http://a")', owner_name="+1", address="@x")
    rows.score()


def given(viewer: Viewer = PM_OFFICE, purpose: str = "tiles", **more: str) -> dict[str, str]:
    """What a proper address carries."""
    return ASKED | {"token": tokens.issue(viewer, purpose)} | more


@pytest.mark.usefixtures("_one_facility")
def test_a_tile_may_be_kept_by_one_browser_and_is_not_sent_twice(client: Client) -> None:
    first = client.get(TILE, params=given())
    again = client.get(TILE, params=given(), headers={"If-None-Match": first.headers["etag"]})

    assert len(first.json()["features"]) == 1
    assert first.headers["cache-control"] == "private, max-age=1800"
    assert first.headers["content-type"] == "application/geo+json"
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.usefixtures("_one_facility")
def test_a_token_gets_so_many_tiles_a_second_and_no_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_tiles", pace.Pace(2))
    monkeypatch.setattr(pace, "monotonic", lambda: 7.5)

    asked = given()  # one token: that of another half hour would be counted anew
    answers = [client.get(TILE, params=asked) for _ in range(3)]
    of_another = client.get(TILE, params=given(KARAGANDA))
    monkeypatch.setattr(pace, "monotonic", lambda: 8.0)

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["retry-after"] == "1"
    assert (of_another.status_code, client.get(TILE, params=asked).status_code) == (200, 200)


def test_the_pace_forgets_who_came_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST_TOKENS", 2)
    counted = pace.Pace(1)

    assert [counted.allows(key, 1.0) for key in ("a", "b", "c", "a", "c")] == [True, True, True, True, False]
    assert list(counted.counts) == ["a", "c"]


@pytest.mark.usefixtures("_one_facility")
def test_who_asks_comes_from_the_token_alone(client: Client) -> None:
    shown = {
        "own": client.get(TILE, params=given(KARAGANDA)),
        "neighbour": client.get(TILE, params=given(MANGYSTAU)),
        "neighbour who asks": client.get(TILE, params=given(MANGYSTAU, region="35", region_code="35", user="pm_office", role="pm_office")),
    }

    assert {who: len(answer.json()["features"]) for who, answer in shown.items()} == {"own": 1, "neighbour": 0, "neighbour who asks": 0}


def spoilt(token: str) -> str:
    return token[:10] + ("A" if token[10] != "A" else "B") + token[11:]


@pytest.mark.parametrize("path", [TILE, CSV])
def test_a_token_that_is_missing_altered_expired_or_of_another_purpose_opens_nothing(client: Client, path: str) -> None:
    own, other = ("tiles", "export") if path == TILE else ("export", "tiles")
    proper = tokens.issue(PM_OFFICE, own)
    wrong = {
        "missing": None,
        "empty": "",
        "altered": spoilt(proper),
        "cut": proper[:-4],
        "expired": tokens.issue(PM_OFFICE, own, lifetime_seconds=-7200),
        "of another purpose": tokens.issue(PM_OFFICE, other),
        "of the sign-in": tokens.issue(PM_OFFICE, "sign-in"),
        "another word": "%00",
    }
    answers = {why: client.get(path, params=ASKED | ({} if token is None else {"token": token})) for why, token in wrong.items()}

    assert {why: answer.status_code for why, answer in answers.items()} == {why: 401 if not wrong[why] else 403 for why in wrong}
    assert all(answer.text.endswith(".") for answer in answers.values())


BAD_PLACES = ["40/0/0", "2/0/0", "17/0/0", "4/16/0", "4/0/16", "4/-1/0", "4/x/0", "4.5/0/0", "4/٣/0", "4/1e1/0", "9999999/0/0"]


def test_a_tile_that_cannot_be_gets_a_sentence(client: Client) -> None:
    answers = [client.get(f"/tiles/facilities/{place}", params=given()) for place in BAD_PLACES]

    assert [answer.status_code for answer in answers] == [400] * len(BAD_PLACES)
    assert all(answer.text.endswith(".") for answer in answers)


BAD_FILTERS = [
    {"law": "criminal"}, {"region": "35' OR '1'='1"}, {"region": "350"}, {"region": "٣٥"}, {"hazard": "boiler'"}, {"hazard": "Boiler"},
    {"degree": "worst"}, {"colour": "red"}, {"mark": "6"}, {"mark": "-1"}, {"owner": "12"}, {"activity": "b"}, {"size": "huge"},
    {"district": "35"}, {"near": "73.1,49.8"}, {"near": "73.1,49.8,0"}, {"near": "73.1,49.8,501"}, {"near": "nan,49.8,5"},
    {"near": "181,49.8,5"}, {"chosen": "1,"}, {"chosen": "1;2"}, {"chosen": "-1"},
    {"lang": "de"}, {"as_of": "yesterday"}, {"as_of": ""}, {"version": "new"}, {"hazard": "boiler\n"},
]  # fmt: skip


def test_a_filter_that_is_no_code_gets_a_sentence(client: Client) -> None:
    answers = [client.get(TILE, params=given(**bad)) for bad in BAD_FILTERS]

    assert [answer.status_code for answer in answers] == [400] * len(BAD_FILTERS)


def test_a_region_that_does_not_exist_is_empty(client: Client, database: str) -> None:
    rows.facility()
    rows.score()

    assert client.get(TILE, params=given(region="99")).json()["features"] == []


def test_the_ground_is_served_by_name_from_own_files(client: Client) -> None:
    for name in ("regions", "neighbours", "seas", "lakes", "rivers"):
        assert client.get(f"/basemap/{name}").json()["features"]
    for name in ("places.csv", "..%2F..%2Fsecrets", "regions.geojson", "REGIONS"):
        assert client.get(f"/basemap/{name}").status_code == 404


@pytest.mark.parametrize(("language", "name"), [("kk", "Қарағанды"), ("ru", "Караганда"), ("en", "Karaganda")])
def test_names_of_places_are_in_the_language_asked_for(client: Client, language: str, name: str) -> None:
    place = "/".join(map(str, tile_of(6, rows.KARAGANDA_CITY)))
    features = client.get(f"/basemap/names/6/{place}", params={"lang": language}).json()["features"]

    assert name in {feature["properties"]["t"] for feature in features}
