"""A reader's own points, lines and areas out of a file: degrees, flat, named, as GeoJSON for the map."""

import json
from dataclasses import dataclass
from html import escape

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from pages.parts.own_file.shapes import CannotRead, Shapes
from pages.parts.own_file.tables import from_csv
from pages.parts.own_file.vectors import from_geojson, from_gpkg, from_zip

__all__ = ["KINDS", "MOST_BYTES", "CannotRead", "OwnLayer", "read"]

KINDS = {"geojson": from_geojson, "json": from_geojson, "gpkg": from_gpkg, "zip": from_zip, "csv": from_csv}
MOST_BYTES, MOST_FEATURES, MOST_CORNERS = 10_000_000, 20_000, 300_000
AROUND = shapely.box(40, 36, 95, 60)  # what the ground of the map covers
DECIMALS = 5  # of a degree: about a metre
AIR_DEGREES = 0.02  # around a layer, so that a single point has a box too
MOST_LETTERS = 120


@dataclass(frozen=True)
class OwnLayer:
    """A file as the map shows it: GeoJSON, how many features, how many had no place or none near, and the box around them."""

    body: bytes
    shown: int
    left_out: int
    box: tuple[float, float, float, float]


def read(name: str, content: bytes, language: str) -> OwnLayer:
    """The layer of a file by the ending of its name; names of features in the language where the file has them.

    Raises CannotRead with the reason.
    """
    reader = KINDS.get(name.rpartition(".")[2].lower())
    if reader is None:
        raise CannotRead("kind_unknown")
    if len(content) > MOST_BYTES:
        raise CannotRead("too_large")
    found = reader(content, language)
    if len(found.geometries) > MOST_FEATURES or shapely.get_num_coordinates(found.geometries).sum() > MOST_CORNERS:
        raise CannotRead("too_many")
    return _layer(found)


def _layer(found: Shapes) -> OwnLayer:
    if not len(found.geometries) or shapely.is_empty(found.geometries).all() or shapely.is_missing(found.geometries).all():
        raise CannotRead("empty")
    geometries = _in_degrees(shapely.force_2d(found.geometries), found.crs)
    near = shapely.intersects(shapely.envelope(geometries), AROUND)
    if not near.any():
        raise CannotRead("elsewhere")
    kept = shapely.transform(geometries[near], lambda places: np.round(places, DECIMALS))
    names = [name for name, is_near in zip(found.names, near, strict=True) if is_near]
    west, south, east, north = map(float, shapely.total_bounds(shapely.intersection(shapely.envelope(kept), AROUND)))
    box = (west - AIR_DEGREES, south - AIR_DEGREES, east + AIR_DEGREES, north + AIR_DEGREES)
    return OwnLayer(_geojson(kept, names), len(kept), len(near) - len(kept), box)


def _in_degrees(geometries: NDArray[np.object_], crs: str | None) -> NDArray[np.object_]:
    """The same in longitude and latitude; a place that has none becomes missing."""
    if crs is None and np.abs(shapely.get_coordinates(geometries)).max(initial=0) > 180:
        raise CannotRead("coordinates_unknown")
    try:
        to_degrees = Transformer.from_crs(CRS.from_user_input(crs or "EPSG:4326"), "EPSG:4326", always_xy=True)
        moved = shapely.transform(geometries, lambda places: np.column_stack(to_degrees.transform(places[:, 0], places[:, 1])))
    except (CRSError, ProjError) as error:
        raise CannotRead("coordinates_unknown") from error
    is_finite = [bool(np.isfinite(shapely.get_coordinates(each)).all()) for each in moved]
    return np.where(is_finite, moved, None)


def _geojson(geometries: NDArray[np.object_], names: list[str]) -> bytes:
    """Names cannot carry HTML; the shapes are written as they are."""
    features = [
        f'{{"type":"Feature","geometry":{shape},"properties":{json.dumps(_properties(name), ensure_ascii=False)}}}'
        for shape, name in zip(shapely.to_geojson(geometries), names, strict=True)
    ]
    return ('{"type":"FeatureCollection","features":[' + ",".join(features) + "]}").encode()


def _properties(name: str) -> dict[str, str]:
    return {"k": "place", "name": escape(name[:MOST_LETTERS]), "told": ""}
