"""Questions about facilities: tiles of the map, what its legend counts, the list beside it."""

from dataclasses import replace
from datetime import date
from typing import Any

from pandas import DataFrame

from queries.db import Viewer, read, read_one
from queries.facilities.filters import COLOURS, LAWS, Filters, Near, search_words
from queries.facilities.lists import ROWS_OF_A_PAGE, exported, listed
from queries.facilities.orders import (
    ORDERS,
    begun_in_block,
    looked_through,
    ordered_by_state,
    ordered_by_word,
    walked_by_kind,
    walked_by_name,
    walked_by_owner,
)

__all__ = [
    "COLOURS", "LAWS", "ORDERS", "ROWS_OF_A_PAGE", "Filters", "Near", "begun_in_block", "exported", "listed", "looked_through",
    "ordered_by_state", "ordered_by_word", "search_words", "walked_by_kind", "walked_by_name", "walked_by_owner",
]  # fmt: skip

CELLS_TO_THE_SIDE = {7: 16, 8: 16, 9: 16, 10: 16, 11: 16, 12: 40, 13: 64}
CELLS_FAR_OUT, CELLS_CLOSE_BY = 16, 128
FIRST_ZOOM_OF_FACILITIES = 7
GRID_DEGREES = {"region": 0.02, "district": 0.01}


def tile(viewer: Viewer, as_of: date, *, z: int, x: int, y: int, filters: Filters, language: str) -> bytes:
    """GeoJSON of one map tile: below zoom 7 in cells, from there facility by facility."""
    if z < FIRST_ZOOM_OF_FACILITIES:
        return cells_in_tile(viewer, as_of, z=z, x=x, y=y, filters=filters)
    return facilities_in_tile(viewer, as_of, z=z, x=x, y=y, filters=filters, language=language)


def cells_in_tile(viewer: Viewer, as_of: date, *, z: int, x: int, y: int, filters: Filters) -> bytes:
    """GeoJSON of one map tile of zoom 3 to 6: clusters at the mean of their members.

    Properties: k "cluster"; r radius in pixels; as text n facilities, b bad ones of w known in the colouring (map_colours), g with gross
    violations of i inspected in 12 quarters; c (share_mark of b among w) and v (share_mark of g among i).
    Raises Unavailable when the database does not answer.
    """
    return _tile(read_one(viewer, "facilities/cells_in_tile", as_of=as_of, z=z, x=x, y=y, **filters.binds()))


def facilities_in_tile(viewer: Viewer, as_of: date, *, z: int, x: int, y: int, filters: Filters, language: str) -> bytes:
    """GeoJSON of one map tile: facilities, and clusters where they are crowded, from zoom 12 only where marks would coincide.

    Properties of a facility: k "facility"; id; name in the language (kk, ru, en), free of markup; r radius in pixels by harm potential;
    c class in the colouring (mark_of); v violation class (violation_mark). Those of a cluster: as in cells_in_tile.
    Raises Unavailable when the database does not answer.
    """
    cells = CELLS_TO_THE_SIDE.get(z, CELLS_CLOSE_BY if z > max(CELLS_TO_THE_SIDE) else CELLS_FAR_OUT)
    place = {"z": z, "x": x, "y": y, "cells_to_the_side": cells, "language": language}
    return _tile(read_one(viewer, "facilities/facilities_in_tile", as_of=as_of, **place, **filters.binds()))


def _tile(found: dict[str, Any] | None) -> bytes:
    return str(found["tile"]).encode() if found else b""


