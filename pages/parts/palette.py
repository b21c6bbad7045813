"""Every colour of the product, by what it means; lightness falls as risk rises, so that greyscale print still tells."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar

import streamlit as st

LIGHT = {
    "ink": "#1F2A37",
    "muted": "#5B6875",
    "line": "#D7DEE6",
    "panel": "#F6F8FA",
    "page": "#FFFFFF",
    "accent": "#0B6E75",
    "accent_soft": "#CFE5E6",
    "water": "#DCE8EF",
    "land": "#FBFBF9",
    "neighbour": "#EEF0F2",
    "border": "#A9B4BF",
    "shade_low": "#E3F0F0",
    "shade_high": "#5FA9AE",
}
DARK = {
    "ink": "#E6EBF0",
    "muted": "#A3AFBB",
    "line": "#33404D",
    "panel": "#1A232D",
    "page": "#11181F",
    "accent": "#4FB3BA",
    "accent_soft": "#1D4A4E",
    "water": "#16222D",
    "land": "#1C252E",
    "neighbour": "#151D25",
    "border": "#5A6876",
    "shade_low": "#18323A",
    "shade_high": "#2B777D",
}
DEGREES = {"high": "#A61E2D", "medium": "#C9851F", "low": "#9CC5B5", "not_high": "#9CC5B5", "unknown": "#9AA5B1"}
DEGREE_SWATCHES = DEGREES | {"unknown": "transparent"}  # hollow, as on the map
VIOLATIONS = {
    "gross": "#A61E2D",
    "significant": "#C9851F",
    "minor": "#E6BA60",
    "clean": "#D5DCE4",
    "not_inspected": "#FFFFFF",
    "no_data": "#9AA5B1",
}
QUARTERS = VIOLATIONS | {"suspended": "#4A1420"}
SHARES_OF_HIGH = ["#9CC5B5", "#C9851F", "#B4522B", "#A61E2D"]  # of a cluster, by step of the share
SHARES_OF_GROSS = ["#D5DCE4", "#E6BA60", "#C9851F", "#A61E2D"]
WATER_NAMES = {False: "#4E7E96", True: "#7FA9BF"}  # by whether the theme is dark
HOLLOW = "#9AA5B1"  # outline of what was not inspected
ON_LIGHT, ON_DARK = "#1F2A37", "#FFFFFF"
BAD_ON_DARK = "#F08A93"


_theme: ContextVar[str | None] = ContextVar("theme", default=None)


@contextmanager
def in_theme(theme: str) -> Iterator[None]:
    """The colours of a theme, light or dark, for the length of the block, whichever the reader looks at."""
    token = _theme.set(theme)
    try:
        yield
    finally:
        _theme.reset(token)


def on_paper() -> AbstractContextManager[None]:
    """Light colours for the length of the block: paper is white."""
    return in_theme("light")


def is_dark() -> bool:
    """Whether the reader looks at the dark theme."""
    return (_theme.get() or st.context.theme.type) == "dark"


def tokens() -> dict[str, str]:
    """The colours of the present theme, by role."""
    return DARK if is_dark() else LIGHT


def bad() -> str:
    """The red of lines and words that warn, light enough on the dark theme."""
    return BAD_ON_DARK if is_dark() else DEGREES["high"]


def rgb(colour: str) -> list[int]:
    """A #RRGGBB colour as three numbers from 0 to 255."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def quarter_cell(kind: str, *, is_empty: bool) -> tuple[str, str, str]:
    """Fill, ink and edge of a cell of the strip of 12 quarters.

    kind is inspection, suspended, gross, significant, minor, accident or overdue. No inspection is an outline, no event a shade.
    """
    colours = tokens()
    if is_empty:
        is_inspection = kind == "inspection"
        return ("transparent", colours["ink"], HOLLOW) if is_inspection else (colours["panel"], colours["ink"], colours["panel"])
    fills = QUARTERS | {"inspection": VIOLATIONS["clean"], "accident": colours["ink"], "overdue": colours["accent"]}
    inks = {"gross": ON_DARK, "suspended": ON_DARK, "accident": colours["page"], "overdue": colours["page"]}
    return fills[kind], inks.get(kind, ON_LIGHT), HOLLOW if kind == "suspended" else fills[kind]


def ink_on(fill: str) -> str:
    """The ink that reads best on a fill."""
    red, green, blue = rgb(fill)
    return ON_LIGHT if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else ON_DARK


def instruction_states() -> dict[str, tuple[str, str, str]]:
    """Sign, fill and ring of an instruction's state; the ring tells where fills come near, the sign where colour does not."""
    colours = tokens()
    return {
        "overdue": ("▲", DEGREES["high"], DEGREES["high"]),
        "returned": ("↶", DEGREES["medium"], DEGREES["high"]),
        "no_report": ("◇", colours["page"], HOLLOW),
        "at_risk": ("△", DEGREES["medium"], DEGREES["medium"]),
        "due_soon": ("◔", VIOLATIONS["minor"], DEGREES["medium"]),
        "reported": ("◑", colours["accent"], colours["accent"]),
        "not_due": ("○", VIOLATIONS["clean"], VIOLATIONS["clean"]),
        "no_deadline": ("–", colours["line"], HOLLOW),
        "done_late": ("(✓)", DEGREES["low"], DEGREES["medium"]),
        "done": ("✓", DEGREES["low"], DEGREES["low"]),
    }
