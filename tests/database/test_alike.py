"""Far-out tiles and counts under filters that cells do not know: from facilities alike, as counting each facility would give."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from queries.facilities import Filters, Near
from queries.viewer import Viewer
from tests import rows
from tests.database.test_facilities import counted as counted_choices
from tests.tiles import around, counted, tile, tile_of
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

EVERYWHERE = Near(67, 48, 5000)  # no count kept beforehand knows of places
SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
COMBINED: list[dict[str, Any]] = [
    {"activity": "B"},
    {"size": "large"},
    {"size": "unknown", "law": "industrial_safety"},
    {"colour": "violations", "degree": "high"},
    {"law": "industrial_safety", "colour": "overdue", "degree": "high", "mark": 1},
    {"activity": "B", "size": "large", "degree": "low"},
    {"region": "35", "size": "medium", "colour": "accidents", "mark": 1},
    {"hazard": "boiler", "activity": "35", "colour": "insurance"},
    {"hazard": "boiler", "mark": 2},
    {"size": "large", "colour": "inspected"},
    {"size": "small", "colour": "overdue"},
    {"hazard": "lifting", "colour": "accidents"},
    {"activity": "B", "degree": "low", "colour": "probability"},
]


@pytest.mark.parametrize("viewer", [PM_OFFICE, KARAGANDA])
@pytest.mark.parametrize("z", [3, 4, 5, 6])
def test_a_far_out_tile_is_what_counting_each_facility_gives(demo_database: str, viewer: Viewer, z: int) -> None:
    place = tile_of(z, rows.KARAGANDA_CITY)
    shown = []
    for day in (SEPTEMBER, OCTOBER):
        for asked in COMBINED:
            kept = tile(viewer, z, *place, as_of=day, **asked)
            assert kept == tile(viewer, z, *place, as_of=day, **asked, near=EVERYWHERE)
            shown.append(counted(kept))

    assert sum(map(bool, shown)) >= len(shown) / 2  # most of them show something


def test_counts_beside_a_degree_are_what_counting_each_facility_gives(demo_database: str) -> None:
    for viewer in (PM_OFFICE, KARAGANDA):
        for asked in ({"colour": "violations", "degree": "low"}, {"colour": "overdue", "degree": "unknown", "size": "large"}):
            filters = Filters("labour", **asked)
            kept = counted_choices(viewer, filters)
            made = counted_choices(viewer, replace(filters, near=EVERYWHERE))

            assert {choice: count for choice, count in kept.items() if choice != ("place", "without_point")} == made  # that has no place
            assert kept["place", "on_map"] > 0


def test_no_facility_is_counted_when_a_far_out_tile_is_asked_for(database: str) -> None:
    rows.facility()
    rows.score()
    rows.run("UPDATE facility_kind SET facility_count = 7")
    rows.run("UPDATE facility_alike SET facility_count = 9")

    assert counted(around(PM_OFFICE, 4, size="unknown")) == 7
    assert counted(around(PM_OFFICE, 4, size="unknown", colour="accidents", mark=1)) == 9
    assert counted(around(PM_OFFICE, 4, size="unknown", near=EVERYWHERE)) == 1
    assert counted(around(PM_OFFICE, 7, size="unknown")) == 1


def test_facilities_alike_are_seen_in_their_region_only(database: str) -> None:
    for region in ("35", "47"):  # side by side, so that one tile holds both
        rows.facility(region)
    rows.score()

    seen = [counted(around(viewer, 4, size="unknown")) for viewer in (PM_OFFICE, KARAGANDA, MANGYSTAU)]

    assert seen == [2, 1, 1]
    assert counted(around(KARAGANDA, 4, size="unknown", region="47")) == 0


def test_without_a_point_a_facility_is_counted_and_stands_nowhere(database: str) -> None:
    rows.facility(point=None)
    rows.score()

    assert rows.run("SELECT cell_x, cell_y, facility_count, lon_e6_sum, lat_e6_sum FROM facility_alike") == [(-1, -1, 1, 0, 0)]
    assert counted_choices(PM_OFFICE, Filters("labour", "violations", degree="unknown"))["place", "without_point"] == 1
