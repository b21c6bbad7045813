"""The map itself: the deck, its style, and the token that opens its tiles."""

import json
from copy import copy
from functools import lru_cache
from urllib.parse import urlencode

import pydeck as pdk
import streamlit as st
from pydeck.bindings.json_tools import default_serialize

from pages.parts import palette, session
from pages.parts.map import address as map_address
from pages.parts.map import areas_shown, missed, panel, switched, switches, tooltip, view, way
from pages.parts.map import layers as map_layers
from pages.parts.map.colours import Colouring
from pages.parts.style import sheet
from pages.parts.words import _, language
from queries import tokens
from queries.facilities import Filters

SECONDS_BETWEEN_LOOKS = 30


def style(colouring: Colouring) -> None:
    """The style of the map's places, and the words of its tooltips."""
    colours = palette.tokens()
    ground = f":root{{--map-beyond:{colours['neighbour']};--map-ground:{colours['line']}}}"
    st.html(f"<style>{sheet('map.css')}\n{ground}\n{tooltip.words_for_numbers(colouring)}</style>")


def show(colouring: Colouring, chosen: Filters, place: dict[str, float] | None) -> None:
    """The deck; place is where the facility stands whose passport is open."""
    level, on, key = way.level(), switches.on(), token()
    tiles = address(chosen, key)
    layers = [*map_layers.ground(on), *switched.below(on, tiles, key)]
    layers += [map_layers.area(chosen.near)] if chosen.near else []
    if level:
        layers += [areas_shown.layer(level, chosen, colouring, key, generation=panel.generation())]
    else:
        layers += [map_layers.facilities(tiles, colouring, generation=panel.generation())]
    layers += [*switched.above(on, key)] + ([] if level else [map_layers.names()])
    layers += [map_layers.chosen(place["lon"], place["lat"])] if place else []
    deck = copy(_empty(json.dumps(tooltip.tooltip(colouring))))
    deck.layers, deck.initial_view_state = layers, view.initial()
    st.pydeck_chart(
        deck, key=panel.CHART, on_select=panel.clicked, selection_mode="single-object", height=640,
        alt=_("Map of hazardous facilities; the same facilities are listed below it"),
    )  # fmt: skip
    _renew(key, missed.count(key))


class _Deck(pdk.Deck):
    """A deck whose JSON has no indents, which only the slow encoder of the standard library writes."""

    def to_json(self) -> str:
        return json.dumps(self, sort_keys=True, default=default_serialize)


@lru_cache(100)
def _empty(its_tooltip: str) -> _Deck:
    """A deck with a tooltip, given as JSON, that lies ready: to make one, pydeck searches the machine for a notebook several times."""
    return _Deck(map_provider=None, tooltip=json.loads(its_tooltip))


def token() -> str:
    """The pass of the viewer to the tiles; the same for half an hour, so that tiles are kept."""
    return tokens.issue(session.viewer(), "tiles")


def address(chosen: Filters, token: str) -> str:
    """The address of the tiles under the filters for who holds the token, with {z}, {x} and {y} left open."""
    given = {"as_of": session.as_of().isoformat(), "version": st.session_state["data_version"], "lang": language()}
    given |= map_address.written(chosen)
    return "/tiles/facilities/{z}/{x}/{y}?" + urlencode(
        {name: value for name, value in given.items() if value} | missed.again(token) | {"token": token}
    )


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _renew(drawn_with: str, missed_before: int) -> None:
    """A map left open gets a new pass before the old one expires, and the pieces it missed: no answer of the database, beyond the pace."""
    if (token(), missed.count(drawn_with)) != (drawn_with, missed_before):
        st.rerun(scope="app")
