"""Where the map stands on the sheet."""

from dataclasses import dataclass

from pages.routes.paper.extent import Extent, Numbers


@dataclass(frozen=True)
class Frame:
    """The map's window from its lower left corner, millimetres of the sheet."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def aspect(self) -> float:
        """Width as so many times the height."""
        return self.width / self.height

    def on_sheet(self, extent: Extent, lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
        """Where places stand on the sheet, millimetres."""
        west, south, *_ = extent.edges
        x, y = extent.metres(lon, lat)
        scale = self.width / extent.width_m
        return self.left + (x - west) * scale, self.bottom + (y - south) * scale

    def holds(self, rectangle: tuple[float, float, float, float], margin: float) -> bool:
        """Whether a rectangle (left, bottom, right, top) lies in the window, so far from its edges."""
        left, bottom, right, top = rectangle
        is_across = self.left + margin <= left and right <= self.left + self.width - margin
        return is_across and self.bottom + margin <= bottom and top <= self.bottom + self.height - margin
