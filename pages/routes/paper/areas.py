"""Regions or districts of a picture, each in the colour of its step, with its figure written on it, and its name where there is room."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from pages.parts import palette
from pages.routes.paper import ground
from pages.routes.paper.extent import Extent
from pages.routes.paper.frame import Frame
from pages.routes.paper.sheet import BOLD, LINE_HEIGHT, MM_OF_AN_INCH, POINTS_OF_AN_INCH, REGULAR, Sheet, letters, width_mm, wrapped

LETTERS, LETTERS_OF_NAMES = 7.5, 6.2
WIDEST_NAME_MM = 24.0


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
    """Writes the figures that the frame holds, and above each the name of its area where the area has room for both."""
    outlines = {each["properties"]["id"]: shape(each["geometry"]) for each in areas.features if each["geometry"]["type"] != "Point"}
    for feature in (each for each in areas.features if each["geometry"]["type"] == "Point"):
        said, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"]
        x, y = (float(each[0]) for each in frame.on_sheet(extent, np.array([lon]), np.array([lat])))
        if not frame.holds((x, y, x, y), 2):
            continue
        name = wrapped(said["name"], WIDEST_NAME_MM, LETTERS_OF_NAMES)
        heights = [_height(LETTERS)] + [_height(LETTERS_OF_NAMES)] * len(name)
        if not _has_room(_on_sheet(outlines[said["id"]], frame, extent), name, sum(heights), x, y):
            name, heights = [], heights[:1]
        y -= (sum(heights) - heights[0]) / 2
        _letters(sheet, said["w"], x, y, LETTERS, BOLD)
        for line, height in zip(reversed(name), heights[1:], strict=True):
            y += height
            _letters(sheet, line, x, y, LETTERS_OF_NAMES, REGULAR)


def _height(points: float) -> float:
    return points * LINE_HEIGHT / POINTS_OF_AN_INCH * MM_OF_AN_INCH


def _on_sheet(outline: BaseGeometry, frame: Frame, extent: Extent) -> BaseGeometry:
    return shapely.transform(outline, lambda places: np.column_stack(frame.on_sheet(extent, places[:, 0], places[:, 1])))


def _has_room(area: BaseGeometry, lines: list[str], high: float, x: float, y: float) -> bool:
    """Whether lines of a name with a figure below, high in all, lie within an area of the sheet around x and y."""
    half = max(width_mm(line, LETTERS_OF_NAMES) for line in lines) / 2
    return bool(shapely.box(x - half, y - high / 2, x + half, y + high / 2).within(area))


def _letters(sheet: Sheet, text: str, x: float, y: float, points: float, weight: int) -> None:
    colours = palette.tokens()
    sheet.page.text(
        x, y, text, color=colours["ink"], fontproperties=letters(points, weight), ha="center", va="center",
        path_effects=[withStroke(linewidth=1.6, foreground=colours["land"])], parse_math=False,
    )  # fmt: skip
