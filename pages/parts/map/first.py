"""The picture the map opens with: made on the server, it lies under the deck and is seen at once, while deck.gl still prepares itself."""

from hashlib import sha256
from urllib.parse import urlencode

import streamlit as st

from pages.parts import palette, session, style
from pages.parts.map import address as map_address
from pages.parts.map import areas_shown, switches, view, way
from pages.parts.words import language
from queries import tokens
from queries.facilities import Filters

LEAVER, OPENED_WITH = "map_first_leaves", "map_first_address"
_leaver = st.components.v2.component("map_first", html="<i></i>", js=style.script("first.js"), isolate_styles=False)


def show(chosen: Filters) -> None:
    """The picture, as plain Markdown: Streamlit draws that in its first step, what else there is only when all its code has come.

    As long as the screen is not left it stays the one that it was opened with: what comes later, deck.gl draws.
    """
    if LEAVER not in st.session_state:
        st.session_state[OPENED_WITH] = address(chosen)
    with st.container(key="map_first"):
        st.markdown(f"![]({st.session_state[OPENED_WITH]})")


def leave(chosen: Filters) -> None:
    """What takes the picture away once the map lives, or is to show something else."""
    shows = sha256(address(chosen).partition("&token=")[0].encode()).hexdigest()[:12]
    _leaver(key=LEAVER, data={"shows": shows}, height=1)


def address(chosen: Filters) -> str:
    """Where the picture of what the map shows is fetched."""
    place, level = view.shown_first(), way.level()
    given = {
        "as_of": session.as_of().isoformat(), "version": st.session_state["data_version"], "lang": language(),
        "theme": "dark" if palette.is_dark() else "light", "layers": ",".join(code for code in switches.on() if code in switches.USUAL),
        "lon": f"{place['lon']:.7f}", "lat": f"{place['lat']:.7f}", "zoom": f"{place['zoom']:.5f}",
    }  # fmt: skip
    areas = {"view": level, "measure": areas_shown.measure(level)} if level else {}
    asked = {name: value for name, value in given.items() if value} | areas | map_address.written(chosen)
    return "/picture/first.svg?" + urlencode(asked | {"token": tokens.issue(session.viewer(), "tiles")})
