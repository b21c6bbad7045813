"""The ground of a glance: neighbours, regions and water in the colours of the theme.

Lines are what a browser without a graphics card draws longest: only those of the regions are here, rivers and the rest come with deck.gl.
"""

import json
from collections.abc import Collection
from functools import cache, lru_cache

import numpy as np
import shapely

from pages.parts import palette
from pages.routes import basemap
from pages.routes.glance import shapes
from pages.routes.glance.shapes import Shapes
from pages.routes.glance.svg import in_steps, styled
from pages.routes.glance.window import Window

MOST_WINDOWS_KEPT = 64  # some 50 kB each


def drawn(window: Window, on: Collection[str]) -> str:
    """The ground; the lines of regions and the lakes where they are switched on."""
    colours = palette.tokens()
    made = [
        styled(_path("neighbours", window), colours["neighbour"]),
        styled(_path("regions", window), colours["land"], colours["border"] if "regions" in on else "none"),
        styled(_path("seas", window), colours["water"]),
        styled(_path("lakes", window), colours["water"]) if "water" in on else "",
    ]
    return in_steps("".join(made))


@lru_cache(maxsize=4 * MOST_WINDOWS_KEPT)
def _path(name: str, window: Window) -> str:
    return shapes.path(_outlines(name), window)


@cache
def _outlines(name: str) -> Shapes:
    features = json.loads(basemap.read(name))["features"]
    return np.array([shapely.from_geojson(json.dumps(each["geometry"])) for each in features], dtype=object)
