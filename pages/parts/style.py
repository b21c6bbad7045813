"""Puts the product's style on the page: the browser fetches the sheets once, only their address crosses the socket."""

from functools import cache
from hashlib import sha256
from json import dumps
from pathlib import Path

import streamlit as st

from pages.parts import palette
from pages.parts.words import _

ASSETS = Path(__file__).parents[1] / "assets"


@cache
def address(name: str) -> str:
    """Where the browser fetches a file of pages/assets; the address changes with what the file says."""
    return f"/assets/{name}?v={sha256((ASSETS / name).read_bytes()).hexdigest()[:12]}"


def sheet(name: str) -> str:
    """The rule that fetches a sheet of pages/assets. To stand first among rules."""
    return f'@import url("{address(name)}");'


def script(name: str) -> str:
    """The module of a component that fetches its code, a module of pages/assets; Streamlit takes one line for a path."""
    return f"export default async (component) =>\n  (await import(location.origin + '{address(name)}')).default(component);"


def apply() -> None:
    """The style sheet, and the colours of the present theme as variables for it."""
    colours = palette.tokens() | {"bad": "#F08A93" if palette.is_dark() else palette.DEGREES["high"]}
    names = ("muted", "line", "panel", "page", "accent", "bad")
    variables = "".join(f"--map-{name}:{colours[name]};" for name in names)
    st.html(f"<style>{sheet('style.css')}\n:root{{{variables}}}{_past_the_menu()}</style>")


def _past_the_menu() -> str:
    """The reader's words on the link past the menu, which a keyboard comes to first: Streamlit's own are English only."""
    link, words = '[data-testid="stSkipToContent"]', dumps(_("Past the menu, to the content"), ensure_ascii=False)
    return f"{link}{{font-size:0}}{link}::after{{font-size:0.95rem;content:{words}}}"
