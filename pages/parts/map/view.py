"""Where the map looks when it opens, and when the reader asks for another place; elsewhere his own panning and zooming stands."""

import math
from typing import Any

import pydeck as pdk
import streamlit as st

from pages.parts import window

COUNTRY = (46.4, 40.5, 87.4, 55.5)  # west, south, east, north
CANVAS = (1040, 530)  # pixels that a box is fitted into on a common screen
REM = 15  # pixels of the letter that the sheets measure by (.streamlit/config.toml)
FREE_OF_EDGES = 0.955  # share of the map that a box is fitted into, so that a mark at its edge is seen whole
PIXELS_OF_THE_WORLD = 512
CLOSE = 12
LEAST_ZOOM, MOST_ZOOM = 2.4, 18
Box = tuple[float, float, float, float]


def initial() -> pdk.ViewState:
    """The place last asked for; the country before any."""
    place = st.session_state.get("map_place") or fitted(COUNTRY)
    nudge = st.session_state.get("map_flights", 0) * 1e-6  # the chart moves only to a place that differs from the last one
    return pdk.ViewState(
        longitude=place["lon"] + nudge,
        latitude=place["lat"] + nudge,
        zoom=place["zoom"] + nudge,
        min_zoom=LEAST_ZOOM,
        max_zoom=MOST_ZOOM,
    )


def shown_first() -> dict[str, float]:
    """Longitude, latitude and zoom at which the chart opens, within the zooms that it has."""
    place = st.session_state.get("map_place") or fitted(COUNTRY)
    return {"lon": place["lon"], "lat": place["lat"], "zoom": min(max(place["zoom"], LEAST_ZOOM), MOST_ZOOM)}


def fly_home() -> None:
    """Shows the whole country."""
    fly_to(COUNTRY)


def fly_to(box: Box) -> None:
    """Shows a box whole."""
    _fly(fitted(box) | {"box": box})


def box_asked_for() -> Box:
    """The box last asked for, around the facility where one was; the country before any."""
    place = st.session_state.get("map_place") or {"box": COUNTRY}
    return place.get("box") or _around(place)


def _around(place: dict[str, float]) -> Box:
    """What the canvas shows around the middle of a place."""
    half = CANVAS[0] / 2 / PIXELS_OF_THE_WORLD / 2 ** place["zoom"] * 360
    high = half * math.cos(math.radians(place["lat"])) * CANVAS[1] / CANVAS[0]
    return place["lon"] - half, place["lat"] - high, place["lon"] + half, place["lat"] + high


def follow(region: str | None, box: Box, facility: int | None, place: dict[str, float] | None) -> None:
    """Moves the map once to a facility or a region or district newly asked for; box is the latter's, place the facility's."""
    shown = st.session_state.setdefault("map_shown", {})
    if facility != shown.get("facility") and place:
        _fly({"lon": place["lon"], "lat": place["lat"], "zoom": CLOSE})
    elif region != shown.get("region"):
        fly_to(box)
    shown.update(region=region, facility=facility)


def follow_circle(box: Box | None) -> None:
    """Moves the map once to an area newly asked for, by its box."""
    shown = st.session_state.setdefault("map_shown", {})
    if box and box != shown.get("circle"):
        fly_to(box)
    shown["circle"] = box


def stay_for(facility: int | None) -> None:
    """A facility clicked on the map is in view already: its passport opens without losing the place."""
    st.session_state.setdefault("map_shown", {})["facility"] = facility


def _fly(place: dict[str, Any]) -> None:
    st.session_state["map_place"] = place
    st.session_state["map_flights"] = st.session_state.get("map_flights", 0) + 1


def fitted(box: Box) -> dict[str, float]:
    """Centre and zoom that show a box whole in the reader's window."""
    west, south, east, north = box
    top, bottom = _down(north), _down(south)
    wide, high = _canvas()
    across = wide / ((east - west) / 360 * PIXELS_OF_THE_WORLD)
    down = high / ((bottom - top) * PIXELS_OF_THE_WORLD)
    return {"lon": (west + east) / 2, "lat": _lat((top + bottom) / 2), "zoom": math.log2(min(across, down))}


def _canvas() -> tuple[float, float]:
    """Pixels that a box is fitted into: of the map as first.css lays it out in the reader's window."""
    width, height = window.size()
    is_stacked = width <= 900  # the legend stands below the map
    beside = (1.8 if width <= 640 else 4.5) + (0 if is_stacked else 17.5)
    wide = min(width, 1680) - beside * REM
    high = max(20 * REM, 0.46 * height) if is_stacked else max(30 * REM, height - 21.5 * REM)
    return wide * FREE_OF_EDGES, high * FREE_OF_EDGES


def _down(lat: float) -> float:
    """Share of the world's height, from the north, at which a latitude lies (Web Mercator)."""
    return (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2


def _lat(down: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * down))))
