"""What a glance shows: so many pixels of the world around a place at a zoom, as deck.gl lays them (Web Mercator, 512 pixels at zoom 0)."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pages.parts.map.layers import FIRST_ZOOM, LAST_ZOOM_OF_TILES
from pages.parts.map.view import COUNTRY, Box

PIXELS_OF_THE_WORLD = 512
MARGIN_PX = 24  # what reaches into the picture from outside: marks, letters, lines
Places = NDArray[np.float64]


@dataclass(frozen=True)
class Window:
    """So many pixels across and down around a place (degrees) at a zoom; no screen has more room for the map (style: max-width)."""

    lon: float
    lat: float
    zoom: float
    width: int = 1360
    height: int = 1000

    def pixels(self, places: Places) -> Places:
        """Pixels from the left and the top of places, rows of longitude and latitude."""
        moved = (_world(places) - self._middle) * self._world_px
        return np.asarray(moved + np.array([self.width / 2, self.height / 2]))

    @cached_property
    def box(self) -> Box:
        """What is seen, with a margin."""
        across, down = ((each / 2 + MARGIN_PX) / self._world_px for each in (self.width, self.height))
        x, y = (float(each) for each in self._middle)
        return (x - across) * 360 - 180, _lat(y + down), (x + across) * 360 - 180, _lat(y - down)

    @property
    def zoom_of_tiles(self) -> int:
        """Zoom of the tiles that deck.gl asks for here."""
        return min(max(math.floor(self.zoom + 0.5), FIRST_ZOOM), LAST_ZOOM_OF_TILES)

    def tiles(self) -> Iterator[tuple[int, int, int]]:
        """Zoom, column and row of the tiles that are seen, none beyond the country."""
        zoom = self.zoom_of_tiles
        west, south, east, north = self.box
        box = max(west, COUNTRY[0]), max(south, COUNTRY[1]), min(east, COUNTRY[2]), min(north, COUNTRY[3])
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        (left, top), (right, bottom) = np.floor(_world(np.array([[box[0], box[3]], [box[2], box[1]]])) * 2**zoom).astype(int).tolist()
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                yield zoom, x, y

    @property
    def _world_px(self) -> float:
        return float(PIXELS_OF_THE_WORLD * 2**self.zoom)

    @cached_property
    def _middle(self) -> Any:
        return _world(np.array([[self.lon, self.lat]]))[0]


def _world(places: Places) -> Places:
    """Shares of the world's width and height, from the west and from the north."""
    down = (1 - np.arcsinh(np.tan(np.radians(places[:, 1]))) / math.pi) / 2
    return np.column_stack([(places[:, 0] + 180) / 360, down])


def _lat(down: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * down))))
