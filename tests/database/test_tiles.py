"""Tiles of the map: the right marks at the right place, at every zoom."""

from datetime import date

import pytest

from pages.parts.map import colours
from pages.parts.map import marks as map_marks
from queries.viewer import Viewer
from tests import rows
from tests.tiles import around, counted, properties, tile, tile_of
from tests.viewers import KARAGANDA, PM_OFFICE

LON, LAT = rows.KARAGANDA_CITY
Z = pytest.mark.parametrize("z", [4, 9, 14])


@pytest.mark.parametrize("z", [4, 8])
def test_a_cluster_stands_at_the_mean_of_its_members(database: str, z: int) -> None:
    for shift in (0.0, 0.001, 0.005):
        rows.facility(point=(LON + shift, LAT - shift))
    rows.score()

    [cluster] = around(PM_OFFICE, z)

    assert cluster["geometry"]["coordinates"] == pytest.approx([LON + 0.002, LAT - 0.002], abs=1e-5)
    assert cluster["properties"]["n"] == "3"
    assert cluster["properties"]["k"] == "cluster"


def test_close_by_each_facility_stands_alone_with_its_number_and_name(database: str) -> None:
    made = [rows.facility(point=(LON + shift, LAT), name_en=name, name_kk="Қазан") for shift, name in ((0, "Kiln"), (0.001, "Boiler"))]
    rows.score()

    assert [mark["k"] for mark in properties(around(PM_OFFICE, 10))] == ["cluster"]
    assert {(mark["id"], mark["name"]) for mark in properties(around(PM_OFFICE, 14))} == set(zip(made, ["Kiln", "Boiler"], strict=True))
    assert {mark["name"] for mark in properties(around(PM_OFFICE, 14, language="kk"))} == {"Қазан"}


@pytest.mark.parametrize("z", [5, 6, 7, 9, 12, 15])
def test_a_facility_on_the_corner_of_four_tiles_is_in_one_of_them(database: str, z: int) -> None:
    [corner] = rows.run("SELECT ST_XMin(box), ST_YMin(box) FROM tile_box(5, 22, 10) AS box")
    rows.facility("62", point=corner)
    rows.score()
    x, y = 22 * 2 ** (z - 5), 11 * 2 ** (z - 5)

    assert sum(len(tile(PM_OFFICE, z, x + across, y + down)) for across in (-1, 0) for down in (-1, 0)) == 1


@pytest.mark.parametrize("z", [3, 4, 5, 6, 7, 8])
def test_every_scored_facility_with_a_point_is_in_one_tile_of_each_zoom(demo_database: str, z: int) -> None:
    [(expected,)] = rows.run(
        "SELECT count(*) FROM facility JOIN risk_score USING (facility_id) WHERE valid_to = 'infinity' AND geom IS NOT NULL"
    )
    points = rows.run("SELECT ST_X(geom), ST_Y(geom) FROM facility WHERE geom IS NOT NULL")

    tiles = [tile(PM_OFFICE, z, *place) for place in {tile_of(z, point) for point in points}]

    assert sum(map(counted, tiles)) == expected


@Z
def test_what_was_not_scored_by_the_day_is_not_on_the_map(database: str, z: int) -> None:
    rows.facility()
    rows.score(date(2026, 9, 30))

    assert around(PM_OFFICE, z, as_of=date(2026, 9, 29)) == []
    assert len(around(PM_OFFICE, z, as_of=date(2026, 9, 30))) == 1
    assert len(around(PM_OFFICE, z, as_of=date(2026, 11, 30))) == 1


@pytest.mark.parametrize("z", [5, 9])
def test_a_past_day_shows_the_degree_of_that_day(database: str, z: int) -> None:
    facility_id = rows.facility()
    rows.inspection(facility_id, date(2026, 8, 3))
    rows.score(date(2026, 8, 31))
    rows.violation(facility_id, rows.inspection(facility_id, date(2026, 9, 10)), date(2026, 9, 10), "gross")
    rows.score(date(2026, 9, 30))

    before, after = (around(PM_OFFICE, z, as_of=day) for day in (date(2026, 9, 29), date(2026, 9, 30)))

    assert (counted(before), counted(after)) == (1, 1)
    assert [(mark["c"], mark["v"]) for mark in properties(before)] == [(2, 2)]  # low, clean
    assert [(mark["c"], mark["v"]) for mark in properties(after)] == [(4, 5)]  # high, gross


