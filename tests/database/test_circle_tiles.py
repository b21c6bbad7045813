"""Far-out tiles within a circle: cells that lie in it whole as counted beforehand, the others facility by facility."""

from typing import Any

import pytest

from queries.facilities import Filters, Near
from tests import rows
from tests.tiles import around, counted, tile_of
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

CLUSTERS = "SELECT * FROM {}(%s, %s, %s, %s, ARRAY(SELECT ends_after(%s)), CAST(%s AS jsonb), %s, 4, 1) ORDER BY 1, 2"
INSIDE = "SELECT count(*) FROM cells_of_circle(%s, %s, %s, 10) WHERE is_inside"
LON, LAT = rows.KARAGANDA_CITY


def clusters(function: str, z: int, near: Near, viewer_region: str | None, **asked: Any) -> list[tuple[object, ...]]:
    """The clusters of a tile around the place, by one of the functions that read them."""
    x, y = tile_of(z, (near.lon, near.lat))
    return rows.run(
        CLUSTERS.format(function), z, x, y, rows.DAY, rows.DAY, Filters("labour", near=near, **asked).binds()["asked"], viewer_region
    )


@pytest.mark.parametrize("km", [3, 40, 130, 500])
@pytest.mark.parametrize("asked", [{}, {"region": "35"}, {"mark": 2}, {"colour": "violations", "region": "35", "mark": 2}])
def test_a_circle_shows_what_counting_each_facility_gives(demo_database: str, km: float, asked: dict[str, Any]) -> None:
    shown = 0
    for lon, lat in [(LON, LAT), (76.93, 43.25), (51.2, 51.23), (69.0, 47.3)]:
        for z in (3, 4, 5, 6):
            for region in (None, "35"):
                place = z, Near(lon, lat, km), region
                seen = clusters("clusters_of_circle", *place, **asked)
                assert seen == clusters("clusters_of_each", *place, **asked)
                shown += len(seen)

    assert shown
    assert (rows.run(INSIDE, LON, LAT, km)[0][0] > 0) == (km > 3)  # of both kinds of cells


def test_cells_within_the_circle_are_not_looked_at_one_by_one(database: str) -> None:
    rows.facility()
    rows.score()
    rows.run("UPDATE facility_cell SET facility_count = 7")

    assert counted(around(PM_OFFICE, 4, near=Near(LON, LAT, 80))) == 7
    assert counted(around(PM_OFFICE, 4, near=Near(LON, LAT, 1))) == 1
    assert counted(around(PM_OFFICE, 4, near=Near(LON, LAT, 80), size="unknown")) == 1


def test_a_circle_shows_nobody_another_region(database: str) -> None:
    for region in ("35", "47"):  # side by side, so that one cell holds both
        rows.facility(region)
    rows.score()

    for km in (1, 80):
        seen = [counted(around(viewer, 4, near=Near(LON, LAT, km))) for viewer in (PM_OFFICE, KARAGANDA, MANGYSTAU)]
        assert seen == [2, 1, 1]
        assert counted(around(KARAGANDA, 4, near=Near(LON, LAT, km), region="47")) == 0


def test_whole_cells_are_those_whose_corners_lie_within(database: str) -> None:
    cells = rows.run(
        "SELECT is_inside, (SELECT max(ST_DistanceSphere(p.geom, ST_SetSRID(ST_MakePoint(%s, %s), 4326)))"
        " FROM ST_DumpPoints(tile_box(10, cell_x, cell_y)) p) FROM cells_of_circle(%s, %s, 90, 10)", LON, LAT, LON, LAT,
    )  # fmt: skip

    assert {is_inside for is_inside, _ in cells} == {True, False}
    assert all(is_inside == (metres <= 90_000) for is_inside, metres in cells)
