"""The picture the map opens with: what the viewer may see there, as deck.gl will draw it, and nothing for a wrong address."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from pages.parts import palette
from pages.routes import pace
from queries import tokens
from queries.viewer import Viewer
from tests import client, rows
from tests.app.conftest import Screen
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

PATH = "/picture/first.svg"
LON, LAT = rows.KARAGANDA_CITY
MARK = "<circle"


def given(viewer: Viewer = PM_OFFICE, purpose: str = "tiles", **more: str) -> dict[str, str]:
    """What a proper address of the picture around Karaganda carries."""
    place = {"lon": f"{LON}", "lat": f"{LAT}", "zoom": "9"}
    return {"as_of": "2026-10-31", "version": "1", "lang": "en", "token": tokens.issue(viewer, purpose)} | place | more


@pytest.fixture
def _one_facility(database: str) -> None:
    """A facility of the city of Karaganda, in the middle of the picture."""
    rows.facility()
    rows.score()


@pytest.mark.usefixtures("_one_facility")
def test_a_facility_stands_where_and_as_deck_gl_will_draw_it() -> None:
    answer = client.get(PATH, **given())

    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.count(MARK) == 1
    assert 'cx="680" cy="500"' in answer.text  # the middle of 1360 by 1000 pixels


@pytest.mark.usefixtures("_one_facility")
def test_a_neighbouring_region_sees_the_ground_alone() -> None:
    assert client.get(PATH, **given(KARAGANDA)).text.count(MARK) == 1
    assert client.get(PATH, **given(MANGYSTAU)).text.count(MARK) == 0


@pytest.mark.usefixtures("_one_facility")
def test_filters_narrow_it_and_the_day_counts() -> None:
    assert client.get(PATH, **given(region="35")).text.count(MARK) == 1
    assert client.get(PATH, **given(region="47")).text.count(MARK) == 0
    assert client.get(PATH, **given(as_of="2019-02-01")).text.count(MARK) == 0


@pytest.mark.usefixtures("_one_facility")
def test_it_is_drawn_in_the_theme_and_the_language_asked_for() -> None:
    light, dark = client.get(PATH, **given()).text, client.get(PATH, **given(theme="dark", lang="kk")).text

    assert palette.LIGHT["land"] in light
    assert palette.DARK["land"] not in light
    assert palette.DARK["land"] in dark
    assert palette.LIGHT["land"] not in dark
    assert "Karaganda" in light
    assert "Қарағанды" in dark


@pytest.mark.usefixtures("_one_facility")
def test_lines_and_lakes_are_there_when_they_are_switched_on() -> None:
    plain = client.get(PATH, **given(zoom="4")).text
    full = client.get(PATH, **given(zoom="4", layers="regions,water")).text

    assert palette.LIGHT["border"] not in plain
    assert palette.LIGHT["border"] in full
    assert full.count(palette.LIGHT["water"]) == plain.count(palette.LIGHT["water"]) + 1


@pytest.mark.usefixtures("_one_facility")
def test_areas_are_shaded_instead_of_marks() -> None:
    answer = client.get(PATH, **given(view="region", zoom="4"))

    assert MARK not in answer.text
    assert "few" in answer.text  # one facility makes no share


@pytest.mark.usefixtures("_one_facility")
def test_areas_carry_the_names_that_deck_gl_will_write_at_that_zoom() -> None:
    picture = client.get(PATH, **given(view="region", lon="67", lat="48", zoom="4.15")).text
    asked = {"as_of": "2026-10-31", "version": "1", "lang": "en", "token": tokens.issue(PM_OFFICE, "tiles"), "zoom": "4.1"}
    points = [each["properties"]["w"] for each in client.get("/areas/region", **asked).json()["features"] if "w" in each["properties"]]

    assert [f">{line}<" in picture for text in points for line in text.split("\n")] == [True] * len("\n".join(points).split("\n"))
    assert {"few", "Karaganda\nRegion"} <= set(points)


@pytest.mark.usefixtures("_one_facility")
def test_the_circle_of_an_area_is_drawn() -> None:
    near = f"{LON},{LAT},20"

    assert palette.LIGHT["accent"] in client.get(PATH, **given(near=near)).text
    assert palette.LIGHT["accent"] not in client.get(PATH, **given()).text


@pytest.mark.usefixtures("_one_facility")
def test_it_is_kept_by_one_browser_and_not_sent_twice() -> None:
    first = client.get(PATH, **given())
    again = client.answered(PATH, params=given(), headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == "private, max-age=1800"
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "wrong",
    [
        {"zoom": "40"}, {"zoom": "-1"}, {"zoom": "1e3"}, {"zoom": ""}, {"lon": "200"}, {"lat": "nan"}, {"lon": "1';--"},
        {"as_of": "yesterday"}, {"theme": "<script>"}, {"layers": '"><script>'}, {"layers": ",".join(["water"] * 99)}, {"region": "35'"},
        {"view": "planet"},
        {"version": "x"}, {"lang": "xx"}, {"near": "1,2,9999"},
    ],
)  # fmt: skip
def test_what_is_no_picture_of_the_map_is_refused_in_a_sentence(database: str, wrong: dict[str, str]) -> None:
    answer = client.get(PATH, **given(**wrong))

    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")


def test_only_a_valid_token_of_the_tiles_opens_it(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    proper = given()
    tampered = proper | {"token": proper["token"][:-2] + ("aa" if proper["token"][-2:] != "aa" else "bb")}

    assert client.get(PATH, **{name: value for name, value in proper.items() if name != "token"}).status_code == 401
    assert client.get(PATH, **tampered).status_code == 403
    assert client.get(PATH, **given(purpose="export")).status_code == 403
    monkeypatch.setattr(tokens.time, "time", lambda: 4e9)
    assert client.get(PATH, **proper).status_code == 403


def test_its_tiles_count_towards_the_pace_of_the_token(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_tiles", pace.Pace(2))
    monkeypatch.setattr(pace, "monotonic", lambda: 7.5)

    assert client.get(PATH, **given()).status_code == 429


def test_the_screen_asks_for_what_it_shows(screen: Screen) -> None:
    app = screen("map", "akimat_karaganda", lang="en", as_of="2026-10-31", colour="overdue")
    found = [each.value for each in app.markdown if PATH in each.value]

    asked = dict(parse_qsl(urlsplit(found[0].removeprefix("![](").removesuffix(")")).query))
    assert len(found) == 1
    assert (asked["colour"], asked["as_of"], asked["lang"], asked["layers"]) == ("overdue", "2026-10-31", "en", "regions,water")
    assert MARK in client.get(PATH, **asked).text
