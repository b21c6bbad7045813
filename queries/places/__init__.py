"""Questions about what lies around facilities: settlements, rescue units, and how far an accident reaches."""

from datetime import date
from typing import Any

from pandas import DataFrame

from queries.db import Viewer, read, read_one
from queries.facilities import Filters

LEAST_RADIUS_M = {9: 600, 10: 300, 11: 75}  # a circle of six pixels, and from zoom 11 nearly all: its tiles serve every closer zoom
CELLS_TO_THE_SIDE = {9: 32, 10: 32, 11: 64}
LEAST_POPULATION = {3: 100_000, 4: 50_000, 5: 20_000, 6: 5_000, 7: 1_000}


def danger_radii_in_tile(viewer: Viewer, as_of: date, *, z: int, x: int, y: int, filters: Filters) -> bytes:
    """GeoJSON of one map tile: how far the worst accidents of the facilities that pass the filters reach.

    Zooms 9 to 11. A point with m, metres: every circle that reaches into the tile, where several share a cell of the tile the largest
    of them, and none that lies whole within another.
    Raises Unavailable when the database does not answer.
    """
    given = {"z": z, "x": x, "y": y, "cells_to_the_side": CELLS_TO_THE_SIDE[z], "least_m": LEAST_RADIUS_M[z]}
    row = read_one(viewer, "places/danger_radii_in_tile", as_of=as_of, **given, asked=filters.binds()["asked"])
    return str(row["tile"]).encode() if row else b""


def settlements_in_tile(viewer: Viewer, *, z: int, x: int, y: int) -> DataFrame:
    """Settlements of one map tile, the largest first: from 100,000 persons at zoom 3 down to all from zoom 8.

    Columns: settlement_id, name_kk, name_ru, name_en, population (persons), lon, lat (degrees). Raises Unavailable.
    """
    return read(viewer, "places/settlements_in_tile", z=z, x=x, y=y, least_population=LEAST_POPULATION.get(z, 0))


def rescue_units(viewer: Viewer) -> DataFrame:
    """Every rescue unit.

    Columns: rescue_unit_id, name_kk, name_ru, name_en, kind_code (mine_rescue, well_control, gas_rescue), reach_km (as the crow
    flies, within an hour of the call), lon, lat (degrees), is_demonstration. Raises Unavailable.
    """
    return read(viewer, "places/rescue_units")


def district_outlines(viewer: Viewer) -> DataFrame:
    """Outlines of all districts, the same for everybody; none before the first upload of boundaries.

    One row a district, by code: district_code, region_code, name_kk, name_ru, name_en; outline GeoJSON geometry, simplified to
    0.005 degrees at most with shared borders; label_lon, label_lat degrees of a point inside. Raises Unavailable.
    """
    return read(viewer, "places/district_outlines")


def standing_at(viewer: Viewer, as_of: date, *, lon: float, lat: float) -> dict[str, Any] | None:
    """What stands within 20 metres of a place in degrees: kind (facility or settlement), name_kk, name_ru, name_en; None: nothing.

    A facility goes before a settlement, and is one that the viewer may see. Raises Unavailable.
    """
    return read_one(viewer, "places/standing_at", as_of=as_of, lon=lon, lat=lat)
