"""Names of places on a picture: the larger first, none over another, none cut by the frame."""

from collections.abc import Iterator
from itertools import chain

import numpy as np
from matplotlib.patheffects import withStroke

from pages.parts import palette
from pages.routes import place_names
from pages.routes.paper.extent import Extent
from pages.routes.paper.frame import Frame
from pages.routes.paper.sheet import BOLD, MM_OF_AN_INCH, POINTS_OF_AN_INCH, Sheet, letters, width_mm

POINTS_OF_A_PIXEL = 0.58  # letters of a screen on this sheet
LAST_ZOOM_OF_NAMES = 9
DOT_MM, GAP_MM, MARGIN_MM = 0.45, 1.1, 1.5
CITIES = (place_names.CENTRE, place_names.PLACE)
Rectangle = tuple[float, float, float, float]  # left, bottom, right, top, mm


def draw(sheet: Sheet, frame: Frame, extent: Extent, language: str) -> None:
    """Writes the names that the zoom has room for."""
    taken: list[Rectangle] = []
    for name, x, y in _inside(frame, extent, language):
        place = _rectangle(name, x, y)
        if frame.holds(place, MARGIN_MM) and not any(_meet(place, other) for other in taken):
            taken.append(place)
            _write(sheet, name, x, y)


def _inside(frame: Frame, extent: Extent, language: str) -> Iterator[tuple[place_names.Name, float, float]]:
    """Names in the frame with their place on the sheet, first rank first."""
    nearest_zoom = min(extent.zoom + 1, LAST_ZOOM_OF_NAMES)
    names = list(dict.fromkeys(chain(place_names.shown(extent.zoom, language), place_names.shown(nearest_zoom, language))))
    places = frame.on_sheet(extent, np.array([each.lon for each in names]), np.array([each.lat for each in names]))
    for name, x, y in zip(names, *places, strict=True):
        if frame.holds((x, y, x, y), 0):
            yield name, float(x), float(y)


def _rectangle(name: place_names.Name, x: float, y: float) -> Rectangle:
    half = width_mm(name.text, name.size * POINTS_OF_A_PIXEL, BOLD) / 2 + 0.6
    high = name.size * POINTS_OF_A_PIXEL / POINTS_OF_AN_INCH * MM_OF_AN_INCH
    return x - half, y, x + half, y + GAP_MM + high


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _write(sheet: Sheet, name: place_names.Name, x: float, y: float) -> None:
    colours, size = palette.tokens(), name.size * POINTS_OF_A_PIXEL
    inks = {place_names.WATER: palette.WATER_NAMES[False], place_names.COUNTRY: colours["muted"]}
    halo = [withStroke(linewidth=1.8, foreground=colours["land"])]
    if name.kind in CITIES:
        sheet.circle(x, y, DOT_MM, fill=colours["ink"], edge=colours["land"], points=0.4)
    sheet.page.text(
        x, y + GAP_MM, name.text, color=inks.get(name.kind, colours["ink"]), fontproperties=letters(size, BOLD),
        ha="center", va="baseline", path_effects=halo, parse_math=False,
    )  # fmt: skip