SHOWN = [
    ({}, 2),
    ({"hazard": "boiler"}, 1),
    ({"hazard": "lifting"}, 1),
    ({"hazard": "metallurgy"}, 0),
    ({"region": "35"}, 2),
    ({"region": "47"}, 0),
    ({"degree": "unknown"}, 2),  # never inspected
    ({"degree": "high"}, 0),
    ({"degree": "high", "law": "industrial_safety"}, 1),
    ({"degree": "not_high", "law": "industrial_safety", "hazard": "lifting"}, 1),
]


@Z
def test_filters_hold_at_every_zoom(database: str, z: int) -> None:
    rows.facility(hazard_type_code="boiler", is_declaration_required=True)
    rows.facility(point=(LON, LAT + 0.002), hazard_type_code="lifting", is_declaration_required=False)
    rows.score()

    assert [(filters, counted(around(PM_OFFICE, z, **filters))) for filters, _ in SHOWN] == SHOWN


@pytest.mark.parametrize("viewer", [PM_OFFICE, KARAGANDA])
@pytest.mark.parametrize("z", [4, 9])
def test_a_facility_without_a_point_is_in_no_tile(database: str, viewer: Viewer, z: int) -> None:
    rows.facility(point=None)
    rows.facility()
    rows.score()

    assert len(around(viewer, z)) == 1


def test_a_name_cannot_carry_markup(database: str) -> None:
    for place, name in enumerate(('<img src=x onerror="alert(1)">', "<script>alert(1)</script>", "`${alert(1)}`")):
        rows.facility(name_en=name, point=(LON + place / 100, LAT))
    rows.score()

    names = [mark["name"] for mark in properties(around(PM_OFFICE, 12))]

    assert len(names) == 3
    assert all("alert(1)" in name and not set('<>"`') & set(name) for name in names)


SHARES = [  # part, whole, number of the mark; 3 is the worst member's own
    (0, 4, 3), (4, 4, 3), (0, 5, 10), (9, 100, 10), (10, 100, 11), (19, 100, 11), (20, 100, 12), (29, 100, 12), (30, 100, 13), (5, 5, 13),
]  # fmt: skip


def test_a_share_has_a_colour_only_from_a_base_of_five(database: str) -> None:
    marks = [rows.run("SELECT share_mark(%s, %s, 3, ARRAY[10, 20, 30])", part, whole) for part, whole, _ in SHARES]

    assert marks == [[(number,)] for _, _, number in SHARES]


def test_the_legend_knows_colourings_as_the_database_does(database: str) -> None:
    known = rows.run("SELECT colour, share_bounds FROM map_colours()")
    marks = [
        rows.run("SELECT probability_mark(%s), probability_mark(%s)", bound / 100 - 1e-9, bound / 100)[0]
        for bound in colours.PROBABILITY_BOUNDS_PCT
    ]

    assert {colour: tuple(bounds) for colour, bounds in known} == colours.SHARE_BOUNDS_PCT
    assert marks == [(1, 2), (2, 3), (3, 4)]


def test_the_legend_numbers_classes_as_the_tiles_do(database: str) -> None:
    classes = rows.run("SELECT violation_mark(v), CAST(v AS text) FROM unnest(enum_range(NULL::violation_class)) AS v ORDER BY 1")
    degrees = rows.run("SELECT degree_mark(d), CAST(d AS text) FROM unnest(enum_range(NULL::degree)) AS d ORDER BY 1")

    assert classes == list(enumerate(map_marks.BY_VIOLATION))
    assert [code for _, code in degrees] == ["unknown", "not_high", "low", "medium", "high"]
    assert [number for number, _ in degrees] == [0, 1, 2, 3, 4]


def test_marks_grow_with_their_facilities_up_to_a_cap(database: str) -> None:
    radii = [rows.run("SELECT mark_radius(%s, 5)", count)[0][0] for count in (1, 10, 100, 1000, 10_000, 1_000_000)]

    assert radii == sorted(radii)
    assert radii[0] < 4
    assert radii[-1] == 18
