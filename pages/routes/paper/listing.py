"""A list as PDF on A4, set by Typst in the product's own letters."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_suffix(".typ")
FONTS = Path(__file__).parents[2] / "assets" / "fonts"


@dataclass(frozen=True)
class Group:
    """Rows of one kind under its name: the count in words, a colour as #RRGGBB, and the cells as they are read."""

    name: str
    count: str
    colour: str
    rows: list[list[str]]


@dataclass(frozen=True)
class Listing:
    """What stands on the sheets. widths are shares of the sheet by column, aligned is left or right."""

    title: str
    subtitle: str
    mark: str
    source: str
    language: str
    headings: list[str]
    widths: list[float]
    aligned: list[str]
    groups: list[Group]
    left_out: str = ""


def pdf(listing: Listing) -> bytes:
    """The sheets as one PDF, tagged for those who have it read out; nothing in the words is taken for a command."""
    given = {"given": json.dumps(asdict(listing), ensure_ascii=False)}
    return bytes(typst.compile(str(TEMPLATE), font_paths=[str(FONTS)], ignore_system_fonts=True, format="pdf", sys_inputs=given))
