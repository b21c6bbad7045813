"""Lines and names of districts for the map: public, in three languages, kept by the browser, empty before their upload."""

from pathlib import Path
from typing import Any

import pytest

from pages.routes import basemap
from tests import rows
from tests.app.test_map_routes import Client
from tests.boundaries import districts, layer, upload

PATH = "/basemap/districts"


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    basemap._districts.cache_clear()


def features() -> list[dict[str, Any]]:
    return Client().get(PATH).json()["features"]


def test_there_are_none_before_boundaries_are_uploaded(database: str) -> None:
    assert features() == []


def test_a_district_comes_with_its_names_and_region_for_anybody(database: str, tmp_path: Path) -> None:
    west, east = districts()
    upload(layer(tmp_path, [{**west, "name_en": "<b>West</b>"}, east]))

    first, _ = features()

    assert first["geometry"]["type"] == "MultiPolygon"
    properties = dict(first["properties"])
    assert 71 < properties.pop("lon") < 72
    assert 50 < properties.pop("lat") < 52
    names = {"name_kk": "Аудан 711000000", "name_ru": "Район 711000000", "name_en": "&lt;b&gt;West&lt;/b&gt;"}
    assert properties == {"code": "711000000", "region_code": "71", **names}


def test_neighbours_share_the_points_of_their_border(database: str, tmp_path: Path) -> None:
    upload(layer(tmp_path, districts(count=2)))

    west, east = ({tuple(point) for part in each["geometry"]["coordinates"] for ring in part for point in ring} for each in features())

    assert len(west & east) >= 2


def test_it_is_asked_for_again_only_when_the_data_changed(database: str, tmp_path: Path) -> None:
    upload(layer(tmp_path, districts()))
    first = Client().get(PATH)
    again = Client().get(PATH, headers={"If-None-Match": first.headers["etag"]})
    upload(layer(tmp_path, districts(count=3), "three.geojson"))
    changed = Client().get(PATH, headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert (changed.status_code, len(changed.json()["features"])) == (200, 3)


@pytest.mark.parametrize(("asked", "kept"), [({}, "private, max-age=0"), ({"version": "7"}, "private, max-age=86400")])
def test_with_the_data_version_in_the_address_it_is_kept_a_day(database: str, asked: dict[str, str], kept: str) -> None:
    assert Client().get(PATH, params=asked).headers["cache-control"] == kept


def test_a_version_that_is_no_number_gets_a_sentence(database: str) -> None:
    assert Client().get(PATH, params={"version": "new"}).status_code == 400


def test_a_district_without_an_outline_for_the_screen_is_drawn_as_it_is(database: str) -> None:
    rows.district("351000000", "POLYGON(((73 49.7, 73.3 49.7, 73.3 49.9, 73 49.9, 73 49.7)))")

    assert features()[0]["geometry"]["coordinates"][0][0][0] == [73, 49.7]
