"""Questions about facilities: tiles of the map, what its legend counts, the list beside it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pandas import DataFrame

from queries.db import Viewer, read, read_in_parts, read_one
from queries.facilities.filters import Filters, search_binds

__all__ = ["Filters"]

ROWS_OF_A_PAGE = 50
ROWS_OF_A_PART = 2000
CELLS_TO_THE_SIDE = {7: 16, 8: 16, 9: 16, 10: 16, 11: 16, 12: 40, 13: 64}
CELLS_TO_THE_SIDE_CLOSE_BY = 128


def cells_in_tile(viewer: Viewer, as_of: date, *, z: int, x: int, y: int, filters: Filters) -> bytes:
    """GeoJSON of one map tile of zoom 3 to 6: clusters at the mean of their members.

    Properties: k "cluster"; r radius in pixels; as text n facilities, high, known (degree known), gross, inspected (in 12 quarters);
    d (share_mark of high among known) and v (share_mark of gross among inspected).
    Raises Unavailable when the database does not answer.
    """
    return _tile(read_one(viewer, "facilities/cells_in_tile", as_of=as_of, z=z, x=x, y=y, **filters.binds()))


def facilities_in_tile(viewer: Viewer, as_of: date, *, z: int, x: int, y: int, filters: Filters, language: str) -> bytes:
    """GeoJSON of one map tile from zoom 7: facilities, and clusters where they are crowded, from zoom 12 only where marks would coincide.

    Properties of a facility: k "facility"; id; name in the language (kk, ru, en), free of markup; r radius in pixels;
    d degree (degree_mark); v violation class (violation_mark). Those of a cluster: as in cells_in_tile.
    Raises Unavailable when the database does not answer.
    """
    cells = CELLS_TO_THE_SIDE.get(z, CELLS_TO_THE_SIDE_CLOSE_BY)
    place = {"z": z, "x": x, "y": y, "cells_to_the_side": cells, "language": language}
    return _tile(read_one(viewer, "facilities/facilities_in_tile", as_of=as_of, **place, **filters.binds()))


def _tile(found: dict[str, Any] | None) -> bytes:
    return str(found["tile"]).encode() if found else b""


def counted(viewer: Viewer, as_of: date, *, filters: Filters) -> DataFrame:
    """How many facilities on the map each choice of a filter would leave, the other filters staying as they are.

    One row a choice that leaves any:
      filter      degree, region, hazard, violations (all filters hold), place (all filters hold)
      code        code of the choice; of place: on_map, without_point
      facilities  count

    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "facilities/counted", as_of=as_of, **filters.binds())


def listed(viewer: Viewer, as_of: date, *, filters: Filters, text: str, order: str, page: int, language: str) -> DataFrame:
    """One page of 50 facilities that pass the filters and the search, page counting from 1.

    order: risk (heaviest first), name, waiting (longest not inspected first), inspected (latest first).
    Columns: facility_id, name_*, degree, violation_class, points, overdue_prescription_count, last_inspected_on, hazard_*, region_*,
    bin, owner_*, address; * is kk, ru, en. Empty before the first scoring.
    Raises Unavailable when the database does not answer.
    """
    pages = {"order": order, "rows": ROWS_OF_A_PAGE, "skipped": (page - 1) * ROWS_OF_A_PAGE, "language": language}
    return read(viewer, "facilities/listed", as_of=as_of, **filters.binds(), **search_binds(text), **pages)


def list_size(viewer: Viewer, as_of: date, *, filters: Filters, text: str) -> int:
    """How many facilities pass the filters and the search, which must not be empty. Raises Unavailable."""
    row = read_one(viewer, "facilities/list_size", as_of=as_of, **filters.binds(), **search_binds(text))
    return int(row["facilities"]) if row else 0


def exported(viewer: Viewer, as_of: date, *, filters: Filters, text: str) -> Iterator[list[dict[str, Any]]]:
    """Every facility that passes the filters and the search, in parts of 2,000 rows as they arrive.

    Columns: facility_id, source_code, name_*, hazard_*, region_*, bin, owner_*, address, safety_degree, labour_degree, points,
    violation_class, overdue_prescription_count, last_inspected_on, lon, lat (degrees).
    Raises Unavailable when the database does not answer.
    """
    binds = {**filters.binds(), **search_binds(text)}
    return read_in_parts(viewer, "facilities/exported", ROWS_OF_A_PART, as_of=as_of, **binds)


def located(viewer: Viewer, as_of: date, *, facility_id: int) -> dict[str, Any] | None:
    """lon and lat of a facility, degrees; None where it has no point or is not the viewer's to see. Raises Unavailable."""
    return read_one(viewer, "facilities/located", facility_id=facility_id)


def region_boxes(viewer: Viewer, as_of: date) -> DataFrame:
    """The regions whose rows the viewer may see, by code: region_code, name_*, west, south, east, north (degrees). Raises Unavailable."""
    return read(viewer, "facilities/region_boxes")


def hazard_types(viewer: Viewer, as_of: date) -> DataFrame:
    """Kinds of hazardous facility by code: hazard_type_code, name_kk, name_ru, name_en. Raises Unavailable."""
    return read(viewer, "facilities/hazard_types")
