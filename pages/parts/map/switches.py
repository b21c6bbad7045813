"""Which layers the reader has switched on beside the facilities: kept in the address as layers=settlements,radii."""

from html import escape

import streamlit as st

from pages.parts import palette
from pages.parts.map import own
from pages.parts.words import _

KEY, IN_ADDRESS, NOTHING = "map_layers", "layers", "none"
USUAL = ["regions", "water"]


def layers() -> dict[str, str]:
    """Every layer that can be switched, by its code in the address."""
    return {
        "regions": _("Region lines"),
        "districts": _("District lines"),
        "water": _("Rivers and lakes"),
        "settlements": _("Settlements by population"),
        "radii": _("Danger radii, zoomed in"),
        "rescue": _("Rescue units, reach in an hour"),
    }


def show() -> None:
    """The switches, and the place for the reader's own file."""
    with st.popover(_("Layers"), icon=":material/layers:", width="stretch", key="map_switches"):
        st.session_state[KEY] = on()
        words = layers()
        st.pills(_("Show on the map"), list(words), selection_mode="multi", format_func=words.__getitem__, key=KEY, on_change=_to_address)
        own.show()
    _explain()


def _explain() -> None:
    """What the marks of the layers switched on look like, below the switches."""
    ink, accent, red = palette.tokens()["ink"], palette.tokens()["accent"], palette.DEGREES["high"]
    looks = {
        "settlements": f"border:2px solid {ink};background:transparent",
        "radii": f"border:1px solid {red};background:{red}1a",
        "rescue": f"border:1px solid {accent};background:radial-gradient({accent} 30%,transparent 34%)",
    }
    lines = [
        f'<div class="line"><i class="mark" style="{looks[code]}"></i><span>{escape(layers()[code])}</span></div>'
        for code in on()
        if code in looks
    ]
    if lines:
        st.html(f'<div class="map-legend map-layers">{"".join(lines)}</div>')


def on() -> list[str]:
    """The layers switched on: those in the address, else the usual ones; what is no layer is left out."""
    asked = st.query_params.get(IN_ADDRESS)
    if asked is None:
        return list(USUAL)
    return [code for code in layers() if code in asked.split(",")]


def _to_address() -> None:
    chosen = [code for code in layers() if code in st.session_state[KEY]]
    if chosen == USUAL:
        st.query_params.pop(IN_ADDRESS, None)
    else:
        st.query_params[IN_ADDRESS] = ",".join(chosen) or NOTHING
