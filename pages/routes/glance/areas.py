"""Regions or districts in a glance, each in the colour of its step with its figure and, where there is room, its name on it."""

import json
from typing import Any

import numpy as np
import shapely

from pages.parts import palette
from pages.parts.map import area_names
from pages.routes.glance import letters, shapes
from pages.routes.glance.svg import in_steps, rimmed, styled
from pages.routes.glance.window import Window

OPACITY = 215


def drawn(window: Window, body: bytes, fills: list[str]) -> str:
    """The areas out of GeoJSON as map.areas makes it; fills by step, that of none first."""
    features = json.loads(body)["features"]
    colours = palette.tokens()
    outlines = [each for each in features if each["geometry"]["type"] != "Point"]
    shaded = "".join(
        styled(_path(each["geometry"], window), f"{fills[step]}{OPACITY:02X}", colours["page" if step else "border"], 1.2)
        for each, step in ((each, each["properties"]["s"]) for each in outlines)
    )
    said = "".join(_written(each, window, colours["ink"]) for each in features if each["geometry"]["type"] == "Point")
    return in_steps(shaded) + rimmed(said, colours["land"])


def _written(point: dict[str, Any], window: Window, ink: str) -> str:
    """A figure or a name, line by line around its middle."""
    said, lines = point["properties"], point["properties"]["w"].split("\n")
    high = said["z"] * area_names.HEIGHT_OF_A_LINE
    ups = [-said["o"] + high * ((len(lines) - 1) / 2 - number) for number in range(len(lines))]
    place = point["geometry"]["coordinates"]
    return "".join(letters.written(window, place, line, size=said["z"], ink=ink, up=up) for line, up in zip(lines, ups, strict=True))


def _path(geometry: dict[str, object], window: Window) -> str:
    return shapes.path(np.array([shapely.from_geojson(json.dumps(geometry))], dtype=object), window)
