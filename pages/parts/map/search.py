"""The search box above the map: one box for names, owners, BIN, addresses and places; a pick flies there."""

from typing import Any

import streamlit as st

from pages.parts import cached, labels, palette, session, style
from pages.parts.map import area, panel, view
from pages.parts.words import _, language
from queries import search, tokens

KEY = "map_search"
FRAME = """
<div class="map-search">
  <svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="10.5" cy="10.5" r="7"/><path d="m16 16 6 6"/></svg>
  <input type="text" role="combobox" autocomplete="off" spellcheck="false" maxlength="100" aria-autocomplete="list" aria-expanded="false"
    aria-controls="map-search-list" hidden>
  <ul id="map-search-list" role="listbox" hidden></ul>
  <div class="told" role="status"></div>
</div>
"""
_box = st.components.v2.component(
    KEY,
    html=FRAME,
    js=style.script("search.js"),
    isolate_styles=False,
)


def show(law: str) -> None:
    """The box, above the map; the degree of facilities is meant under the law, labour or industrial_safety."""
    asked = {"lang": language(), "as_of": session.as_of().isoformat(), "law": law, "token": tokens.issue(session.viewer(), "search")}
    given = {"address": "/search", "asked": asked, "words": _words(), "colours": palette.DEGREE_SWATCHES}
    picked = _box(key=KEY, data=given, on_picked_change=_picked).picked
    if picked and picked["kind"] != "facility":
        _fly_to(str(picked["kind"]), str(picked["key"]))


def kinds() -> dict[str, str]:
    """What a result can be."""
    return {
        "facility": _("Facility"),
        "employer": _("Owner"),
        "settlement": _("Settlement"),
        "district": _("District"),
        "region": _("Region"),
    }


def _words() -> dict[str, Any]:
    return {
        "label": _("Search on the map"),
        "placeholder": _("Facility, owner, BIN, address or settlement"),
        "results": _("Search results"),
        "count": _("Results: {n}. Choose with the arrow keys."),
        "nothing": _("Nothing like this was found. Try fewer or other words."),
        "failed": _("The search does not answer. Try again in a moment; if it stays so, reload the page."),
        "kinds": kinds(),
        "degrees": {code: _("risk degree: {degree}").format(degree=word.lower()) for code, word in labels.degrees().items()},
    }


def _picked() -> None:
    """Puts a facility or an owner picked into the address, before the screen reads it."""
    picked = st.session_state[KEY]["picked"]
    if picked["kind"] == "facility" and str(picked["key"]).isdigit():
        panel.open_facility(int(picked["key"]))
    elif picked["kind"] == "employer":
        st.query_params["owner"] = str(picked["key"])


def _fly_to(kind: str, key: str) -> None:
    """The browser says only which result; where it is comes from the database, as the viewer sees it."""
    box = cached.ask(search.boxed, kind=kind, key=key)
    if box is None:
        return
    view.fly_to(box)
    if kind == "settlement":
        area.remember(box)