def counted(viewer: Viewer, as_of: date, *, filters: Filters) -> DataFrame:
    """How many facilities on the map each choice of a filter would leave, the other filters staying as they are.

    One row a choice that leaves any:
      filter      region, district, hazard, activity, size, mark, or place (all filters hold)
      code        code of the choice; of place: on_map, without_point
      facilities  count

    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "facilities/counted", as_of=as_of, **filters.binds())


def by_degree(viewer: Viewer, as_of: date, *, filters: Filters) -> DataFrame:
    """How many facilities on the map each degree under the law of the filters would leave, whatever degree and class they ask for.

    code: number of the degree (degree_mark), as text; facilities: count. Raises Unavailable when the database does not answer.
    """
    asked = replace(filters, colour="degree", mark=None, degree=None)
    return read(viewer, "facilities/by_degree", as_of=as_of, **asked.binds())


def by_degree_of_class(viewer: Viewer, as_of: date, *, filters: Filters) -> DataFrame:
    """As by_degree, within the class of another colouring that the filters ask for."""
    return read(viewer, "facilities/by_degree_of_class", as_of=as_of, **replace(filters, degree=None).binds())


def area(viewer: Viewer, as_of: date, *, filters: Filters) -> dict[str, Any] | None:
    """Totals of the circle of the filters, which must hold near: of the facilities that pass them, and of the settlements inside.

    facilities, and of them high, medium, low, not_high, unknown (degree under the law of the filters); workers (persons), and
    without_workers (facilities that did not say); overdue_prescriptions; accidents of three years, fatal_accidents of them; settlements
    with population (persons); largest_kk, largest_ru, largest_en (names of the three largest, None where there is no settlement).
    Raises Unavailable when the database does not answer.
    """
    return read_one(viewer, "facilities/area", as_of=as_of, **filters.binds())


def located(viewer: Viewer, as_of: date, *, facility_id: int) -> dict[str, Any] | None:
    """lon and lat of a facility, degrees; None where it has no point or is not the viewer's to see. Raises Unavailable."""
    return read_one(viewer, "facilities/located", facility_id=facility_id)


def offered(viewer: Viewer, as_of: date, *, today: date) -> dict[str, Any]:
    """What the map has to show on the day.

    scored_on: day of the last scoring on or before it, None when there was none; month_ends: list of those scored on or before today, the
    earliest first; has_probability: whether a probability was predicted for any facility; has_districts: whether boundaries are there.
    Raises Unavailable when the database does not answer.
    """
    return read_one(viewer, "facilities/offered", as_of=as_of, today=today) or {}


def region_boxes(viewer: Viewer, as_of: date) -> DataFrame:
    """The regions whose rows the viewer may see, by code: region_code, name_*, west, south, east, north (degrees). Raises Unavailable."""
    return read(viewer, "facilities/region_boxes")


def hazard_types(viewer: Viewer, as_of: date) -> DataFrame:
    """Kinds of hazardous facility by code: hazard_type_code, name_kk, name_ru, name_en. Raises Unavailable."""
    return read(viewer, "facilities/hazard_types")


def districts(viewer: Viewer, as_of: date, *, region: str | None = None) -> DataFrame:
    """Districts of a region, or of all the viewer may see, by code: district_code, region_code, name_*, west, south, east, north (degrees).

    Empty before boundaries of districts are uploaded. Raises Unavailable.
    """
    return read(viewer, "facilities/districts", region=region)


def activities(viewer: Viewer, as_of: date) -> DataFrame:
    """The tree of activities, each below what it is part of: activity_code, parent_code, level (1 to 5), name_*. Raises Unavailable."""
    return read(viewer, "facilities/activities")


def owner(viewer: Viewer, as_of: date, *, bin: str) -> dict[str, Any] | None:
    """An employer: bin, name_*, parent_bin and parent_* where it has a parent; None where it is not the viewer's to see.

    Raises Unavailable when the database does not answer.
    """
    return read_one(viewer, "facilities/owner", bin=bin)


def areas(viewer: Viewer, as_of: date, *, level: str, filters: Filters) -> DataFrame:
    """Facilities of each region or district (level) the viewer may see, highest share of bad ones first.

    code, name_*; facilities that pass the filters; known: of them those the colouring knows something of; bad: those bad in it;
    bad_per_100 of the known, none from a base under five; step 1 to 4 by the bounds of the colouring, 0 without a share.
    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "facilities/areas", as_of=as_of, level=level, **filters.binds())


def area_outlines(viewer: Viewer, as_of: date, *, level: str, region: str | None = None) -> DataFrame:
    """Outlines of regions or districts (level) the viewer may see, of one region where it is given.

    code; outline: GeoJSON geometry as text; lon, lat of a label. Raises Unavailable when the database does not answer.
    """
    return read(viewer, "facilities/area_outlines", level=level, region=region, grid_degrees=GRID_DEGREES[level])
