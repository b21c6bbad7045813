"""Questions about facilities: tiles of the map, what its legend counts, the list beside it."""

from datetime import date

from queries.db import Viewer, read_one

FIRST_ZOOM_OF_FACILITIES = 7
CELLS_OF_A_CROWDED_TILE = 16
FIRST_ZOOM_OF_SINGLE_FACILITIES = 12
CELLS_OF_A_TILE_OF_SINGLE_FACILITIES = 128


def tile(
    viewer: Viewer,
    as_of: date,
    *,
    z: int,
    x: int,
    y: int,
    law: str,
    region: str | None,
    hazard: str | None,
    degree: str | None,
    language: str,
) -> bytes:
    """GeoJSON of one map tile: clusters below zoom 7, facilities with clusters where they are crowded from there.

    law is labour or industrial_safety; region, hazard and degree narrow; language (kk, ru, en) is that of the names.
    Properties of a facility: id, name, d degree (degree_mark), v violation class (violation_mark), n 1.
    Properties of a cluster: n facilities, r radius in pixels, high, medium, known (degree known), gross, inspected (in 12 quarters),
    d and v (share_mark of high among known, of gross among inspected).
    Raises Unavailable when the database does not answer.
    """
    asked = {"z": z, "x": x, "y": y, "law": law, "region": region, "hazard": hazard, "degree": degree}
    if z < FIRST_ZOOM_OF_FACILITIES:
        found = read_one(viewer, "facilities/cells_in_tile", as_of=as_of, **asked)
    else:
        finely = z >= FIRST_ZOOM_OF_SINGLE_FACILITIES
        cells = CELLS_OF_A_TILE_OF_SINGLE_FACILITIES if finely else CELLS_OF_A_CROWDED_TILE
        found = read_one(viewer, "facilities/facilities_in_tile", as_of=as_of, cells_to_the_side=cells, language=language, **asked)
    return str(found["tile"]).encode() if found else b""
