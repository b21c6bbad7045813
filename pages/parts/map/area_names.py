"""Figures and names on the areas of a map: a name above its figure, on as few lines as the area has room for, or not at all."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

PIXELS_OF_THE_WORLD = 512
WIDTH_OF_A_LETTER, HEIGHT_OF_A_LINE, MARGIN_PX = 0.58, 1.2, 2  # the first two of the letter size
PLACES_ACROSS = 9
Places = NDArray[np.float64]


@dataclass(frozen=True)
class Sizes:
    """Sizes of letters, pixels."""

    figure: int
    name: int


SIZES = {"region": Sizes(14, 12), "district": Sizes(12, 11)}


@dataclass(frozen=True)
class Area:
    """An area in degrees, its figure, and where that stands unless the name needs another place."""

    name: str
    figure: str
    outline: BaseGeometry
    lon: float
    lat: float


@dataclass(frozen=True)
class Placed:
    """Where the figure of an area stands, and on its lines the name so many pixels above it; no text where the name has no room."""

    lon: float
    lat: float
    text: str = ""
    up: float = 0


def placed(areas: Sequence[Area], zoom: float, sizes: Sizes) -> list[Placed | None]:
    """Where figures and names stand at a zoom; None where a figure, too large for its area, would lie over that of a larger one."""
    outlines = [_valid(shapely.transform(each.outline, lambda places: pixels(places, zoom))) for each in areas]
    shapely.prepare(outlines)
    at = pixels(np.array([[each.lon, each.lat] for each in areas]).reshape(-1, 2), zoom)
    figures = [_figure(each, place, sizes) for each, place in zip(areas, at, strict=True)]
    fits = [outline.contains(figure) for outline, figure in zip(outlines, figures, strict=True)]
    shown = _side_by_side(figures, sorted(range(len(areas)), key=lambda number: (not fits[number], -outlines[number].area)))
    taken = shapely.union_all([figures[number] for number in shown if not fits[number]])
    return [
        (_named(each, outlines[number], taken, at[number], zoom, sizes) or Placed(each.lon, each.lat)) if number in shown else None
        for number, each in enumerate(areas)
    ]


def _figure(area: Area, at: Places, sizes: Sizes) -> BaseGeometry:
    wide = len(area.figure) * sizes.figure * WIDTH_OF_A_LETTER + 2 * MARGIN_PX
    return _around(at[0], at[1], wide, sizes.figure * HEIGHT_OF_A_LINE)


def _side_by_side(figures: list[BaseGeometry], order: list[int]) -> set[int]:
    """Of figures in an order those that lie over none before them."""
    kept: list[int] = []
    for number in order:
        if not shapely.intersects(figures[number], [figures[other] for other in kept]).any():
            kept.append(number)
    return set(kept)


def _valid(outline: BaseGeometry) -> BaseGeometry:
    """Without the lines and points to which corners on a grid have shrunk it."""
    return shapely.make_valid(outline, method="structure", keep_collapsed=False)


def _named(area: Area, outline: BaseGeometry, taken: BaseGeometry, at: Places, zoom: float, sizes: Sizes) -> Placed | None:
    """Name and figure in the area and beside the figures taken; None where they have no room."""
    west, top, east, bottom = outline.bounds
    for lines in _wrapped(area.name):
        wide = max(map(len, lines)) * sizes.name * WIDTH_OF_A_LETTER + 2 * MARGIN_PX
        above, figure = (each * HEIGHT_OF_A_LINE for each in (sizes.name * len(lines), sizes.figure))
        if not (wide < east - west and above + figure < bottom - top):
            continue
        for x, y in [(at[0], at[1] - above / 2), *_others(outline, at)]:
            needed = _around(x, y, wide, above + figure)
            if outline.contains(needed) and not taken.intersects(needed):
                [(lon, lat)] = degrees(np.array([[x, y + above / 2]]), zoom)
                return Placed(float(lon), float(lat), "\n".join(lines), (figure + above) / 2)
    return None


def _others(outline: BaseGeometry, at: Places) -> Places:
    """Other places for the middle of name and figure: where the area is widest, then spread over it, those near its own place first."""
    west, top, east, bottom = outline.bounds
    spread = np.array(np.meshgrid(np.linspace(west, east, PLACES_ACROSS), np.linspace(top, bottom, PLACES_ACROSS))).reshape(2, -1).T
    widest = shapely.get_coordinates(shapely.maximum_inscribed_circle(outline, tolerance=2))[:1]
    return np.vstack([widest, spread[np.argsort(((spread - at) ** 2).sum(axis=1))]])


def _around(x: float, y: float, wide: float, high: float) -> BaseGeometry:
    return shapely.box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _wrapped(name: str) -> Iterator[list[str]]:
    """The name on one line, on two, ...: each time broken so that its longest line is shortest."""
    words = name.split()
    for breaks in range(len(words)):
        ways = ([0, *way, len(words)] for way in combinations(range(1, len(words)), breaks))
        yield min(([" ".join(words[start:end]) for start, end in pairwise(way)] for way in ways), key=lambda lines: max(map(len, lines)))


def pixels(places: Places, zoom: float) -> Places:
    """Pixels from the left and the top of the world (Web Mercator), as deck.gl lays them, of degrees."""
    down = (1 - np.arcsinh(np.tan(np.radians(places[:, 1]))) / math.pi) / 2
    return np.column_stack([(places[:, 0] + 180) / 360, down]) * PIXELS_OF_THE_WORLD * 2**zoom


def degrees(places: Places, zoom: float) -> Places:
    """The way back."""
    across, down = (places / PIXELS_OF_THE_WORLD / 2**zoom).T
    return np.column_stack([across * 360 - 180, np.degrees(np.arctan(np.sinh(math.pi * (1 - 2 * down))))])
