"""How a mark on the map looks: fill by the chosen colouring, ring by the history of violations, as expressions deck.gl understands.

The numbers are those of degree_mark, violation_mark and share_mark in the database; the colours are chosen here, so that a tile
serves every colouring and theme.
"""

from dataclasses import dataclass

from pages.parts import palette

Colour = list[int]
BY_DEGREE = ["unknown", "not_high", "low", "medium", "high"]
BY_VIOLATION = ["no_data", "not_inspected", "clean", "minor", "significant", "gross"]
FIRST_SHARE = 10
SHARE_BOUNDS_PCT = {"industrial_safety": (10, 20, 30), "labour": (2, 4, 8), "violations": (5, 10, 20)}  # share_bounds
SOLID, HIDDEN = 235, 0


@dataclass(frozen=True)
class Marks:
    """Expressions of a colouring: fill, line (ring), width of the ring and radius, pixels."""

    fill: str
    line: str
    width: str
    radius: str


def marks(colouring: str) -> Marks:
    """The marks of a colouring: degree or violations."""
    return _by_degree() if colouring == "degree" else _by_violations()


def _by_degree() -> Marks:
    fills = [_solid(palette.DEGREES[code]) for code in BY_DEGREE] + [_solid(each) for each in palette.SHARES_OF_HIGH]
    return Marks(
        fill=_pick("d", fills, singles=len(BY_DEGREE)),
        line=_pick("v", _rings(), singles=len(BY_VIOLATION)),
        width=_pick("v", RING_WIDTHS, singles=len(BY_VIOLATION)),
        radius="properties.v == 0 ? properties.r * 0.8 : properties.r",
    )


def _by_violations() -> Marks:
    page, grey = palette.tokens()["page"], palette.HOLLOW
    singles = [_clear(grey), _solid(page)] + [_solid(palette.VIOLATIONS[code]) for code in BY_VIOLATION[2:]]
    outlines = [_solid(grey), _solid(grey)] + [_solid(page)] * (len(BY_VIOLATION) - 2 + len(palette.SHARES_OF_GROSS))
    return Marks(
        fill=_pick("v", singles + [_solid(each) for each in palette.SHARES_OF_GROSS], singles=len(BY_VIOLATION)),
        line=_pick("v", outlines, singles=len(BY_VIOLATION)),
        width="properties.v < 2 ? 1.5 : 0.75",
        radius="properties.v == 0 ? properties.r * 0.7 : properties.r",
    )


RING_WIDTHS = [0, 1.6, 1.4, 1.8, 2.2, 2.6, 0.8, 1.4, 2, 2.6]


def rings() -> dict[str, str]:
    """Colours of rings by violation class: white where nothing was inspected lately, grey where it was clean; no data has none."""
    page = palette.tokens()["page"]
    return palette.VIOLATIONS | {"not_inspected": page, "clean": palette.HOLLOW, "no_data": "transparent"}


def _rings() -> list[Colour]:
    colours = rings()
    singles = [_clear(palette.HOLLOW)] + [_solid(colours[code]) for code in BY_VIOLATION[1:]]
    return singles + [_solid(colours["not_inspected"])] + [_solid(each) for each in palette.SHARES_OF_GROSS[1:]]


def _pick(number: str, values: list[Colour] | list[float], *, singles: int) -> str:
    """An expression that picks a value by a number of the mark: first those of single facilities, then those of shares."""
    of_mark = f"properties.{number}"
    return f"({values})[{of_mark} < {FIRST_SHARE} ? {of_mark} : {of_mark} - {FIRST_SHARE - singles}]"


def _solid(colour: str) -> Colour:
    return [*palette.rgb(colour), SOLID]


def _clear(colour: str) -> Colour:
    return [*palette.rgb(colour), HIDDEN]
