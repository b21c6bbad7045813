"""What is wrong with shapes is repaired and said, or refused by name: reference systems, heights, holes, crossings, overlaps."""

from pathlib import Path

import geopandas
import numpy
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon

from data.imports import Refused
from data.imports.boundaries.answer import lines_of
from tests import rows
from tests.boundaries import ASTANA, Feature, districts, feature, layer, region, upload, zipped
from tests.deliveries import listed

WEST, EAST = "711000000", "712000000"
WITH_METRES = "EPSG:32642"  # UTM, zone 42
TOWN = Point(71.45, 51.15).buffer(0.03)  # well inside the western half
SLIVER = 0.0005


def area_km2(code: str) -> float:
    return float(rows.run("SELECT ST_Area(CAST(geom AS geography)) / 1e6 FROM district WHERE district_code = %s", code)[0][0])


def answered(report: object) -> str:
    return "\n".join(lines_of(report, "en"))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["districts.gpkg", "districts.zip"])
def test_another_reference_system_becomes_degrees(database: str, tmp_path: Path, name: str) -> None:
    upload(layer(tmp_path, districts(), name, crs=WITH_METRES))

    [(lon, lat, srid)] = rows.run("SELECT ST_XMin(geom), ST_YMin(geom), ST_SRID(geom) FROM district WHERE district_code = %s", WEST)
    assert (lon, lat) == pytest.approx(region(ASTANA).bounds[:2], abs=0.01)
    assert srid == 4326


def test_a_layer_that_does_not_say_its_reference_system_is_refused(database: str, tmp_path: Path) -> None:
    path = layer(tmp_path, districts(), "districts.zip")
    (tmp_path / "parts" / "layer.prj").unlink()

    with pytest.raises(Refused) as refused:
        upload(zipped(path, sorted((tmp_path / "parts").glob("layer.*"))))

    assert refused.value.code == "coordinates_unknown"


def test_heights_are_left_out_and_counted(database: str, tmp_path: Path) -> None:
    west, east = districts()
    report = upload(layer(tmp_path, [{**west, "geometry": shapely.force_3d(west["geometry"], 350)}, east]))

    assert report.flattened_count == 1
    assert rows.run("SELECT max(ST_NDims(geom)) FROM district") == [(2,)]
    assert "Shapes whose heights were left out: 1" in answered(report)


def test_holes_are_kept_and_so_are_parts_that_lie_apart(database: str, tmp_path: Path) -> None:
    west, east = districts()
    island = Point(east["geometry"].bounds[2] + 0.1, 51.1).buffer(0.02)
    around = {**west, "geometry": west["geometry"].difference(TOWN)}
    with_island = {**east, "geometry": MultiPolygon([*shapely.get_parts(east["geometry"]), island])}

    report = upload(layer(tmp_path, [around, with_island, feature("713000000", TOWN)]))

    assert (report.new_count, report.gap_count, report.overlap_count) == (3, 0, 0)
    assert rows.run("SELECT ST_NumInteriorRings(ST_GeometryN(geom, 1)) FROM district WHERE district_code = %s", WEST) == [(1,)]
    assert rows.run("SELECT ST_NumGeometries(geom) > 1 FROM district WHERE district_code = %s", EAST) == [(True,)]


def bow_tie(lon: float, lat: float) -> Polygon:
    """An outline that crosses itself: two triangles of 0.02 degrees that meet in a point."""
    return Polygon([(lon, lat), (lon + 0.04, lat + 0.02), (lon + 0.04, lat), (lon, lat + 0.02)])


def test_an_outline_that_crosses_itself_is_repaired_and_reported(database: str, tmp_path: Path) -> None:
    west, east = districts()
    crossing = MultiPolygon([*shapely.get_parts(west["geometry"]), bow_tie(region(ASTANA).bounds[0] - 0.1, 51.1)])

    report = upload(layer(tmp_path, [{**west, "geometry": crossing}, east]))

    [repair] = report.repairs
    assert (repair.given, repair.names["en"], repair.fault) == (WEST, f"District {WEST}", "Self-intersection")
    assert (repair.lon, repair.lat) == pytest.approx((region(ASTANA).bounds[0] - 0.08, 51.11))
    assert repair.area_km2 == pytest.approx(area_km2(WEST))
    assert repair.change_km2 == pytest.approx(3.1, abs=0.1)  # one triangle was counted against the other
    assert rows.run("SELECT DISTINCT ST_IsValid(geom), ST_GeometryType(geom) FROM district") == [(True, "ST_MultiPolygon")]
    assert f"Repaired {WEST} District {WEST}: the outline crosses itself (" in answered(report)


def test_parts_of_one_district_that_overlap_become_one_area(database: str, tmp_path: Path) -> None:
    west, east = districts()
    twice = MultiPolygon([*shapely.get_parts(west["geometry"]), TOWN])

    report = upload(layer(tmp_path, [{**west, "geometry": twice}, east]))

    assert len(report.repairs) == 1
    assert rows.run("SELECT sum(ST_NumInteriorRings(part)) FROM (SELECT (ST_Dump(geom)).geom AS part FROM district) p") == [(0,)]


