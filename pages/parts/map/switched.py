"""What the switches put on the map below and above the facilities; each layer fetches its own data."""

from urllib.parse import urlencode

import pydeck as pdk

from pages.parts import palette
from pages.parts.map import missed
from pages.parts.map import own as map_own
from pages.parts.map.layers import COUNTRY, FIRST_ZOOM, LAST_ZOOM_OF_TILES, text
from pages.parts.words import language

FIRST_ZOOM_OF_RADII, LAST_ZOOM_OF_RADII = 9, 11


def below(on: list[str], facilities: str, token: str) -> list[pdk.Layer]:
    """Lines and areas under the marks; facilities is the address of the tiles of facilities, whose filters the danger radii share."""
    made = {
        "districts": lambda: _lines("districts", "/basemap/districts"),
        "rescue": lambda: _reach(f"/layers/rescue?{_given(token)}"),
        "radii": lambda: _radii(facilities.replace("/tiles/facilities/", "/tiles/radii/", 1)),
    }
    own = map_own.key()
    return [make() for code, make in made.items() if code in on] + ([_own(own, token)] if own else [])


def above(on: list[str], token: str) -> list[pdk.Layer]:
    """Points over the marks."""
    made = {
        "settlements": lambda: _settlements(f"/tiles/settlements/{{z}}/{{x}}/{{y}}?{_given(token)}"),
        "rescue": lambda: _units(f"/layers/rescue?{_given(token)}"),
    }
    return [make() for code, make in made.items() if code in on]


def _given(token: str) -> str:
    return urlencode({"lang": language(), "token": token} | missed.again(token))


def _lines(name: str, address: str) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer", id=f"lines-{name}", data=address, filled=False, stroked=True, get_line_color=_rgb("border"),
        get_line_width=0.7, line_width_units=text("pixels"), pickable=False,
    )  # fmt: skip


def _radii(address: str) -> pdk.Layer:
    """Circles in metres; nothing below the zoom from which they are more than dots."""
    red = palette.rgb(palette.DEGREES["high"])
    return pdk.Layer(
        "TileLayer", id="radii", data=address, min_zoom=FIRST_ZOOM_OF_RADII, max_zoom=LAST_ZOOM_OF_RADII,
        refinement_strategy=text("no-overlap"), point_type=text("circle"), get_point_radius="properties.m",
        point_radius_units=text("meters"), get_fill_color=[*red, 10], get_line_color=[*red, 130], get_line_width=1,
        line_width_units=text("pixels"), stroked=True, pickable=False,
    )  # fmt: skip


def _reach(address: str) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer", id="rescue-reach", data=address, point_type=text("circle"), get_point_radius="properties.m",
        point_radius_units=text("meters"), get_fill_color=[*_rgb("accent"), 22], get_line_color=[*_rgb("accent"), 200],
        get_line_width=1.5, line_width_units=text("pixels"), stroked=True, pickable=False,
    )  # fmt: skip


def _units(address: str) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer", id="rescue-units", data=address, point_type=text("circle"), get_point_radius=6,
        point_radius_units=text("pixels"), get_fill_color=_rgb("accent"), get_line_color=_rgb("page"), get_line_width=2,
        line_width_units=text("pixels"), stroked=True, pickable=True,
    )  # fmt: skip


def _settlements(address: str) -> pdk.Layer:
    return pdk.Layer(
        "TileLayer", id=f"settlements-{language()}", data=address, min_zoom=FIRST_ZOOM, max_zoom=LAST_ZOOM_OF_TILES, extent=COUNTRY,
        refinement_strategy=text("no-overlap"), point_type=text("circle"), get_point_radius="properties.r",
        point_radius_units=text("pixels"), get_line_color=_rgb("ink"), get_line_width=1.4, line_width_units=text("pixels"),
        stroked=True, filled=False, pickable=True,  # a ring alone, so that a click inside still meets the facility
    )  # fmt: skip


def _own(key: str, token: str) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer", id=f"own-{key[:8]}", data=f"/layers/own/{key}?{_given(token)}", point_type=text("circle"), get_point_radius=5,
        point_radius_units=text("pixels"), get_fill_color=[*_rgb("ink"), 45], get_line_color=_rgb("ink"), get_line_width=2,
        line_width_units=text("pixels"), stroked=True, filled=True, pickable=True,
    )  # fmt: skip


def _rgb(role: str) -> list[int]:
    return palette.rgb(palette.tokens()[role])
