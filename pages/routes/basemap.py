"""The ground under the facilities, from the project's own files: outlines, water, and names in the reader's language."""

from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pages.routes import asked, cacheable, place_names, tiles

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
FILES = {
    "regions": "regions.geojson",
    "neighbours": "basemap/neighbours.geojson",
    "seas": "basemap/seas.geojson",
    "lakes": "basemap/lakes.geojson",
    "rivers": "basemap/rivers.geojson",
}
SECONDS_KEPT = 86400
GEOJSON = "application/geo+json"


def outlines(request: Request) -> Response:
    """One file of outlines. 404 for a name that is none of them."""
    name = request.path_params["name"]
    if name not in FILES:
        raise HTTPException(404, f"The basemap has {', '.join(FILES)}.")
    return cacheable.answer(request, read(name), media_type=GEOJSON, seconds=SECONDS_KEPT)


def names(request: Request) -> Response:
    """The names of places of one tile."""
    z, x, y = tiles.place(request)
    return cacheable.answer(request, place_names.tile(z, x, y, asked.language(request)), media_type=GEOJSON, seconds=SECONDS_KEPT)


@cache
def read(name: str) -> bytes:
    """A file of outlines by its name in FILES."""
    return (REFERENCE / FILES[name]).read_bytes()
