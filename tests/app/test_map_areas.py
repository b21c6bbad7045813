"""The map in regions and districts: what an area is shaded by, the way into it and back, and nobody else's areas."""

from datetime import date
from typing import Any

import pytest
from pandas import DataFrame

from pages.parts import words
from pages.parts.map import areas as map_areas
from queries import facilities, tokens
from queries.facilities import Filters
from queries.viewer import Viewer
from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import said
from tests.app.test_map import asked_of_tiles, deck, layer
from tests.app.test_map_routes import ASKED, Client
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

DAY = date(2026, 10, 31)
BY_VIOLATIONS = Filters("labour", "violations")
SQUARE = "SRID=4326;MULTIPOLYGON((({0} {1},{2} {1},{2} {3},{0} {3},{0} {1})))"


@pytest.fixture
def _district(database: str) -> None:
    """A district of Karaganda with six inspected facilities, two of them with gross violations, and one next door with four."""
    for code, west, east in (("350000001", 73.0, 73.2), ("350000002", 73.2, 73.4)):
        names = {"name_kk": code, "name_ru": code, "name_en": f"District <b>{code}</b>", "geom": SQUARE.format(west, 49.7, east, 49.9)}
        rows.insert("district", **rows.origin(), **names, district_code=code, region_code="35")
    for number in range(10):
        facility_id = rows.facility(point=(73.1 if number < 6 else 73.3, 49.8), district_code="350000001" if number < 6 else "350000002")
        inspection_id = rows.inspection(facility_id, date(2026, 3, 2))
        if number < 2:
            rows.violation(facility_id, inspection_id, date(2026, 3, 2), "gross")
    rows.facility("47", point=(52.0, 43.5))
    rows.score()


def valued(
    viewer: Viewer = PM_OFFICE, level: str = "district", measure: str = "share", filters: Filters = BY_VIOLATIONS
) -> dict[str, dict[str, Any]]:
    """What is said of each area, by code."""
    with words.speaking("en"):
        found: DataFrame = map_areas.valued(viewer, DAY, level=level, measure=measure, filters=filters)
    return found.set_index("code").to_dict("index")


@pytest.mark.usefixtures("_district")
def test_an_area_is_shaded_by_the_share_of_bad_ones_from_a_base_of_five() -> None:
    found = valued()

    assert (found["350000001"]["count"], found["350000001"]["base"], found["350000001"]["step"]) == (2, 6, 4)
    assert found["350000001"]["rate"] == pytest.approx(100 * 2 / 6)
    assert found["350000001"]["told"] == "2 of 6 facilities known of: 33.3 per 100"
    assert (found["350000002"]["step"], found["350000002"]["short"]) == (0, "few")
    assert found["350000002"]["told"] == "fewer than five: 0 of 4"


@pytest.mark.usefixtures("_district")
def test_filters_hold_in_areas_counted_beforehand_and_now() -> None:
    kept = {
        "hazard": Filters("labour", "violations", hazard="lifting"),
        "text": Filters("labour", "violations", text="nothing of the kind"),
    }

    assert {name: sum(row["base"] for row in valued(filters=asked).values()) for name, asked in kept.items()} == {"hazard": 0, "text": 0}
    assert valued(level="region")["35"]["base"] == 10


@pytest.mark.usefixtures("_district")
def test_nobody_gets_a_neighbours_area() -> None:
    assert set(valued(KARAGANDA)) == {"350000001", "350000002"}
    assert valued(MANGYSTAU) == {}
    assert set(valued(MANGYSTAU, "region")) == {"47"}
    assert facilities.area_outlines(MANGYSTAU, DAY, level="district").empty
    assert list(facilities.area_outlines(KARAGANDA, DAY, level="region")["code"]) == ["35"]


@pytest.mark.usefixtures("_district")
def test_the_route_gives_areas_to_who_holds_a_token_and_names_without_markup() -> None:
    client = Client()
    asked = ASKED | {"token": tokens.issue(PM_OFFICE, "tiles"), "colour": "violations"}
    answer = client.get("/areas/district", params=asked)
    areas = [each["properties"] for each in answer.json()["features"] if each["geometry"]["type"] != "Point"]

    assert [area["name"] for area in areas] == ["District ‹b›350000001‹/b›", "District ‹b›350000002‹/b›"]
    assert client.get("/areas/district", params=asked, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert client.get("/areas/village", params=asked).status_code == 404
    assert client.get("/areas/district", params=asked | {"measure": "killed"}).status_code == 400
    assert client.get("/areas/district", params=ASKED).status_code == 401
    assert client.get("/areas/district", params=asked | {"token": tokens.issue(PM_OFFICE, "export")}).status_code == 403
    neighbour = client.get("/areas/district", params=asked | {"token": tokens.issue(MANGYSTAU, "tiles"), "region": "35"})
    assert neighbour.json()["features"] == []


@pytest.mark.usefixtures("_district")
def test_names_stand_on_areas_that_have_room_for_them_at_the_zoom_asked_for() -> None:
    asked = ASKED | {"token": tokens.issue(PM_OFFICE, "tiles"), "colour": "violations"}
    written = {}
    for zoom in (None, "4.1", "13.5"):
        answer = Client().get("/areas/district", params=asked | ({"zoom": zoom} if zoom else {}))
        points = [each for each in answer.json()["features"] if each["geometry"]["type"] == "Point"]
        written[zoom] = [each["properties"]["w"] for each in points]

    assert written[None] == ["33.3", "few"]
    assert len(written["4.1"]) == 1  # both are smaller than their figures, which would lie over each other
    assert written["13.5"] == ["33.3", "District ‹b›350000001‹/b›", "few", "District ‹b›350000002‹/b›"]
    for wrong in ("-1", "x", "1e9", "100"):
        assert Client().get("/areas/district", params=asked | {"zoom": wrong}).status_code == 400


def test_a_rate_of_injuries_says_only_what_its_interval_allows(demo_database: str) -> None:
    found = valued(level="region", measure="injured")
    steps = {row["step"] for row in found.values()}

    assert len(found) == 20
    assert {1, 4} <= steps
    assert all((row["rate"] is None or row["rate"] != row["rate"]) == (row["step"] == 0) for row in found.values())


def test_the_map_shows_regions_with_their_legend_and_table(screen: Screen) -> None:
    app = screen("map", view="region", colour="violations", hazard="boiler")

    assert layer(app, "areas-region")["data"].startswith("/areas/region?")
    assert "hazard=boiler" in layer(app, "areas-region")["data"]
    assert not [each for each in deck(app)["layers"] if each["id"].startswith("facilities")]
    assert "The same areas as a table" in said(app)
    assert len(app.dataframe[0].value) == 20


def test_a_region_chosen_shows_its_facilities_and_the_way_back(screen: Screen) -> None:
    app = screen("map", region="35")

    assert asked_of_tiles(app)["region"] == "35"
    app.button(key="crumb_country").click().run()
    assert "region" not in app.query_params
    assert app.query_params["view"] == "region"
    assert layer(app, "areas-region")


def test_an_akimat_without_districts_has_facilities_only(screen: Screen) -> None:
    app = screen("map", "akimat_karaganda", view="region")

    assert layer(app, "facilities")
    assert "crumb_country" not in [each.key for each in app.button]
