"""Regions or districts in a glance, each in the colour of its step with its figure on it."""

import json

import numpy as np
import shapely

from pages.parts import palette
from pages.routes.glance import letters, shapes
from pages.routes.glance.svg import in_steps, rimmed, styled
from pages.routes.glance.window import Window

OPACITY = 215


def drawn(window: Window, body: bytes, fills: list[str], letters_px: float) -> str:
    """The areas out of GeoJSON as map.areas makes it; fills by step, that of none first."""
    features = json.loads(body)["features"]
    page, ink = palette.tokens()["page"], palette.LIGHT["ink"]  # the areas are as light in both themes
    outlines = [each for each in features if each["geometry"]["type"] != "Point"]
    shaded = "".join(
        styled(_path(each["geometry"], window), f"{fills[each['properties']['s']]}{OPACITY:02X}", page, 1.2) for each in outlines
    )
    figures = "".join(
        letters.written(window, each["geometry"]["coordinates"], each["properties"]["w"], size=letters_px, ink=ink)
        for each in features
        if each["geometry"]["type"] == "Point"
    )
    return in_steps(shaded) + rimmed(figures, palette.LIGHT["land"])


def _path(geometry: dict[str, object], window: Window) -> str:
    return shapes.path(np.array([shapely.from_geojson(json.dumps(geometry))], dtype=object), window)
