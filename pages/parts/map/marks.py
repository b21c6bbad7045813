"""How a mark on the map looks: fill by the chosen colouring, ring by the history of violations, as expressions deck.gl understands.

A tile carries numbers of classes; the colours are chosen here, so that it serves every theme.
"""

from dataclasses import dataclass

from pages.parts import palette
from pages.parts.map import colours as map_colours
from pages.parts.map.colours import Colouring

Colour = list[int]
BY_VIOLATION = ["no_data", "not_inspected", "clean", "minor", "significant", "gross"]
FIRST_SHARE = 10
SOLID, HIDDEN = 235, 0
RING_WIDTHS = [0, 1.6, 1.4, 1.8, 2.2, 2.6, 0.8, 1.4, 2, 2.6]


@dataclass(frozen=True)
class Marks:
    """Expressions of a colouring: fill, line (ring), width of the ring and radius, pixels."""

    fill: str
    line: str
    width: str
    radius: str


def marks(colouring: Colouring) -> Marks:
    """The marks of a colouring. Violations are the fill or the ring, never both."""
    last = max(colouring.fills)
    fill = _pick("c", fills(colouring), singles=last + 1)
    hollow = [number for number, colour in colouring.fills.items() if colour == map_colours.HOLLOW]
    radius = f"properties.c == {hollow[0]} ? properties.r * 0.75 : properties.r" if hollow else "properties.r"
    if colouring.code == "violations":
        page = palette.tokens()["page"]
        outlines = [_solid(palette.HOLLOW)] * 2 + [_solid(page)] * (last - 1 + len(colouring.share_fills))
        return Marks(fill, _pick("c", outlines, singles=last + 1), "properties.c < 2 ? 1.5 : 0.75", radius)
    line, width = _pick("v", ring_lines(), singles=len(BY_VIOLATION)), _pick("v", RING_WIDTHS, singles=len(BY_VIOLATION))
    if hollow:
        bare = f"properties.c == {hollow[0]} && properties.v < {BY_VIOLATION.index('clean')}"  # nothing that a ring would tell
        line, width = f"{bare} ? {_solid(palette.HOLLOW)} : {line}", f"{bare} ? 1.5 : {width}"
    return Marks(fill, line, width, radius)


def rings() -> dict[str, str]:
    """Colours of rings by violation class: white where nothing was inspected lately, grey where it was clean; no data has none."""
    page = palette.tokens()["page"]
    return palette.VIOLATIONS | {"not_inspected": page, "clean": palette.HOLLOW, "no_data": "transparent"}


def fills(colouring: Colouring) -> list[Colour]:
    """Fills by class of a facility, then by step of a cluster's share."""
    singles = [_fill(colouring.fills.get(number, map_colours.HOLLOW)) for number in range(max(colouring.fills) + 1)]
    return singles + [_solid(each) for each in colouring.share_fills]


def ring_lines() -> list[Colour]:
    """Lines of rings by violation class of a facility, then by step of a cluster's share; RING_WIDTHS are their widths."""
    colours = rings()
    singles = [_clear(palette.HOLLOW)] + [_solid(colours[code]) for code in BY_VIOLATION[1:]]
    return singles + [_solid(colours["not_inspected"])] + [_solid(each) for each in palette.SHARES_OF_GROSS[1:]]


def _fill(colour: str) -> Colour:
    if colour == map_colours.HOLLOW:
        return _clear(palette.HOLLOW)
    return _solid(palette.tokens()["page"] if colour == map_colours.WHITE else colour)


def _pick(number: str, values: list[Colour] | list[float], *, singles: int) -> str:
    """An expression that picks a value by a number of the mark: first those of single facilities, then those of shares."""
    of_mark = f"properties.{number}"
    return f"({values})[{of_mark} < {FIRST_SHARE} ? {of_mark} : {of_mark} - {FIRST_SHARE - singles}]"


def _solid(colour: str) -> Colour:
    return [*palette.rgb(colour), SOLID]


def _clear(colour: str) -> Colour:
    return [*palette.rgb(colour), HIDDEN]
