"""Tiles of the national map: who asks comes from the token alone, the filters of the address can only narrow."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pages.routes import asked, cacheable, pace
from queries import facilities

PURPOSE = "tiles"
SECONDS_KEPT = 1800
FIRST_ZOOM, LAST_ZOOM = 3, 16


def facilities_tile(request: Request) -> Response:
    """One tile as GeoJSON. The version in the address changes with the data, so a kept tile is never stale."""
    viewer = asked.viewer(request, PURPOSE)
    pace.keep(request.query_params["token"])
    z, x, y = place(request)
    asked.matching(request, "version", r"[0-9]{1,19}")
    given = {"as_of": asked.as_of(request), "z": z, "x": x, "y": y, "filters": asked.filters(request)}
    body = facilities.tile(viewer, **given, language=asked.language(request))
    return cacheable.answer(request, body, media_type="application/geo+json", seconds=SECONDS_KEPT)


def place(request: Request) -> tuple[int, int, int]:
    """Zoom, column and row of the tile. 400 where there is no such tile."""
    z, x, y = (number(request.path_params[name]) for name in "zxy")
    if not FIRST_ZOOM <= z <= LAST_ZOOM:
        raise HTTPException(400, f"There are tiles of zoom {FIRST_ZOOM} to {LAST_ZOOM} only.")
    if not (0 <= x < 2**z and 0 <= y < 2**z):
        raise HTTPException(400, f"At zoom {z}, columns and rows run from 0 to {2**z - 1}.")
    return z, x, y


def number(text: str) -> int:
    """A whole number of a path. 400 for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise HTTPException(400, "Zoom, column and row are whole numbers.")
    return int(text)
