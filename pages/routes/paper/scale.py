"""The scale bar of a picture, and its scale in figures."""

import math

from pages.parts import palette
from pages.parts.words import _, number
from pages.routes.paper.extent import Extent
from pages.routes.paper.frame import Frame
from pages.routes.paper.sheet import Sheet

LONGEST_MM = 45
ROUND = (1, 2, 5)


def draw(sheet: Sheet, frame: Frame, extent: Extent) -> None:
    """The bar in the lower left corner of the map."""
    colours = palette.tokens()
    metres_of_a_mm = extent.width_m / frame.width
    length_m = round_length(LONGEST_MM * metres_of_a_mm)
    long, x, y = length_m / metres_of_a_mm, frame.left + 3, frame.bottom + 3.2
    sheet.rectangle(x - 1.5, y - 1.6, long + 6.5, 6.6, fill=colours["page"], edge=colours["line"], points=0.3)
    for half, fill in enumerate((colours["ink"], colours["page"])):
        sheet.rectangle(x + half * long / 2, y, long / 2, 0.9, fill=fill, edge=colours["ink"], points=0.4)
    sheet.line("0", x, y + 2, 6.5, colours["ink"])
    sheet.line(_length(length_m), x + long + 3.4, y + 2, 6.5, colours["ink"], align="right")


def round_length(most_m: float) -> int:
    """The longest of 1, 2, 5, 10, 20, 50 ... metres that is not longer."""
    power = 10 ** math.floor(math.log10(most_m))
    return int(max(step * power for step in ROUND if step * power <= most_m))


def _length(metres: int) -> str:
    if metres < 1000:
        return _("{length} m").format(length=number(metres))
    return _("{length} km").format(length=number(metres // 1000))
