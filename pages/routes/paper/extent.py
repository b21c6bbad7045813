"""What the map's frame shows: a cone laid conformally through a box of degrees, so that one scale holds all over the sheet."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

Box = tuple[float, float, float, float]  # west, south, east, north, degrees
Numbers = NDArray[np.float64]
FRAME_PX = 1080  # the frame's width in pixels of a screen: sizes of marks are told in them
EQUATOR_M = 40_075_017
PIXELS_OF_A_TILE = 512
FIRST_ZOOM, LAST_ZOOM = 3, 15
LEAST_WIDTH_M = 2_000
AIR = 1.07


@dataclass(frozen=True)
class Extent:
    """A box of degrees in a frame of so many times its height; measures in metres from the middle of the box."""

    box: Box
    aspect: float

    @cached_property
    def _cone(self) -> Transformer:
        west, south, east, north = self.box
        sixth = (north - south) / 6
        parallels = f"+lat_1={south + sixth} +lat_2={north - sixth}"
        middle = f"+lat_0={(south + north) / 2} +lon_0={(west + east) / 2}"
        return Transformer.from_crs("EPSG:4326", f"+proj=lcc {parallels} {middle} +ellps=WGS84", always_xy=True)

    def metres(self, lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
        """Places on the sheet, metres of nature east and north of its middle."""
        x, y = self._cone.transform(lon, lat)
        return np.asarray(x), np.asarray(y)

    @cached_property
    def edges(self) -> Box:
        """West, south, east and north of the frame, metres: as wide and high as the box is in its middle, with a little air."""
        west, south, east, north = self.box
        lon, lat = (west + east) / 2, (south + north) / 2
        x, y = self.metres(np.array([west, east, lon, lon]), np.array([lat, lat, south, north]))
        width = max(x[1] - x[0], (y[3] - y[2]) * self.aspect, LEAST_WIDTH_M) * AIR
        up = (y[2] + y[3]) / 2
        return -width / 2, up - width / self.aspect / 2, width / 2, up + width / self.aspect / 2

    @property
    def width_m(self) -> float:
        """Width of the frame in nature."""
        return self.edges[2] - self.edges[0]

    @cached_property
    def seen(self) -> Box:
        """West, south, east and north of all that the frame shows, degrees."""
        lon, lat = self._cone.transform(*_outline(self.edges), direction="INVERSE")
        return min(lon), min(lat), max(lon), max(lat)

    @property
    def zoom(self) -> int:
        """Zoom of the tiles that a screen of the frame's width would show here."""
        latitude = math.radians((self.box[1] + self.box[3]) / 2)
        exact = math.log2(EQUATOR_M * math.cos(latitude) / PIXELS_OF_A_TILE / (self.width_m / FRAME_PX))
        return min(max(round(exact), FIRST_ZOOM), LAST_ZOOM)

    def tiles(self) -> Iterator[tuple[int, int, int]]:
        """Zoom, column and row of the tiles that cover the frame."""
        west, south, east, north = self.seen
        (left, top), (right, bottom) = tile_at(self.zoom, west, north), tile_at(self.zoom, east, south)
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                yield self.zoom, x, y


def tile_at(zoom: int, lon: float, lat: float) -> tuple[int, int]:
    """Column and row of the tile that holds a place."""
    down = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return math.floor((lon + 180) / 360 * 2**zoom), math.floor(down * 2**zoom)


def _outline(box: Box) -> tuple[Numbers, Numbers]:
    """Points along the four sides of a box."""
    west, south, east, north = box
    across, up = np.linspace(west, east, 60), np.linspace(south, north, 60)
    x = np.concatenate([across, across, np.full(60, west), np.full(60, east)])
    y = np.concatenate([np.full(60, south), np.full(60, north), up, up])
    return x, y
