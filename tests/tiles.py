"""Reads map tiles in tests: which tile holds a point, and what is in it."""

import json
import math
from datetime import date
from typing import Any

from queries import facilities
from queries.facilities import Filters
from queries.viewer import Viewer
from tests import rows

Feature = dict[str, Any]


def tile_of(z: int, point: tuple[float, float]) -> tuple[int, int]:
    """Column and row of the tile that holds a point."""
    lon, lat = point
    down = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return math.floor((lon + 180) / 360 * 2**z), math.floor(down * 2**z)


def tile(viewer: Viewer, z: int, x: int, y: int, *, as_of: date = rows.DAY, language: str = "en", **filters: Any) -> list[Feature]:
    """Features of a tile; the degree is meant under the labour law unless law says another."""
    place = {"z": z, "x": x, "y": y, "filters": Filters(**{"law": "labour"} | filters)}
    body = facilities.tile(viewer, as_of, **place, language=language)
    features: list[Feature] = json.loads(body)["features"]
    return features


def around(viewer: Viewer, z: int, point: tuple[float, float] = rows.KARAGANDA_CITY, **given: Any) -> list[Feature]:
    """Features of the tile around a point."""
    return tile(viewer, z, *tile_of(z, point), **given)


def properties(features: list[Feature]) -> list[dict[str, Any]]:
    """What the marks carry, in the order they are drawn."""
    return [feature["properties"] for feature in features]


def counted(features: list[Feature]) -> int:
    """How many facilities the marks stand for."""
    return sum(int(mark.get("n", "1").replace("\u202f", "")) for mark in properties(features))
