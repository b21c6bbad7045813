"""A reader's own file on the map: what can be shown is shown in degrees, flat, named and harmless."""

from pathlib import Path

import pytest
import shapely

from pages.parts import own_file
from pages.parts.own_file import CannotRead
from tests.own_files import AREA, collection, feature, features_of, gpkg, point, shapefile


def test_a_collection_is_shown_with_names_and_without_heights() -> None:
    layer = own_file.read("a.geojson", collection(feature(point(73.1, 49.8, 512.0), name="Pit")), "en")

    [shown] = features_of(layer)
    assert shown["geometry"]["coordinates"] == [73.1, 49.8]
    assert shown["properties"] == {"k": "place", "name": "Pit", "told": ""}
    assert (layer.shown, layer.left_out) == (1, 0)


@pytest.mark.parametrize(("language", "name"), [("kk", "Шахта"), ("ru", "Рудник"), ("en", "Mine")])
def test_names_come_in_the_readers_language_where_the_file_has_it(language: str, name: str) -> None:
    named = feature(point(), name_kk="Шахта", name_ru="Рудник", name_en="Mine", name="other")

    assert features_of(own_file.read("a.json", collection(named), language))[0]["properties"]["name"] == name


def test_a_name_cannot_carry_html() -> None:
    layer = own_file.read("a.geojson", collection(feature(point(), name='<img src=x onerror="alert(1)">')), "en")

    assert b"<" not in layer.body
    assert features_of(layer)[0]["properties"]["name"] == "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;"


def test_what_has_no_place_or_lies_far_away_is_left_out_and_counted() -> None:
    far, nowhere = feature(point(-70, -30)), feature(None)

    layer = own_file.read("a.geojson", collection(feature(point()), far, nowhere), "en")

    assert (layer.shown, layer.left_out) == (1, 2)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:32642"])
def test_a_geopackage_and_a_shapefile_are_brought_to_degrees(tmp_path: Path, crs: str) -> None:
    for name, content in (("a.gpkg", gpkg(tmp_path, crs)), ("a.zip", shapefile(tmp_path, crs))):
        layer = own_file.read(name, content, "en")

        assert layer.box == pytest.approx((72.98, 49.48, 73.52, 50.02), abs=0.02)
        assert features_of(layer)[0]["properties"]["name"] == "Pit"


def test_the_old_way_of_naming_a_reference_system_is_understood() -> None:
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    layer = own_file.read("a.geojson", collection(feature({"type": "Point", "coordinates": [8137455, 6411700]}), crs=named), "en")

    assert features_of(layer)[0]["geometry"]["coordinates"] == pytest.approx([73.1, 49.8], abs=0.01)


def test_a_single_point_has_a_box_that_a_map_can_show() -> None:
    west, south, east, north = own_file.read("a.geojson", collection(feature(point())), "en").box

    assert west < 73.1 < east
    assert south < 49.8 < north


def test_a_bow_tie_and_a_hole_are_shown_as_they_are() -> None:
    bow_tie = {"type": "Polygon", "coordinates": [[[73, 49], [74, 50], [74, 49], [73, 50], [73, 49]]]}
    with_hole = shapely.geometry.mapping(AREA.difference(shapely.box(73.1, 49.6, 73.2, 49.7)))

    assert own_file.read("a.geojson", collection(feature(bow_tie), feature(with_hole)), "en").shown == 2


@pytest.mark.parametrize(
    "text",
    [
        "lon,lat,name\n73.1,49.8,Pit\n", "Долгота;Широта;Название\n73,1;49,8;Pit\n", "\ufeffLat\tLon\tname\n49.8\t73.1\tPit\n",
        'name,lat,lon\n"Pit",49.8,73.1\n"nowhere",,\n',
    ],
)  # fmt: skip
def test_a_table_needs_only_two_columns_of_degrees(text: str) -> None:
    [shown] = features_of(own_file.read("a.csv", text.encode(), "ru"))

    assert shown["geometry"]["coordinates"] == [73.1, 49.8]
    assert shown["properties"]["name"] == "Pit"


def test_a_shapefile_that_does_not_say_its_system_is_taken_for_degrees_only_where_it_can_be(tmp_path: Path) -> None:
    in_degrees, in_metres = (shapefile(tmp_path, crs, leave_out=(".prj",)) for crs in ("EPSG:4326", "EPSG:3857"))

    assert own_file.read("a.zip", in_degrees, "en").shown == 1
    with pytest.raises(CannotRead, match="coordinates_unknown"):
        own_file.read("a.zip", in_metres, "en")
