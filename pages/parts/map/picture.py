"""Links to the map as a picture to print: the place last asked for, under the present filters."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from pages.parts import session
from pages.parts.map import address as map_address
from pages.parts.map import areas_shown, view, way
from pages.parts.words import _, language
from queries import tokens
from queries.facilities import Filters

KINDS = {"png": "PNG", "svg": "SVG"}


def show(chosen: Filters) -> None:
    """One link a kind of file; the route writes it to the audit trail."""
    given = {"as_of": session.as_of().isoformat(), "lang": language(), "box": ",".join(f"{each:.5f}" for each in view.box_asked_for())}
    token = tokens.issue(session.viewer(), "picture")
    level = way.level()
    areas = {"view": level, "measure": areas_shown.measure(level)} if level else {}
    asked = urlencode(map_address.written(chosen) | areas | given | {"token": token})
    links = "".join(_link(kind, f"/picture/map.{kind}?{asked}") for kind in KINDS)
    label = _("Picture to print, A4:")
    st.html(f'<p class="download">{escape(label)}{links}</p>')


def _link(kind: str, address: str) -> str:
    return f'<a href="{escape(address)}" download>{KINDS[kind]}</a>'
