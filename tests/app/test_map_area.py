"""Areas on the screen: chosen beside a facility or a settlement found, named, counted, drawn, changed and left."""

import re

import pytest

from pages.parts.map import area, panel
from queries import facilities
from queries.facilities import Filters, Near
from queries.viewer import Viewer
from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import said
from tests.app.test_map import DAY, asked_of_tiles, deck, layer, some_facility
from tests.viewers import MANGYSTAU, PM_OFFICE

KARAGANDA_CITY = "73.1,49.8,20"
WITH_RADIUS = """
SELECT f.facility_id, f.danger_radius_m FROM facility f JOIN risk_score s USING (facility_id)
WHERE s.valid_to = 'infinity' AND f.danger_radius_m < 1000 AND f.geom IS NOT NULL ORDER BY 1 LIMIT 1
"""


def place_of(viewer: Viewer, facility_id: int) -> dict[str, float]:
    return facilities.located(viewer, DAY, facility_id=facility_id) or {}


def test_the_panel_offers_what_lies_around_the_facility_and_the_map_draws_it(screen: Screen) -> None:
    facility_id, name = some_facility(PM_OFFICE)
    app = screen("map", facility=str(facility_id))

    app.button(key="map_within_20").click().run()

    lon, lat, km = asked_of_tiles(app)["near"].split(",")
    place = place_of(PM_OFFICE, facility_id)
    assert (float(lon), float(lat), km) == (round(place["lon"], 5), round(place["lat"], 5), "20")
    assert f"Within 20 km of {name}" in said(app)
    assert len(layer(app, "area")["data"][0]["path"]) == 73
    assert deck(app)["initialViewState"]["zoom"] > 8


def test_the_danger_radius_of_a_facility_is_an_area_in_metres(screen: Screen) -> None:
    [(facility_id, radius_m)] = rows.run(WITH_RADIUS)
    app = screen("map", facility=str(facility_id))

    app.button(key="map_within_danger").click().run()

    assert asked_of_tiles(app)["near"].endswith(f",{radius_m / 1000:g}")
    assert f"Within {radius_m} m of" in said(app)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_totals_of_the_area_stand_beside_the_map(screen: Screen, language: str) -> None:
    app = screen("map", language=language, near=KARAGANDA_CITY)
    totals = facilities.area(PM_OFFICE, DAY, filters=Filters("labour", near=Near(73.1, 49.8, 20))) or {}
    shown = re.sub(r"\D", "", re.search(r"<dd>([^<]+)</dd>", said(app))[1])

    assert int(shown) == totals["facilities"] > 0
    assert totals[f"largest_{language}"] in said(app)


def test_another_distance_goes_into_the_address_and_leaving_takes_the_area_out(screen: Screen) -> None:
    app = screen("map", near=KARAGANDA_CITY)

    app.number_input(key=area.KM).set_value(35.5).run()
    assert asked_of_tiles(app)["near"] == "73.1,49.8,35.5"
    app.button(key="map_area_leave").click().run()

    assert "near" not in asked_of_tiles(app)
    assert not [each for each in deck(app)["layers"] if each["id"] == "area"]


def test_the_map_flies_to_an_area_once(screen: Screen) -> None:
    app = screen("map", near=KARAGANDA_CITY)
    there = deck(app)["initialViewState"]
    app.button(key="map_home").click().run()

    assert (round(there["longitude"], 2), round(there["latitude"], 2)) == (73.1, 49.8)
    assert deck(app)["initialViewState"]["zoom"] < there["zoom"]


def test_a_settlement_found_offers_circles_around_it(screen: Screen) -> None:
    app = screen("map", facility=str(some_facility(PM_OFFICE)[0]))  # whose panel offers circles too
    app.session_state[area.PICKED] = {"lon": 73.1, "lat": 49.8}
    app.run()

    app.button(key="map_picked_within_50").click().run()

    assert asked_of_tiles(app)["near"] == "73.1,49.8,50"
    assert area.PICKED not in app.session_state


def test_a_neighbours_area_is_empty_and_does_not_name_his_facility(screen: Screen) -> None:
    facility_id, name = some_facility(MANGYSTAU)
    place = place_of(MANGYSTAU, facility_id)
    near = f"{place['lon']:.5f},{place['lat']:.5f},1"

    app = screen("map", "akimat_karaganda", near=near)

    assert "No facility passes" in said(app)
    assert name not in said(app)
    assert "<dt>Facilities</dt><dd>0</dd>" in said(app)


@pytest.mark.parametrize(("geometry", "place"), [
    ({"type": "Point", "coordinates": [73.1, 49.8]}, {"lon": 73.1, "lat": 49.8}), ({"type": "Point", "coordinates": [73.1, 99]}, None),
    ({"type": "Point", "coordinates": ["73", None]}, None), ({}, None), (None, None),
])  # fmt: skip
def test_where_a_cluster_clicked_stands_is_taken_from_the_browser_only_as_a_place(geometry: object, place: object) -> None:
    assert panel._at({"geometry": geometry}) == place


def test_a_cluster_clicked_offers_all_around_it_and_gives_way_to_the_area(screen: Screen) -> None:
    app = screen("map")
    app.session_state["map_cluster"] = {"k": "cluster", "n": "7", "b": "1", "w": "5", "g": "1", "i": "4", "at": {"lon": 73.1, "lat": 49.8}}
    app.run()

    app.button(key="map_cluster_within_20").click().run()

    assert "".join(app.query_params["near"]) == "73.1,49.8,20"
    assert "map_cluster_within_20" not in [each.key for each in app.button]
