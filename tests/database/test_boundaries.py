"""An upload of districts replaces those of the regions it names, and puts every facility into its district, or changes nothing."""

from pathlib import Path

import pytest

from data.imports import Refused
from data.imports.boundaries.answer import lines_of
from data.imports.sentences import LANGUAGES
from tests import rows
from tests.boundaries import ASTANA, SHYMKENT, districts, feature, layer, region, upload
from tests.deliveries import counted, csv_file, data_version, deliver, facility_value, row

WEST, EAST = "711000000", "712000000"


def inside(shape: object) -> tuple[float, float]:
    """A point in the shape."""
    point = shape.representative_point()  # type: ignore[attr-defined]
    return point.x, point.y


def astana(**given: object) -> int:
    """A facility in the western half of Astana; returns facility_id."""
    return rows.facility(ASTANA, inside(districts()[0]["geometry"]), region_taken_from="point", **given)


def known() -> list[str]:
    return [code for (code,) in rows.run("SELECT district_code FROM district ORDER BY 1")]


@pytest.mark.parametrize("name", ["districts.geojson", "districts.gpkg", "districts.zip"])
def test_districts_come_in_from_each_format(database: str, tmp_path: Path, name: str) -> None:
    report = upload(layer(tmp_path, districts(), name))

    assert (report.read_count, report.new_count, report.rejected_count, report.regions) == (2, 2, 0, {ASTANA: 2})
    assert report.columns["district_code"] == "kato"
    found = rows.run("SELECT district_code, region_code, name_kk, name_ru, name_en, source_code, batch_id FROM district ORDER BY 1")
    assert found[0] == (WEST, ASTANA, f"Аудан {WEST}", f"Район {WEST}", f"District {WEST}", "upload", report.batch_id)
    assert len(found) == 2


def test_facilities_are_given_their_district_in_the_same_breath(database: str, tmp_path: Path) -> None:
    west, east = districts()
    in_west, in_east = astana(), rows.facility(ASTANA, inside(east["geometry"]), region_taken_from="point")
    elsewhere = rows.facility()  # Karaganda, whose districts are not delivered

    report = upload(layer(tmp_path, [west, east]))

    assert report.moved_count == 2
    assert report.places == {"point": 2, "nearest": 0, "none": 0}
    found = dict(rows.run("SELECT facility_id, district_code FROM facility"))
    assert found == {in_west: WEST, in_east: EAST, elsewhere: None}


def test_a_point_outside_every_district_goes_to_the_nearest_of_its_region(database: str, tmp_path: Path) -> None:
    west, south, _, _ = region(ASTANA).bounds
    near = rows.facility(ASTANA, (west - 0.5, south), region_taken_from="nearest")
    far = rows.facility(ASTANA, (west - 6, south), region_taken_from="declared")  # over 250 km
    without_point = rows.facility(ASTANA, None)

    report = upload(layer(tmp_path, districts()))

    assert dict(rows.run("SELECT facility_id, district_code FROM facility")) == {near: WEST, far: None, without_point: None}
    assert report.places == {"point": 0, "nearest": 1, "none": 2}


def test_a_point_in_a_district_of_another_region_stays_in_its_own(database: str, tmp_path: Path) -> None:
    """Outlines of regions and of districts come from different sources: the region has the last word."""
    astray = rows.facility(SHYMKENT, inside(districts()[0]["geometry"]), region_taken_from="declared")

    report = upload(layer(tmp_path, [*districts(ASTANA), *districts(SHYMKENT)]))

    assert report.regions == {ASTANA: 2, SHYMKENT: 2}
    assert rows.run("SELECT district_code FROM facility WHERE facility_id = %s", astray) == [(None,)]


def test_the_same_file_again_changes_nothing(database: str, tmp_path: Path) -> None:
    path = layer(tmp_path, districts())
    first = upload(path)
    before = data_version(), counted("batch"), counted("audit_event")

    second = upload(path)

    assert first.batch_id is not None
    assert (second.is_old_news, second.unchanged_count, second.batch_id) == (True, 2, None)
    assert (data_version(), counted("batch"), counted("audit_event")) == before


def test_the_same_file_again_finds_facilities_that_came_without_a_district(database: str, tmp_path: Path) -> None:
    path = layer(tmp_path, districts())
    upload(path)
    astana()

    report = upload(path)

    assert (report.is_old_news, report.moved_count) == (False, 1)


def test_a_dry_run_tells_all_and_leaves_nothing(database: str, tmp_path: Path) -> None:
    astana()
    before = data_version(), counted("batch")

    report = upload(layer(tmp_path, districts()), is_dry_run=True)

    assert (report.new_count, report.moved_count, report.batch_id) == (2, 1, None)
    assert (data_version(), counted("batch"), known()) == (*before[:2], [])
    assert rows.run("SELECT district_code FROM facility") == [(None,)]


