"""How a chart looks, and the table that always stands beside it."""

from typing import Any

import altair as alt
import streamlit as st
from pandas import DataFrame

from pages.parts import palette, tables
from pages.parts.words import _, locale

FONT = "Inter, sans-serif"


def themed(chart: alt.TopLevelMixin) -> alt.TopLevelMixin:
    """The chart in the product's type, greys and grid, for the theme on screen."""
    colours = palette.tokens()
    text = {"labelFont": FONT, "titleFont": FONT, "labelColor": colours["muted"], "titleColor": colours["muted"]}
    return (
        chart.configure(font=FONT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            **text, labelFontSize=12, titleFontSize=12, titleFontWeight="normal", gridColor=colours["line"],
            domainColor=colours["line"], tickColor=colours["line"],
        )
        .configure_header(**text, labelFontSize=13, labelFontWeight="bold")
        .configure_title(font=FONT, color=colours["ink"], fontSize=14, anchor="start")
        .configure_legend(**text, labelFontSize=12, titleFontSize=12)
    )  # fmt: skip


def number_labels() -> str:
    """The labelExpr of an axis of numbers, which puts the separators of the reader's language in their place.

    The charting library's own setting of a language does not reach it through Streamlit.
    """
    symbols = locale().number_symbols["latn"]
    grouped = f"join(split(datum.label, ','), '{symbols['group']}')"
    return f"join(split({grouped}, '.'), '{symbols['decimal']}')" if symbols["decimal"] == "," else "datum.label"


def show(
    chart: alt.TopLevelMixin,
    rows: DataFrame,
    labels: dict[str, str],
    *,
    name: str,
    note: str = "",
    told: str | None = None,
    formats: dict[str, Any] | None = None,
    narrow: alt.TopLevelMixin | None = None,
) -> None:
    """A chart and its table twin: the same rows, sortable and downloadable.

    labels give the columns of the table, in order, and their headings, formats their configuration where the plain one
    does not do; name is the file's and the widgets' key; note is a line below that says period, base and source; told
    says what the chart shows to those who cannot see it; narrow is drawn in its stead on a telephone.
    """
    drawn, listed = st.tabs([_("Chart"), _("Table")])
    with drawn:
        if narrow is None:
            st.altair_chart(themed(chart), theme=None, width="stretch", alt=told)
        else:
            for width, each in (("wide", chart), ("narrow", narrow)):
                with st.container(key=f"{width}_{name}"):  # the style sheet shows one of the two
                    st.altair_chart(themed(each), theme=None, width="stretch", alt=told)
        if note:
            st.caption(note)
    with listed:
        tables.show(rows, labels, name=name, note=note, formats=formats)
