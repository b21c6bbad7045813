"""Puts the product's style on the page: the browser fetches the sheets once, only their address crosses the socket."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit as st

from pages.parts import palette

ASSETS = Path(__file__).parents[1] / "assets"


@cache
def sheet(name: str) -> str:
    """The rule that fetches a sheet of pages/assets; its address changes with what it says. To stand first among rules."""
    version = sha256((ASSETS / name).read_bytes()).hexdigest()[:12]
    return f'@import url("/assets/{name}?v={version}");'


def apply() -> None:
    """The style sheet, and the colours of the present theme as variables for it."""
    colours = palette.tokens() | {"bad": "#F08A93" if palette.is_dark() else palette.DEGREES["high"]}
    names = ("muted", "line", "panel", "page", "accent", "bad")
    variables = "".join(f"--map-{name}:{colours[name]};" for name in names)
    st.html(f"<style>{sheet('style.css')}\n:root{{{variables}}}</style>")
