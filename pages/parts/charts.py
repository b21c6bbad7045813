"""How a chart looks, and the table that always stands beside it."""

from collections.abc import Callable
from typing import Any

import altair as alt
import streamlit as st
from pandas import DataFrame

from pages.parts import palette, tables, vega
from pages.parts.words import _, locale

FONT = "Inter, sans-serif"
Chart = vega.Spec | alt.TopLevelMixin


def themed(chart: Chart) -> vega.Spec:
    """The chart in the product's type, greys and grid, for the theme on screen."""
    return (chart if isinstance(chart, dict) else chart.to_dict()) | {"config": look()}


def look() -> vega.Spec:
    """Type, greys and grid of every chart."""
    colours = palette.tokens()
    text = {"labelFont": FONT, "titleFont": FONT, "labelColor": colours["muted"], "titleColor": colours["muted"]}
    lines = {"gridColor": colours["line"], "domainColor": colours["line"], "tickColor": colours["line"]}
    return {
        "mark": {"aria": False},  # a reader of the screen has the chart's description and the table, not every mark
        "font": FONT,
        "background": "transparent",
        "view": {"stroke": None},
        "axis": text | lines | {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
        "header": text | {"labelFontSize": 13, "labelFontWeight": "bold"},
        "title": {"font": FONT, "color": colours["ink"], "fontSize": 14, "anchor": "start"},
        "legend": text | {"labelFontSize": 12, "titleFontSize": 12},
    }


def number_labels() -> str:
    """The labelExpr of an axis of numbers, which puts the separators of the reader's language in their place.

    The charting library's own setting of a language does not reach it through Streamlit.
    """
    symbols = locale().number_symbols["latn"]
    grouped = f"join(split(datum.label, ','), '{symbols['group']}')"
    return f"join(split({grouped}, '.'), '{symbols['decimal']}')" if symbols["decimal"] == "," else "datum.label"


def number_expression(value: str, digits: int) -> str:
    """An expression of the chart that writes a value with its decimals as the reader's language does."""
    symbols = locale().number_symbols["latn"]
    parted = f"split(format({value}, ',.{digits}f'), '.')"
    whole = f"join(split({parted}[0], ','), '{symbols['group']}')"
    return f"{whole} + '{symbols['decimal']}' + {parted}[1]" if digits else whole


def draw(chart: Chart, told: str | None = None) -> None:
    """A chart over the whole width; told says what it shows to those who cannot see it."""
    st.vega_lite_chart(spec=themed(chart), theme=None, width="stretch", alt=told)


def show(
    chart: Chart,
    rows: DataFrame | None = None,
    labels: dict[str, str] | None = None,
    *,
    name: str,
    note: str = "",
    told: str | None = None,
    formats: dict[str, Any] | None = None,
    narrow: Chart | None = None,
    about: dict[str, str] | None = None,
    table: Callable[[], dict[str, Any]] | None = None,
) -> None:
    """A chart and its table twin: the same rows, sortable and downloadable, sent once the reader opens it.

    labels give the columns of the table, in order, and their headings, formats their configuration where the plain one
    does not do; table makes these three in their stead, only for a reader who opens it. name is the file's and the widgets'
    key; note is a line below that says period, base and source; told says what the chart shows to those who cannot see it;
    narrow is drawn in its stead on a telephone; about gives further columns of the file, as in tables.show.
    """
    drawn, listed = st.tabs([_("Chart"), _("Table")], key=twin(name), on_change="rerun")
    with drawn:
        if narrow is None:
            draw(chart, told)
        else:
            for width, each in (("wide", chart), ("narrow", narrow)):
                with st.container(key=f"{width}_{name}"):  # the style sheet shows one of the two
                    draw(each, told)
        if note:
            st.caption(note)
    if listed.open:
        given = table() if table else {"rows": rows, "labels": labels, "formats": formats}
        with listed:
            tables.show(**given, name=name, note=note, about=about)


def twin(name: str) -> str:
    """The key of the two tabs of that name; the session keeps in it the word of the one that is open."""
    return f"twin_{name}"
