"""The ground of a picture from the project's own files: neighbours, regions, water, and the lines between."""

import json
from functools import cache

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from numpy.typing import NDArray

from pages.parts import palette
from pages.routes import basemap
from pages.routes.paper.extent import Extent

CUT = shapely.box(40, 37, 95, 60).exterior.buffer(0.02)  # where the files of the basemap end
Shapes = NDArray[np.object_]
GROUND, FILLS, LINES, OVER = 0, 1, 1.5, 2  # what lies over what; marks stand over all of it


@cache
def shapes(name: str) -> Shapes:
    """Geometries of a file of the basemap, degrees."""
    features = json.loads(basemap.read(name))["features"]
    return np.array([shapely.from_geojson(json.dumps(each["geometry"])) for each in features], dtype=object)


def draw(axes: Axes, extent: Extent) -> None:
    """Fills the frame with land and water."""
    colours = palette.tokens()
    seen = shapely.box(*extent.seen).buffer(1)
    neighbours, regions = _within(shapes("neighbours"), seen), _within(shapes("regions"), seen)
    west, south, east, north = extent.edges
    axes.add_patch(Rectangle((west, south), east - west, north - south, facecolor=colours["neighbour"], zorder=GROUND))
    fill(axes, extent, neighbours, colours["neighbour"])
    line(axes, extent, shapely.difference(shapely.boundary(neighbours), CUT), colours["line"], 0.5)
    fill(axes, extent, regions, colours["land"])
    for name in ("seas", "lakes"):
        fill(axes, extent, _within(shapes(name), seen), colours["water"])
    line(axes, extent, _within(shapes("rivers"), seen), colours["water"], 0.8)
    line(axes, extent, shapely.boundary(regions), colours["border"], 0.6)


def outline(axes: Axes, extent: Extent, region_code: str) -> None:
    """A heavier line around a region; none where there is no such region."""
    features = json.loads(basemap.read("regions"))["features"]
    chosen = np.array([each["properties"]["region_code"] == region_code for each in features])
    line(axes, extent, shapely.boundary(shapes("regions")[chosen]), palette.tokens()["ink"], 1.3, order=OVER)


def _within(geometries: Shapes, seen: shapely.Polygon) -> Shapes:
    return np.asarray(shapely.intersection(geometries[shapely.intersects(geometries, seen)], seen))


def _moved(geometries: Shapes, extent: Extent) -> Shapes:
    parts = shapely.get_parts(geometries[~shapely.is_empty(geometries)])
    return np.asarray(shapely.transform(parts, lambda places: np.column_stack(extent.metres(places[:, 0], places[:, 1]))))


def fill(axes: Axes, extent: Extent, areas: Shapes, colour: str, *, order: float = FILLS) -> None:
    """Fills areas of degrees with a colour."""
    paths = [_path(each) for each in _moved(areas, extent) if each.geom_type == "Polygon"]
    axes.add_collection(PathCollection(paths, facecolor=colour, edgecolor=colour, linewidth=0.2, zorder=order), autolim=False)


def line(axes: Axes, extent: Extent, lines: Shapes, colour: str, points: float, *, order: float = LINES) -> None:
    """Draws lines of degrees, so many points thick."""
    parts = [shapely.get_coordinates(each) for each in _moved(lines, extent) if each.geom_type in ("LineString", "LinearRing")]
    axes.add_collection(LineCollection(parts, colors=colour, linewidths=points, capstyle="round", zorder=order), autolim=False)


def _path(polygon: shapely.Polygon) -> Path:
    """Outline and holes of a polygon as one path."""
    return Path.make_compound_path(*(Path(shapely.get_coordinates(ring), closed=True) for ring in (polygon.exterior, *polygon.interiors)))
