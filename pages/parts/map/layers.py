"""Layers of the map, from the ground up: land and water, facilities as tiles, names, the chosen facility."""

from collections.abc import Collection

import pydeck as pdk

from pages.parts import palette
from pages.parts.map import circle, marks
from pages.parts.words import language
from queries.facilities import Near

FACILITIES = "facilities"
LAST_ZOOM_OF_TILES, LAST_ZOOM_OF_NAMES = 15, 9
FIRST_ZOOM = 3
COUNTRY = [44, 38, 92, 57]  # west, south, east, north: no tile is asked for beyond
GROUND = (40, 36, 95, 60)  # what the files of the basemap cover
FONT = "Inter, sans-serif"
text = pdk.types.String


def ground(on: Collection[str] = ("regions", "water")) -> list[pdk.Layer]:
    """Neighbours, regions and seas in the colours of the theme; the lines of regions, lakes and rivers where they are switched on."""
    colours = {name: palette.rgb(colour) for name, colour in palette.tokens().items()}
    inland = [
        _area("lakes", fill=colours["water"], line=colours["water"]),
        _area("rivers", fill=colours["water"], line=colours["water"], width=1.2),
    ]
    return [
        _area("neighbours", fill=colours["neighbour"], line=colours["line"]),
        _area("regions", fill=colours["land"], line=colours["border" if "regions" in on else "land"]),
        _area("seas", fill=colours["water"], line=colours["water"]),
        *(inland if "water" in on else []),
        _edge(colours["neighbour"]),
    ]


def _edge(colour: list[int]) -> pdk.Layer:
    """Hides where the files of the basemap were cut."""
    west, south, east, north = GROUND
    corners = [[west, south], [west, north], [east, north], [east, south], [west, south]]
    return pdk.Layer(
        "PathLayer", id="ground-edge", data=[{"path": corners}], get_path="path", get_color=colour, get_width=5,
        width_units=text("pixels"), pickable=False,
    )  # fmt: skip


def _area(name: str, *, fill: list[int], line: list[int], width: float = 1) -> pdk.Layer:
    """Outlines of the basemap. The fill stands in the sub-layer, where Streamlit does not pale it while a mark is selected."""
    return pdk.Layer(
        "GeoJsonLayer",
        id=f"ground-{name}",
        data=f"/basemap/{name}",
        get_line_color=line,
        get_line_width=width,
        line_width_units=text("pixels"),
        line_joint_rounded=True,
        pickable=False,
        _sub_layer_props={"polygons-fill": {"getFillColor": fill}},
    )


def facilities(address: str, colouring: str, *, generation: int) -> pdk.Layer:
    """The facilities, tile by tile from an address with {z}, {x} and {y}; a new generation forgets what was clicked."""
    look = marks.marks(colouring)
    return pdk.Layer(
        "TileLayer",
        id=f"{FACILITIES}-{generation}",
        data=address,
        min_zoom=FIRST_ZOOM,
        max_zoom=LAST_ZOOM_OF_TILES,
        extent=COUNTRY,
        refinement_strategy=text("no-overlap"),
        point_type=text("circle"),
        point_radius_units=text("pixels"),
        line_width_units=text("pixels"),
        get_point_radius=look.radius,
        get_fill_color=look.fill,
        get_line_color=look.line,
        get_line_width=look.width,
        stroked=True,
        pickable=True,
        update_triggers=dict.fromkeys(("getFillColor", "getLineColor", "getLineWidth", "getPointRadius"), look.fill),
    )


def names() -> pdk.Layer:
    """Names of places, waters and neighbours in the reader's language, as many as the zoom has room for."""
    colours = palette.tokens()
    ink, muted, water = (palette.rgb(colour) for colour in (colours["ink"], colours["muted"], palette.WATER_NAMES[palette.is_dark()]))
    return pdk.Layer(
        "TileLayer",
        id=f"names-{language()}",
        data=f"/basemap/names/{{z}}/{{x}}/{{y}}?lang={language()}",
        min_zoom=FIRST_ZOOM,
        max_zoom=LAST_ZOOM_OF_NAMES,
        extent=COUNTRY,  # without it none is drawn below the first zoom, where a telephone shows the country
        refinement_strategy=text("no-overlap"),
        point_type=text("text"),
        get_text="properties.t",
        get_text_size="properties.s",
        get_text_color=f"({[ink, ink, water, muted]})[properties.k - 1]",
        get_text_pixel_offset=[0, -9],
        text_character_set=text("auto"),
        text_font_family=text(FONT),
        text_font_weight=600,
        text_font_settings={"sdf": True, "fontSize": 48, "buffer": 10, "radius": 16, "smoothing": 0.15},
        text_outline_width=5,
        text_outline_color=[*palette.rgb(colours["land"]), 230],
        text_size_units=text("pixels"),
        pickable=False,
        update_triggers={"getTextColor": palette.is_dark()},
    )


def chosen(lon: float, lat: float) -> pdk.Layer:
    """A ring around the facility whose passport is open."""
    return pdk.Layer(
        "ScatterplotLayer",
        id="chosen",
        data=[{"at": [lon, lat]}],
        get_position="at",
        get_radius=13,
        radius_units=text("pixels"),
        filled=False,
        stroked=True,
        get_line_color=palette.rgb(palette.tokens()["accent"]),
        get_line_width=3.5,
        line_width_units=text("pixels"),
        pickable=False,
    )


def area(near: Near) -> pdk.Layer:
    """The line around the area that the screen is narrowed to."""
    return pdk.Layer(
        "PathLayer", id="area", data=[{"path": circle.ring(near)}], get_path="path", get_color=palette.rgb(palette.tokens()["accent"]),
        get_width=2.5, width_units=text("pixels"), pickable=False,
    )  # fmt: skip
