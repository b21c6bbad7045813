"""The map in areas: the layer, its legend, the same areas as a table."""

import math
from collections import Counter
from html import escape
from urllib.parse import urlencode

import pydeck as pdk
import streamlit as st
from pandas import DataFrame

from pages.parts import cached, filters, labels, layout, palette, session, tables
from pages.parts.map import address as map_address
from pages.parts.map import area_names, areas, layers, missed, view
from pages.parts.map import legend as map_legend
from pages.parts.map.colours import Colouring
from pages.parts.map.layers import text
from pages.parts.words import _, language, months, ngettext, number
from queries import injuries
from queries.facilities import Filters


def measure(shown: str | None) -> str:
    """What the areas are shaded by."""
    asked = st.query_params.get("measure")
    return asked if shown == "region" and asked in areas.MEASURES else areas.MEASURES[0]


def measures() -> dict[str, str]:
    """What areas can be shaded by."""
    harms = labels.harms()
    rate = _("{harm} per 1,000 employees")
    return {"share": _("As coloured, per 100 facilities")} | {code: rate.format(harm=harms[code]) for code in ("injured", "killed")}


def rows(shown: str, chosen: Filters) -> DataFrame:
    """What each area says of itself."""
    return cached.made(_valued, shown, measure(shown), chosen)


def _valued(shown: str, by: str, chosen: Filters) -> DataFrame:
    return areas.valued(session.viewer(), session.as_of(), level=shown, measure=by, filters=chosen)


def layer(shown: str, chosen: Filters, colouring: Colouring, token: str, *, generation: int) -> pdk.Layer:
    """The areas, each in the colour of its step, with its figure written on it, and its name where it has room at the zoom of opening."""
    seen = {"as_of": session.as_of().isoformat(), "version": st.session_state["data_version"], "lang": language()}
    zoom = zoom_of_names(view.shown_first()["zoom"])
    address = f"/areas/{shown}?" + urlencode(
        seen | map_address.written(chosen) | {"measure": measure(shown), "zoom": zoom, "token": token} | missed.again(token)
    )
    colours = palette.tokens()
    fills = [[*palette.rgb(colour), 215] for colour in [colours["panel"], *step_fills(colouring, measure(shown))]]
    lines = f"properties.s ? {palette.rgb(colours['page'])} : {palette.rgb(colours['border'])}"
    return pdk.Layer(
        "GeoJsonLayer", id=f"areas-{shown}-{generation}", data=address, pickable=True, stroked=True,
        get_fill_color=f"({fills})[properties.s]", get_line_color=lines, get_line_width=1.2,
        line_width_units=text("pixels"), point_type=text("text"), get_text="properties.w",
        get_text_size="properties.z", get_text_pixel_offset="[0, properties.o]", text_line_height=area_names.HEIGHT_OF_A_LINE,
        get_text_color=palette.rgb(colours["ink"]), text_character_set=text("auto"),
        text_font_family=text(layers.FONT), text_font_weight=650, text_size_units=text("pixels"),
        text_font_settings={"sdf": True, "fontSize": 48, "buffer": 10, "radius": 16, "smoothing": 0.15}, text_outline_width=8,
        text_outline_color=[*palette.rgb(colours["land"]), 220], update_triggers={"getFillColor": str(fills)},
    )  # fmt: skip


def zoom_of_names(zoom: float) -> float:
    """At which zoom names must have room where the map opens at one: in tenths, so that few addresses differ."""
    return math.floor(10 * zoom) / 10


def step_fills(colouring: Colouring, by: str) -> list[str]:
    """Colours of the four steps."""
    return colouring.share_fills if by == "share" else palette.SHARES_OF_HIGH


def legend(shown: str, chosen: Filters, colouring: Colouring) -> None:
    """What the shades mean, how many areas have each, of which period and base."""
    by = measure(shown)
    listed = rows(shown, chosen)
    st.html(f'<p class="map-total">{escape(total(shown, len(listed)))}</p>')
    if shown == "region":
        st.html(f'<h2 class="map-title">{escape(_("Shade by"))}</h2>')
        offered = measures()
        filters.radio("measure", _("Shade by"), {code: offered[code] for code in areas.MEASURES[1:]}, everything=offered["share"])
    title = f"{colouring.title}: {colouring.share.split(': ', 1)[-1]}" if by == "share" else measures()[by]
    fills = [palette.tokens()["panel"], *step_fills(colouring, by)]
    counts = Counter(listed["step"])
    lines = "".join(
        f'<div class="line"><i class="mark" style="background:{fill};border:1px solid {palette.HOLLOW}"></i>'
        f"<span>{escape(word)}</span><b>{number(counts[step])}</b></div>"
        for step, (fill, word) in enumerate(zip(fills, [_("fewer than five"), *steps(colouring, by)], strict=True))
    )
    st.html(f'<div class="map-legend"><h2 class="map-title">{escape(title)}</h2>{lines}<p>{escape(_stands_on(by))}</p></div>')


def total(shown: str, count: int) -> str:
    """How many areas the map shows."""
    told = {
        "region": ngettext("{n} region on the map", "{n} regions on the map", count),
        "district": ngettext("{n} district on the map", "{n} districts on the map", count),
    }
    return told[shown].format(n=number(count))


def steps(colouring: Colouring, by: str) -> list[str]:
    """Words of the four steps."""
    if by != "share":
        return [_("below the country"), _("lower, could be chance"), _("higher, could be chance"), _("above the country")]
    return map_legend.steps(colouring)


def _stands_on(by: str) -> str:
    if by == "share":
        return _("Per 100 facilities of which something is known. Choose an area to go into it.")
    totals = cached.ask(injuries.totals)
    return _("Accident register, {period}; filters of facilities do not narrow it. Choose an area to go into it.").format(
        period=months(totals["starts_on"], totals["ends_on"])
    )


def table(shown: str, listed: DataFrame) -> None:
    """The same areas as a table."""
    layout.section(_("The same areas as a table"), legend_note(shown))
    headings = {"name": _("Area"), "count": _("Of these"), "base": _("Known of"), "rate": _("Rate"), "told": _("In words")}
    if measure(shown) != "share":
        headings |= {"count": _("People"), "base": _("Employees, mean"), "rate": _("Per 1,000 employees")}
    digits = {"count": 0, "base": 0, "rate": 1 if measure(shown) == "share" else 3}
    formats = {column: tables.number_column(headings[column], places) for column, places in digits.items()}
    tables.show(listed, headings, name=f"areas_{shown}", note=legend_note(shown), formats=formats)


def legend_note(shown: str) -> str:
    """Base and mark of the table."""
    return f"{_stands_on(measure(shown))} {tables.demonstration_mark()}"
