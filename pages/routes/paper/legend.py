"""The column beside the map: what fill, ring and size mean with their counts, then what the map is narrowed to."""

from dataclasses import dataclass

from pages.parts import palette
from pages.parts.words import number
from pages.routes.paper.sheet import BOLD, Sheet

LETTERS, SMALL = 8.0, 7.2
STEP_MM, RADIUS_MM = 4.7, 1.45
MARK_MM, WORD_MM, COUNT_MM = 2.2, 6.0, 14.0  # from the left edge of the column; from the right edge


@dataclass(frozen=True)
class Swatch:
    """How a mark looks: colours as #RRGGBB or none, its edge in points; on the ground a light ring can be seen."""

    fill: str
    edge: str = "none"
    points: float = 0.0
    is_small: bool = False
    is_on_ground: bool = False


@dataclass(frozen=True)
class Line:
    """A mark of the legend, its word and how many facilities look so; None where they are not counted."""

    swatch: Swatch
    word: str
    count: int | None = None


@dataclass(frozen=True)
class Section:
    """A heading, what it is meant under, and its lines; without lines a remark."""

    title: str
    under: str = ""
    lines: tuple[Line, ...] = ()


def draw(sheet: Sheet, sections: list[Section], x: float, y: float, width: float) -> float:
    """Writes the sections one under another below y; answers where they end."""
    for section in sections:
        y = _section(sheet, section, x, y, width) - 2.2
    return y


def _section(sheet: Sheet, section: Section, x: float, y: float, width: float) -> float:
    colours = palette.tokens()
    weight = BOLD if section.lines else None
    y = sheet.lines(section.title, x, y, LETTERS, colours["ink"], width=width, **({"weight": weight} if weight else {}))
    if section.under:
        y = sheet.lines(section.under, x, y, SMALL, colours["muted"], width=width)
    for line in section.lines:
        y = _line(sheet, line, x, y - 0.2, width)
    return y


def _line(sheet: Sheet, line: Line, x: float, y: float, width: float) -> float:
    """A line whose word may take two; the count stands beside the first."""
    colours = palette.tokens()
    top = y - STEP_MM / 2
    _mark(sheet, line.swatch, x + MARK_MM, top)
    if line.count is not None:
        sheet.line(number(line.count), x + width, top - 1, LETTERS, colours["ink"], weight=BOLD, align="right")
    room = width - WORD_MM - (COUNT_MM if line.count is not None else 0)
    end = sheet.lines(line.word, x + WORD_MM, y - 0.35, LETTERS, colours["ink"], width=room)
    return min(end, y - STEP_MM)


def _mark(sheet: Sheet, swatch: Swatch, x: float, y: float) -> None:
    if swatch.is_on_ground:
        side = STEP_MM
        ground = palette.tokens()["line"]
        sheet.rectangle(x - side / 2, y - side / 2, side, side, fill=ground, edge=ground, points=0.3)
    radius = RADIUS_MM * (0.7 if swatch.is_small else 1)
    sheet.circle(x, y, radius, fill=swatch.fill, edge=swatch.edge, points=swatch.points)
