"""The whole sheet: title, map, legend, what it is narrowed to, source, demonstration mark."""

from dataclasses import dataclass

from pages.parts import palette
from pages.routes.paper import areas, ground, legend, marks, names, scale
from pages.routes.paper.extent import Box, Extent
from pages.routes.paper.frame import Frame
from pages.routes.paper.legend import Section
from pages.routes.paper.sheet import BOLD, WIDTH_MM, Sheet, width_mm
from pages.routes.paper.shown import Shown

FRAME = Frame(left=10, bottom=20, width=212, height=163)
COLUMN_MM = 58
MARGIN_MM = 10
TITLE, SUBTITLE, SMALL = 17, 10.5, 7


@dataclass(frozen=True)
class Contents:
    """What stands on the sheet beside the ground."""

    title: str
    subtitle: str
    demonstration: str
    source: str
    sections: list[Section]
    shown: Shown
    language: str
    region: str | None = None


def extent_of(box: Box) -> Extent:
    """What the frame shows of a box."""
    return Extent(box, FRAME.aspect)


def drawn(kind: str, contents: Contents, extent: Extent) -> bytes:
    """The sheet as a file, png or svg, in light colours."""
    with palette.on_paper():
        sheet = Sheet()
        _map(sheet, contents, extent)
        _head(sheet, contents)
        column = FRAME.left + FRAME.width + 6
        legend.draw(sheet, contents.sections, column, FRAME.bottom + FRAME.height + 1, COLUMN_MM)
        sheet.lines(contents.source, MARGIN_MM, FRAME.bottom - 1.2, SMALL, palette.tokens()["muted"], width=WIDTH_MM - 2 * MARGIN_MM)
        return sheet.file(kind, f"{contents.title} {contents.subtitle}")


def _map(sheet: Sheet, contents: Contents, extent: Extent) -> None:
    window = sheet.window(FRAME.left, FRAME.bottom, FRAME.width, FRAME.height)
    west, south, east, north = extent.edges
    sheet.rectangle(FRAME.left, FRAME.bottom, FRAME.width, FRAME.height, fill="none", edge=palette.tokens()["border"])
    window.set(xlim=(west, east), ylim=(south, north))
    ground.draw(window, extent)
    if contents.region and not contents.shown.areas:
        ground.outline(window, extent, contents.region)
    if contents.shown.areas:
        areas.draw(window, extent, contents.shown.areas)
        areas.write(sheet, FRAME, extent, contents.shown.areas)
    else:
        marks.draw(window, FRAME, extent, contents.shown.marks, contents.shown.look)
        names.draw(sheet, FRAME, extent, contents.language)
    scale.draw(sheet, FRAME, extent)


def _head(sheet: Sheet, contents: Contents) -> None:
    colours, high = palette.tokens(), 188.0
    sheet.line(contents.title, MARGIN_MM, high + 8, TITLE, colours["ink"], weight=BOLD)
    sheet.line(contents.subtitle, MARGIN_MM, high, SUBTITLE, colours["ink"])
    if contents.demonstration:
        left = WIDTH_MM - MARGIN_MM - width_mm(contents.demonstration, 8.5, BOLD) - 4
        sheet.chip(contents.demonstration, left, high + 7.2, 8.5, ink=colours["ink"], fill=palette.VIOLATIONS["minor"])
