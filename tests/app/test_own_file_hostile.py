"""A file that cannot be shown, or that means harm, gets its reason and opens nothing."""

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest

from pages.parts import own_file
from pages.parts.own_file import CannotRead
from tests.own_files import collection, feature, gpkg, point


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
