"""Layers of the map to switch on: settlements, danger radii, rescue units, and what a reader brought along himself."""

import json
from html import escape
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pages.parts import words
from pages.parts.map import own_layers
from pages.parts.words import _, named, number
from pages.routes import asked, cacheable, tiles
from queries import places

GEOJSON = "application/geo+json"
ZOOMS_OF_RADII = range(9, 12)


def settlements(request: Request) -> Response:
    """One tile of settlements: name, told (its population in words), r radius in pixels."""
    viewer, (z, x, y) = asked.viewer(request, tiles.PURPOSE), tiles.place(request)
    rows = places.settlements_in_tile(viewer, z=z, x=x, y=y).to_dict("records")
    with words.speaking(asked.language(request)):
        return _answer(request, [_settlement(row) for row in rows])


def _settlement(row: dict[str, Any]) -> dict[str, Any]:
    told = _("Population: {count}").format(count=number(row["population"]))
    return _point(row, told=told, r=round(3 + row["population"] ** 0.5 / 100, 1))


def danger_radii(request: Request) -> Response:
    """One tile of danger radii under the filters of the map: m metres. 400 outside zooms 9 to 11, which serve the closer ones too."""
    viewer, (z, x, y) = asked.viewer(request, tiles.PURPOSE), tiles.place(request)
    if z not in ZOOMS_OF_RADII:
        raise HTTPException(400, f"There are tiles of danger radii of zoom {ZOOMS_OF_RADII[0]} to {ZOOMS_OF_RADII[-1]} only.")
    body = places.danger_radii_in_tile(viewer, asked.as_of(request), z=z, x=x, y=y, filters=asked.filters(request))
    return cacheable.answer(request, body, media_type=GEOJSON, seconds=tiles.SECONDS_KEPT)


def rescue_units(request: Request) -> Response:
    """All rescue units: name, told (its reach in words), m reach in metres."""
    viewer = asked.viewer(request, tiles.PURPOSE)
    rows = places.rescue_units(viewer).to_dict("records")
    with words.speaking(asked.language(request)):
        return _answer(request, [_rescue_unit(row) for row in rows])


def _rescue_unit(row: dict[str, Any]) -> dict[str, Any]:
    told = _("Reaches {km} km within an hour").format(km=number(row["reach_km"]))
    return _point(row, told=told, m=row["reach_km"] * 1000)


def own(request: Request) -> Response:
    """What the reader himself put on the map. 404 for a layer that is gone, or that somebody else brought."""
    viewer = asked.viewer(request, tiles.PURPOSE)
    body = own_layers.kept(request.path_params["key"], viewer.user)
    if body is None:
        raise HTTPException(404, "This layer is not kept any more. Choose the file again.")
    return cacheable.answer(request, body, media_type=GEOJSON, seconds=tiles.SECONDS_KEPT)


def _point(row: dict[str, Any], **properties: Any) -> dict[str, Any]:
    shape = {"type": "Point", "coordinates": [round(row["lon"], 5), round(row["lat"], 5)]}
    return {"type": "Feature", "geometry": shape, "properties": {"k": "place", "name": escape(named(row))} | properties}


def _answer(request: Request, features: list[dict[str, Any]]) -> Response:
    body = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()
    return cacheable.answer(request, body, media_type=GEOJSON, seconds=tiles.SECONDS_KEPT)
