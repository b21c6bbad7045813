"""How a mark of a tile looks on paper, by the same fills and rings as on the screen: the one place here that reads its properties."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pages.parts import palette
from pages.parts.map import colours, marks
from pages.parts.map.colours import Colouring
from pages.parts.map.marks import FIRST_SHARE, Colour

SMALLER = 0.75  # a facility of which nothing is known
THIN, PLAIN = 0.75, 1.5


@dataclass(frozen=True)
class Look:
    """Colours as red, green, blue and opacity from 0 to 255; width of the line and radius in pixels of a screen."""

    fill: Colour
    line: Colour
    width: float
    radius: float


def looks(colouring: Colouring) -> Callable[[dict[str, Any]], Look]:
    """What says the look of a mark by its properties: c class or step of a share, v violation class or step, r radius."""
    fills, rings, grey = marks.fills(colouring), marks.ring_lines(), [*palette.rgb(palette.HOLLOW), marks.SOLID]
    page = [*palette.rgb(palette.tokens()["page"]), marks.SOLID]
    hollow = {number for number, fill in colouring.fills.items() if fill == colours.HOLLOW}
    pale = hollow | {number for number, fill in colouring.fills.items() if fill == colours.WHITE}

    def look(mark: dict[str, Any]) -> Look:
        number, ring = mark["c"], _place(mark["v"], len(marks.BY_VIOLATION))
        fill, radius = fills[_place(number, max(colouring.fills) + 1)], mark["r"] * (SMALLER if number in hollow else 1)
        if colouring.code == "violations":
            return Look(fill, grey, PLAIN, radius) if number in pale else Look(fill, page, THIN, radius)
        if number in hollow and mark["v"] < marks.BY_VIOLATION.index("clean"):
            return Look(fill, grey, PLAIN, radius)
        return Look(fill, rings[ring], marks.RING_WIDTHS[ring], radius)

    return look


def _place(number: int, singles: int) -> int:
    """Place in a list that holds the classes of single facilities first, then the steps of shares."""
    return number if number < FIRST_SHARE else number - FIRST_SHARE + singles
