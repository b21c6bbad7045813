"""The marks of a picture: the same clusters and facilities that the tiles of a screen show there, and how each looks."""

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from pages.routes.paper.extent import FRAME_PX, Extent
from pages.routes.paper.frame import Frame
from pages.routes.paper.sheet import MM_OF_AN_INCH, POINTS_OF_AN_INCH

OVER_THE_GROUND = 3
Colour = list[float]
Feature = dict[str, Any]


def features(tiles: Iterable[bytes]) -> list[Feature]:
    """The marks of several tiles, the largest first, so that none hides a smaller one."""
    found = [each for tile in tiles for each in json.loads(tile)["features"]]
    return sorted(found, key=lambda each: -each["properties"]["r"])


def draw(axes: Axes, frame: Frame, extent: Extent, marks: list[Feature], look: Any) -> None:
    """Puts the marks on the map; look says fill, line, width and radius (pixels) of a mark by its properties."""
    if not marks:
        return
    places = np.array([each["geometry"]["coordinates"] for each in marks], dtype=float)
    looks = [look(each["properties"]) for each in marks]
    points = frame.width / MM_OF_AN_INCH * POINTS_OF_AN_INCH / FRAME_PX  # of a pixel of a screen
    axes.scatter(
        *extent.metres(places[:, 0], places[:, 1]),
        s=[(2 * each.radius * points) ** 2 for each in looks],
        facecolors=[_share(each.fill) for each in looks],
        edgecolors=[_share(each.line) for each in looks],
        linewidths=[each.width * points for each in looks],
        zorder=OVER_THE_GROUND,
    )


def _share(colour: list[int]) -> Colour:
    """Red, green, blue and opacity from 0 to 255 as shares."""
    return [each / 255 for each in colour]