def test_districts_that_vanish_hand_their_facilities_over_first(database: str, tmp_path: Path) -> None:
    upload(layer(tmp_path, [*districts(), *districts(SHYMKENT)]))
    upload_again = [feature("713000000", region(ASTANA))]
    facility_id = astana(district_code=WEST)

    report = upload(layer(tmp_path, upload_again, "merged.geojson"))

    assert (report.new_count, report.removed_count, report.moved_count) == (1, 2, 1)
    assert known() == ["713000000", "791000000", "792000000"]  # those of Shymkent stay
    assert rows.run("SELECT district_code FROM facility WHERE facility_id = %s", facility_id) == [("713000000",)]


def test_a_name_or_an_outline_that_changed_is_overwritten(database: str, tmp_path: Path) -> None:
    upload(layer(tmp_path, districts()))
    west, east = districts()

    report = upload(layer(tmp_path, [{**west, "name_ru": "Западный"}, east], "renamed.geojson"))

    assert (report.changed_count, report.unchanged_count, report.moved_count) == (1, 1, 0)
    assert rows.run("SELECT name_ru, batch_id FROM district WHERE district_code = %s", WEST) == [("Западный", report.batch_id)]


def test_facilities_delivered_later_find_their_district(database: str, tmp_path: Path) -> None:
    upload(layer(tmp_path, districts()))
    lon, lat = inside(districts()[1]["geometry"])

    deliver(csv_file(tmp_path, row(source_key="K-1", lon=str(lon), lat=str(lat)), row(source_key="K-2")))

    assert (facility_value("district_code", "K-1"), facility_value("district_code", "K-2")) == (EAST, None)


def test_the_delivery_is_on_record(database: str, tmp_path: Path) -> None:
    report = upload(layer(tmp_path, districts()), author="aigul")

    assert rows.run("SELECT file_name, read_count, loaded_count, author FROM batch WHERE batch_id = %s", report.batch_id) == [
        ("districts.geojson", 2, 2, "aigul")
    ]
    [(action, summary)] = rows.run("SELECT action, after FROM audit_event WHERE object = %s", f"batch/{report.batch_id}")
    assert (action, summary["new"], summary["facilities_moved"]) == ("boundaries_imported", 2, 0)


def test_a_failure_on_the_way_leaves_everything_as_it_was(database: str, tmp_path: Path) -> None:
    path = layer(tmp_path, districts())
    upload(path)
    facility_id = astana(district_code=WEST)
    rows.run("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'")
    rows.run("CREATE TRIGGER refuse BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse()")

    with pytest.raises(Exception, match="no"):
        upload(layer(tmp_path, [feature("713000000", region(ASTANA))], "merged.geojson"))

    assert known() == [WEST, EAST]
    assert rows.run("SELECT district_code FROM facility WHERE facility_id = %s", facility_id) == [(WEST,)]


def test_outlines_for_the_screen_share_their_borders(database: str, tmp_path: Path) -> None:
    upload(layer(tmp_path, districts(count=5)))

    assert rows.run("SELECT count(*) FROM district WHERE outline IS NULL OR NOT ST_IsValid(outline)") == [(0,)]
    [(overlap, points, bare)] = rows.run(
        "SELECT (SELECT coalesce(sum(ST_Area(ST_Intersection(a.outline, b.outline))), 0) FROM district a JOIN district b"
        "        ON a.district_code < b.district_code),"
        " (SELECT sum(ST_NPoints(outline)) < sum(ST_NPoints(geom)) FROM district),"
        " (SELECT count(*) FROM (SELECT (ST_Dump(ST_Union(outline))).geom AS part FROM district) p"
        "  WHERE ST_NumInteriorRings(part) > 0)"
    )
    assert (overlap, points, bare) == (0, True, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_in_the_readers_language(database: str, tmp_path: Path, language: str) -> None:
    astana()
    answer = "\n".join(lines_of(upload(layer(tmp_path, districts())), language))

    assert {"kk": "жаңа 2", "ru": "новых 2", "en": "new 2"}[language] in answer
    assert "district_code = kato" in answer


def test_the_search_knows_districts_that_came_and_forgets_those_that_went(database: str, tmp_path: Path) -> None:
    upload(layer(tmp_path, districts()))
    upload(layer(tmp_path, [feature("713000000", region(ASTANA))], "merged.geojson"))

    assert rows.run("SELECT key FROM place_words WHERE kind = 'district'") == [("713000000",)]


def test_a_source_that_is_not_known_is_refused(database: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no source"):
        upload(layer(tmp_path, districts()), source_code="nobody")

    assert known() == []
