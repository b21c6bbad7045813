"""A reader's own file on the map: what can be shown is shown in degrees, flat and harmless; all else gets its reason."""

import io
import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

from pages.parts import own_file
from pages.parts.own_file import CannotRead

KARAGANDA = (73.1, 49.8)
AREA = shapely.box(73, 49.5, 73.5, 50)


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(*features: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def point(lon: float = KARAGANDA[0], lat: float = KARAGANDA[1], *height: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat, *height]}


def features_of(layer: own_file.OwnLayer) -> list[dict[str, Any]]:
    return json.loads(layer.body)["features"]


def frame(crs: str | None = "EPSG:4326", geometry: Any = AREA) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"name": ["Pit"]}, geometry=[geometry], crs="EPSG:4326").to_crs(crs or "EPSG:4326")


def gpkg(folder: Path, crs: str = "EPSG:4326") -> bytes:
    path = folder / "made.gpkg"
    frame(crs).to_file(path, engine="pyogrio")
    return path.read_bytes()


def shapefile(folder: Path, crs: str = "EPSG:4326", leave_out: tuple[str, ...] = ()) -> bytes:
    """A zipped shapefile without some of its parts."""
    frame(crs).to_file(folder / "made.shp", engine="pyogrio")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.glob("made.*")):
            if part.suffix not in leave_out:
                archive.write(part, f"a folder/{part.name}")
    return packed.getvalue()


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


def bomb() -> bytes:
    """A small archive that unpacks to far more than there is room for."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.shp", b"\x00\x00\x27\x0a" + bytes(70_000_000))
    return packed.getvalue()


def archive_of(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return packed.getvalue()


POINTING_ELSEWHERE = b"<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>other.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
HOSTILE = {
    "another kind": ("a.kml", b"<kml/>", "kind_unknown"),
    "no ending": ("a file", b"{}", "kind_unknown"),
    "too many bytes": ("a.csv", b"x" * 10_000_001, "too_large"),
    "too many features": ("a.csv", b"lon,lat\n" + b"73,49\n" * 20_001, "too_many"),
    "too many corners": ("a.geojson", collection(feature({"type": "LineString", "coordinates": [[73, 49]] * 300_001})), "too_many"),
    "not JSON": ("a.geojson", b"{", "damaged"),
    "a list": ("a.geojson", b"[1, 2]", "damaged"),
    "JSON without end": ("a.geojson", b"[" * 100_000, "damaged"),
    "no geometry of this world": ("a.geojson", collection(feature({"type": "Circle", "coordinates": [73, 49]})), "damaged"),
    "letters for numbers": ("a.geojson", collection(feature({"type": "Point", "coordinates": ["a", "b"]})), "damaged"),
    "features that are no features": ("a.geojson", b'{"type": "FeatureCollection", "features": [1]}', "damaged"),
    "nothing in it": ("a.geojson", collection(), "empty"),
    "nothing with a place": ("a.geojson", collection(feature(None)), "empty"),
    "on another continent": ("a.geojson", collection(feature(point(49.8, -73.1))), "elsewhere"),
    "metres said to be degrees": ("a.geojson", collection(feature(point(8137455, 6411700))), "coordinates_unknown"),
    "a system nobody knows": ("a.geojson", collection(feature(point()), crs={"properties": {"name": "EPSG:0"}}), "coordinates_unknown"),
    "no columns": ("a.csv", b"a,b\n1,2\n", "columns_missing"),
    "an empty table": ("a.csv", b"", "columns_missing"),
    "only headings": ("a.csv", b"lon,lat\n", "empty"),
    "bytes": ("a.csv", b"lon,lat\n\x98\x81", "damaged"),
    "a file that points at another one": ("a.gpkg", POINTING_ELSEWHERE, "damaged"),
    "such a file in an archive": ("a.zip", archive_of(a_shp=POINTING_ELSEWHERE), "damaged"),
    "a database that is no GeoPackage": ("a.gpkg", b"SQLite format 3\x00" + bytes(4096), "damaged"),
    "no archive": ("a.zip", b"PK", "damaged"),
    "an archive without a shapefile": ("a.zip", archive_of(a_txt=b"x"), "not_one_shapefile"),
    "two shapefiles": ("a.zip", archive_of(a_shp=b"x", b_shp=b"x"), "not_one_shapefile"),
    "an archive that swells": ("a.zip", bomb(), "too_large"),
}  # fmt: skip


@pytest.mark.parametrize("why", HOSTILE)
def test_what_cannot_be_shown_gets_its_reason(why: str) -> None:
    name, content, reason = HOSTILE[why]

    with pytest.raises(CannotRead) as refused:
        own_file.read(name, content, "en")

    assert refused.value.reason == reason


def test_a_shapefile_that_does_not_say_its_system_is_taken_for_degrees_only_where_it_can_be(tmp_path: Path) -> None:
    in_degrees, in_metres = (shapefile(tmp_path, crs, leave_out=(".prj",)) for crs in ("EPSG:4326", "EPSG:3857"))

    assert own_file.read("a.zip", in_degrees, "en").shown == 1
    with pytest.raises(CannotRead, match="coordinates_unknown"):
        own_file.read("a.zip", in_metres, "en")


def test_a_database_of_another_kind_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "other.gpkg"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE places (lon real, lat real)")
    database.close()

    with pytest.raises(CannotRead, match="damaged"):
        own_file.read("a.gpkg", path.read_bytes(), "en")


def test_a_view_of_a_geopackage_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "made.gpkg"
    path.write_bytes(gpkg(tmp_path))
    with sqlite3.connect(path) as database:
        database.execute("ALTER TABLE made RENAME TO hidden")
        database.execute("CREATE VIEW made AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT h.* FROM hidden h, n")
    database.close()

    with pytest.raises(CannotRead, match="empty"):
        own_file.read("a.gpkg", path.read_bytes(), "en")
