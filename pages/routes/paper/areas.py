"""Regions or districts of a picture, each in the colour of its step, with its figure written on it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from shapely.geometry import shape

from pages.parts import palette
from pages.routes.paper import ground
from pages.routes.paper.extent import Extent
from pages.routes.paper.frame import Frame
from pages.routes.paper.sheet import BOLD, Sheet, letters

LETTERS = 7.5


@dataclass(frozen=True)
class Areas:
    """GeoJSON features as map_areas makes them, and the fill of each step, that of none first."""

    features: list[dict[str, Any]]
    fills: list[str]


def draw(axes: Axes, extent: Extent, areas: Areas) -> None:
    """Shades the areas."""
    line = palette.tokens()["page"]
    for feature in (each for each in areas.features if each["geometry"]["type"] != "Point"):
        outlines = shapely.get_parts(np.array([shape(feature["geometry"])], dtype=object))
        ground.fill(axes, extent, outlines, areas.fills[feature["properties"]["s"]], order=ground.OVER)
        ground.line(axes, extent, shapely.boundary(outlines), line, 0.7, order=ground.OVER + 0.5)


def write(sheet: Sheet, frame: Frame, extent: Extent, areas: Areas) -> None:
    """Writes the figures, those that the frame holds."""
    colours = palette.tokens()
    for feature in (each for each in areas.features if each["geometry"]["type"] == "Point"):
        lon, lat = feature["geometry"]["coordinates"]
        x, y = (float(each[0]) for each in frame.on_sheet(extent, np.array([lon]), np.array([lat])))
        if frame.holds((x, y, x, y), 2):
            sheet.page.text(
                x, y, feature["properties"]["w"], color=colours["ink"], fontproperties=letters(LETTERS, BOLD), ha="center", va="center",
                path_effects=[withStroke(linewidth=1.6, foreground=colours["land"])], parse_math=False,
            )  # fmt: skip
