"""Where a facility can stand: the regions it may lie in, and the water it may not."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from data.demo.columns import Array
from data.demo.reference import REFERENCE

OUTSIDE = -1


@dataclass(frozen=True)
class Ground:
    """Regions in the order of their codes, with shapes, population and the day the newer ones were formed."""

    codes: Array
    population: Array
    formed_on: Array
    shapes: Array
    water: Array

    def region_of(self, lon: Array, lat: Array) -> Array:
        """Place of the region that holds each point on dry land, or OUTSIDE."""
        found = np.full(len(lon), OUTSIDE)
        for place, shape in enumerate(self.shapes):
            found[_held(shape, lon, lat)] = place
        for lake in self.water:
            found[_held(lake, lon, lat)] = OUTSIDE
        return found

    def nearest_region(self, lon: Array, lat: Array) -> Array:
        """Place of the nearest region, for points off the shore."""
        points = shapely.points(lon, lat)
        return np.argmin([shapely.distance(shape, points) for shape in self.shapes], axis=0)


@cache
def ground() -> Ground:
    """Regions and lakes as the project ships them."""
    properties, shapes = _features(REFERENCE / "regions.geojson")
    order = properties["region_code"].argsort()
    regions = properties.iloc[order]
    _, lakes = _features(REFERENCE / "basemap" / "lakes.geojson")
    shapely.prepare(shapes)
    shapely.prepare(lakes)
    return Ground(
        codes=regions["region_code"].to_numpy(dtype=object),
        population=regions["population"].to_numpy(dtype=float),
        formed_on=regions["formed_on"].fillna("1900-01-01").to_numpy(dtype="datetime64[D]"),
        shapes=shapes[order.to_numpy()],
        water=lakes,
    )


def _features(path: Path) -> tuple[pd.DataFrame, Array]:
    """Properties and shapes of a GeoJSON file, in its order."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return pd.DataFrame([feature["properties"] for feature in features]), np.asarray(shapes)


def _held(shape: shapely.Geometry, lon: Array, lat: Array) -> Array:
    """Places of the points inside a shape; its box is tried first, since most points lie elsewhere."""
    west, south, east, north = shapely.bounds(shape)
    near = np.flatnonzero((lon > west) & (lon < east) & (lat > south) & (lat < north))
    return near[shapely.contains_xy(shape, lon[near], lat[near])]
