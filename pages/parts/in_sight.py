"""A heavy part far down a screen is asked for and sent only once its place comes into the reader's sight."""

import streamlit as st

from pages.parts import style
from pages.parts.words import _

_place = st.components.v2.component(
    "in_sight",
    html='<button type="button" class="in-sight" hidden></button>',
    js=style.script("sight.js"),
    isolate_styles=False,
)


def reached(name: str, *, height: int) -> bool:
    """Whether the part of that name has been in sight in this session; until then a button of that height in pixels stands there."""
    if not was_reached(name):
        _place(key=f"place_of_{name}", data={"label": _("Show the table")}, height=height, on_reached_change=_remember(name))
    return was_reached(name)


def was_reached(name: str) -> bool:
    """The same, before its place is drawn."""
    return bool(st.session_state.get(key(name)))


def key(name: str) -> str:
    """Where the session remembers it."""
    return f"{name}_in_sight"


def _remember(name: str) -> st.runtime.state.WidgetCallback:
    return lambda: st.session_state.update({key(name): True})