def pulled_east(one: Feature, degrees: float) -> Feature:
    """The district with its eastern edge moved."""
    _, south, east, north = one["geometry"].bounds
    return {**one, "geometry": one["geometry"].union(shapely.box(east - 0.01, south + 0.1, east + degrees, north - 0.1))}


def test_small_overlaps_and_gaps_are_counted(database: str, tmp_path: Path) -> None:
    west, east = districts()
    hole = shapely.box(71.40, 51.10, 71.401, 51.101)
    report = upload(layer(tmp_path, [pulled_east({**west, "geometry": west["geometry"].difference(hole)}, SLIVER), east]))

    assert (report.overlap_count, report.gap_count, report.rejected_count) == (1, 1, 0)
    assert report.overlap_km2 > 0
    assert report.gap_km2 == pytest.approx(0.0078, abs=0.001)
    assert "Pairs of districts that overlap within the tolerance: 1" in answered(report)


def test_overlaps_beyond_the_tolerance_are_refused_and_the_pair_is_named(database: str, tmp_path: Path) -> None:
    west, east = districts()
    path = layer(tmp_path, [pulled_east(west, 0.05), east])

    report = upload(path)

    assert report.reasons == {"overlapping": 1}
    [(line, column, value, _)] = listed(report.rejected_path)
    assert (line, column) == ("2", "geometry")
    assert value.startswith(f"{WEST} (")
    assert rows.run("SELECT count(*) FROM district") == [(0,)]
    assert f"Feature 2, geometry: {WEST} (" in answered(report)


@pytest.mark.parametrize(("share", "rejected"), [(0.9, 1), (1.1, 0)])
def test_the_tolerance_is_a_share_of_the_smaller_district(database: str, tmp_path: Path, share: float, rejected: int) -> None:
    west, east = districts()
    wide = pulled_east(west, 0.05)
    common = wide["geometry"].intersection(east["geometry"]).area / min(wide["geometry"].area, east["geometry"].area)

    assert upload(layer(tmp_path, [wide, east]), most_overlap=common * share).rejected_count == rejected


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (None, "not_an_area"),
        (Point(71.4, 51.1), "not_an_area"),
        (LineString([(71.4, 51.1), (71.5, 51.1)]), "not_an_area"),
        (Polygon([(71.4, 51.1), (71.5, 51.1), (71.4, 51.1), (71.4, 51.1)]), "not_an_area"),  # nothing is left of it
        (shapely.transform(TOWN, lambda xy: xy[:, ::-1]), "swapped_area"),
        (shapely.box(2.2, 48.8, 2.4, 48.9), "area_outside_kazakhstan"),
        (shapely.box(570_000, 5_600_000, 580_000, 5_700_000), "area_outside_kazakhstan"),  # metres that pass for degrees
        (shapely.box(73.0, 49.7, 73.2, 49.9), "outside_its_region"),  # Karaganda
    ],
)
def test_a_shape_that_cannot_be_a_district_of_its_region(database: str, tmp_path: Path, shape: object, reason: str) -> None:
    report = upload(layer(tmp_path, [*districts(), feature("713000000", shape)]), is_dry_run=True, most_overlap=1)  # type: ignore[arg-type]

    assert report.reasons == {reason: 1}
    assert listed(report.rejected_path)[0][:2] == ["3", "geometry"]


@pytest.mark.parametrize("nowhere", [float("inf"), float("nan")])
def test_coordinates_that_are_no_numbers_lie_nowhere(database: str, tmp_path: Path, nowhere: float) -> None:
    with numpy.errstate(invalid="ignore"):
        endless = Polygon([(71.4, 51.1), (71.5, 51.1), (71.5, nowhere), (71.4, 51.1)])

    report = upload(layer(tmp_path, [*districts(), feature("713000000", endless)], "a.gpkg"))

    assert report.reasons == {"area_outside_kazakhstan": 1}


def test_a_collection_gives_its_areas(database: str, tmp_path: Path) -> None:
    west, east = districts()
    mixed = shapely.GeometryCollection([west["geometry"], Point(71.4, 51.1)])

    upload(layer(tmp_path, [{**west, "geometry": mixed}, east]))

    assert rows.run("SELECT DISTINCT ST_GeometryType(geom) FROM district") == [("ST_MultiPolygon",)]


def test_a_region_that_is_only_half_covered_is_refused(database: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        upload(layer(tmp_path, districts()[:1]))

    assert refused.value.code == "region_not_covered"
    assert "71 (" in refused.value.in_language("en")
    assert rows.run("SELECT count(*) FROM district") == [(0,)]


def test_a_layer_of_points_has_no_district(database: str, tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame([feature(WEST, Point(71.4, 51.1))], geometry="geometry", crs=4326)
    frame.to_file(tmp_path / "points.gpkg")

    assert upload(tmp_path / "points.gpkg").reasons == {"not_an_area": 1}
