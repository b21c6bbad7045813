"""Areas and lines of degrees as paths of a glance: cut to the window, no corner finer than the eye sees."""

from itertools import chain

import numpy as np
import shapely
from numpy.typing import NDArray

from pages.routes.glance.window import Window

Shapes = NDArray[np.object_]
STEPS_OF_A_PIXEL = 5
SMALLEST_PX = 0.6


def path(geometries: Shapes, window: Window) -> str:
    """The outlines as the d of an SVG path, in fifths of a pixel."""
    seen = shapely.clip_by_rect(geometries, *window.box)
    moved = shapely.simplify(shapely.transform(seen, window.pixels), SMALLEST_PX, preserve_topology=False)
    parts = shapely.get_parts(moved[~shapely.is_empty(moved)])
    return "".join(map(_line, chain.from_iterable(map(_rings, parts))))


def _rings(part: shapely.Geometry) -> list[shapely.Geometry]:
    if part.geom_type == "Polygon":
        return [part.exterior, *part.interiors]
    return [part] if part.geom_type in ("LineString", "LinearRing") else []


def _line(ring: shapely.Geometry) -> str:
    """A ring as one move and the steps from corner to corner; nothing where it has shrunk to a point."""
    corners = np.rint(shapely.get_coordinates(ring) * STEPS_OF_A_PIXEL).astype(int)
    steps = np.diff(corners, axis=0)
    steps = steps[steps.any(axis=1)]
    if not len(steps):
        return ""
    told = " ".join(map(str, steps.ravel().tolist())).replace(" -", "-")
    return f"M{corners[0][0]} {corners[0][1]}l{told}"


def line(places: list[list[float]], window: Window) -> str:
    """A line through places of degrees as the d of an SVG path."""
    return path(np.array([shapely.LineString(places)], dtype=object), window)
