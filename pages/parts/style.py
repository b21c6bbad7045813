"""Puts the product's style on the page."""

from functools import cache
from pathlib import Path

import streamlit as st

from pages.parts import palette

STYLE = Path(__file__).parents[1] / "assets" / "style.css"


@cache
def _sheet() -> str:
    return STYLE.read_text(encoding="utf-8")


def apply() -> None:
    """The style sheet, and the colours of the present theme as variables for it."""
    colours = palette.tokens() | {"bad": "#F08A93" if palette.is_dark() else palette.DEGREES["high"]}
    names = ("muted", "line", "panel", "page", "accent", "bad")
    variables = "".join(f"--map-{name}:{colours[name]};" for name in names)
    st.html(f"<style>:root{{{variables}}}\n{_sheet()}</style>")
