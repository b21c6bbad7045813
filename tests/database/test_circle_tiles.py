"""Far-out tiles within a circle: cells that lie in it whole as counted beforehand, the others facility by facility."""

from typing import Any

import pytest

from queries.facilities import Filters, Near
from tests import rows
from tests.tiles import around, counted, tile_of
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

BOTH = """
WITH asked_for AS (
    SELECT CAST(%s AS integer) AS z, CAST(%s AS integer) AS x, CAST(%s AS integer) AS y, CAST(%s AS date) AS day,
        ARRAY(SELECT ends_after(%s)) AS ends, CAST(%s AS jsonb) AS asked, CAST(%s AS text) AS region
)
SELECT ARRAY(SELECT to_jsonb(c) FROM clusters_of_circle(z, x, y, day, ends, asked, region, 4, 1) c ORDER BY 1),
    ARRAY(SELECT to_jsonb(c) FROM clusters_of_each(z, x, y, day, ends, asked, region, 4, 1) c ORDER BY 1)
FROM asked_for
"""
INSIDE = "SELECT count(*) FROM cells_of_circle(%s, %s, %s, 10) WHERE is_inside"
LON, LAT = rows.KARAGANDA_CITY


def both(z: int, near: Near, viewer_region: str | None, **asked: Any) -> tuple[list[Any], list[Any]]:
    """The clusters of the tile around the place, of whole cells and the rim, and of each facility."""
    x, y = tile_of(z, (near.lon, near.lat))
    given = Filters("labour", near=near, **asked).binds()["asked"]
    [(of_cells, of_each)] = rows.run(BOTH, z, x, y, rows.DAY, rows.DAY, given, viewer_region)
    return of_cells, of_each


@pytest.mark.parametrize("km", [3, 40, 130, 500])
@pytest.mark.parametrize("asked", [{}, {"region": "35"}, {"mark": 2}, {"colour": "violations", "region": "35", "mark": 2}])
def test_a_circle_shows_what_counting_each_facility_gives(demo_database: str, km: float, asked: dict[str, Any]) -> None:
    shown = 0
    for lon, lat in [(LON, LAT), (76.93, 43.25), (51.2, 51.23), (69.0, 47.3)]:
        for z in (3, 4, 5, 6):
            for region in (None, "35"):
                of_cells, of_each = both(z, Near(lon, lat, km), region, **asked)
                assert of_cells == of_each
                shown += len(of_cells)

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
