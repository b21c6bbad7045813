"""The ground under the facilities, from the project's own files: outlines, water, and names in the reader's language."""

import json
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pages.routes import asked, cacheable, place_names, tiles
from queries import places, system
from queries.db import NOBODY

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


def districts(request: Request) -> Response:
    """The districts, with code, region_code, name_kk, name_ru and name_en; public, as boundaries are. Empty before their upload.

    With the data version in the address it is kept a day; without, the browser asks each time whether it is still the same.
    """
    is_of_a_version = asked.matching(request, "version", r"[0-9]{1,19}") is not None
    body = _districts(system.data_version())
    return cacheable.answer(request, body, media_type=GEOJSON, seconds=SECONDS_KEPT if is_of_a_version else 0)


@lru_cache(maxsize=1)
def _districts(version: int) -> bytes:
    features = [_district(row) for row in places.district_outlines(NOBODY).to_dict("records")]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":")).encode()


def _district(row: dict[str, Any]) -> dict[str, Any]:
    names = {name: escape(row[name]) for name in ("name_kk", "name_ru", "name_en")}
    properties = {"code": row["district_code"], "region_code": row["region_code"], **names}
    label = {"lon": float(row["label_lon"]), "lat": float(row["label_lat"])}
    return {"type": "Feature", "geometry": json.loads(row["outline"]), "properties": properties | label}


@cache
def read(name: str) -> bytes:
    """A file of outlines by its name in FILES."""
    return (REFERENCE / FILES[name]).read_bytes()
