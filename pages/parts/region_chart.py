"""Region by region as a picture: dot and interval, last year's rate as a tick, counts and changes beside."""

from collections.abc import Callable
from itertools import product
from typing import Any

import altair as alt
from pandas import DataFrame

from pages.parts import charts, compared, palette
from pages.parts.words import _, number

ROW_PX, AXES_PX = 27, 64  # the height given holds the axis and the headings too
CHANGE_PX = 300
NARROW_ROW_PX, NARROW_ROOM = 40, 1.15
ROOM = 1.75  # of the highest interval, so that the words beside it stand free
Along = Callable[[str], alt.X]


def chart(rows: DataFrame, title: str, headings: tuple[str, str], *, chosen: str | None, country: float | None) -> alt.LayerChart:
    """Regions of region_rates.listed(), top to bottom; a hollow dot stands on fewer than five events.

    title names the unit, headings the columns of counts and changes; a chosen region stands out among the others;
    country is the rate of the whole country, a dashed line.
    """
    drawn = _coloured(rows, chosen)
    along = _along(title, float(drawn[["high", "rate_before"]].max().max()), ROOM)
    y = alt.Y("name:N").sort(list(drawn["name"])).title(None).axis(
        labelLimit=210, ticks=False, domain=False, labelPadding=8, labelColor=palette.tokens()["ink"], grid=True, gridDash=[1, 3]
    )  # fmt: skip
    base = alt.Chart(drawn).encode(y=y)
    layers = [*_country(country, along), *_marks(base, along), *_columns(base), *_headings(headings)]
    return alt.layer(*layers).properties(height=ROW_PX * len(drawn) + AXES_PX)


def narrow(rows: DataFrame, title: str, *, chosen: str | None, country: float | None) -> alt.LayerChart:
    """The same for a telephone: names above their bars, counts at the edge."""
    drawn = _coloured(rows, chosen)
    along = _along(title, float(drawn[["high", "rate_before"]].max().max()), NARROW_ROOM)
    y = alt.Y("name:N").sort(list(drawn["name"])).title(None).axis(None)
    base = alt.Chart(drawn).encode(y=y)
    colour = alt.Color("word:N").scale(None)
    names = base.mark_text(align="left", dy=-13, fontSize=12).encode(x=alt.value(0), text="name:N", color=colour)
    counts = base.mark_text(align="right", fontSize=12).encode(x=alt.value("width"), text="count_told:N", color=colour)
    layers = [*_country(country, along), *_marks(base, along), names, counts]
    return alt.layer(*layers).properties(height=NARROW_ROW_PX * len(drawn) + AXES_PX)


def ticks(most: float) -> list[float]:
    """At most six round values from zero up to a value."""
    steps = (digit * 10.0**power for power, digit in product(range(-6, 7), (1, 2, 5)))
    step = next(step for step in steps if most / step <= 5)
    return [round(step * place, 6) for place in range(int(most / step) + 1)]


def _along(title: str, most: float, room: float) -> Along:
    scale = alt.Scale(domain=[0, most * room], nice=False)
    axis = alt.Axis(values=ticks(most), titleAnchor="start", domain=False, ticks=False, labelExpr=charts.number_labels())
    return lambda field: alt.X(f"{field}:Q").title(title).scale(scale).axis(axis)


def _coloured(rows: DataFrame, chosen: str | None) -> DataFrame:
    colours = palette.tokens()
    stands_out = (rows["region_code"] == chosen) | (chosen is None) | (len(rows) == 1)
    dot = stands_out.map({True: colours["accent"], False: colours["border"]})
    return rows.assign(
        count_told=[number(count) for count in rows["count"]],
        dot=dot,
        fill=dot.mask(rows["is_few"], colours["page"]),
        bar=stands_out.map({True: colours["accent_soft"], False: colours["line"]}),
        word=stands_out.map({True: colours["ink"], False: colours["muted"]}),
    )


def _country(rate: float | None, along: Along) -> list[alt.Chart]:
    if not compared.is_known(rate):
        return []
    muted = palette.tokens()["muted"]
    base = alt.Chart(DataFrame({"rate": [rate], "told": [_("Kazakhstan")]})).encode(x=along("rate"))
    said = base.mark_text(color=muted, fontSize=12, align="left", dx=4).encode(text="told:N", y=alt.value(-9))
    return [base.mark_rule(color=muted, strokeDash=[5, 4], strokeWidth=1.2), said]


def _marks(base: alt.Chart, along: Along) -> list[alt.Chart]:
    tooltip = [
        alt.Tooltip("name:N", title=_("Region")), alt.Tooltip("told:N", title=_("Rate and 95% interval")),
        alt.Tooltip("count_told:N", title=_("People")), alt.Tooltip("change:N", title=_("Change")),
    ]  # fmt: skip
    bar = base.mark_rule(strokeWidth=9, strokeCap="round").encode(x=along("low"), x2="high:Q")
    tick = base.mark_tick(thickness=2, size=14, color=palette.tokens()["muted"]).encode(x=along("rate_before"))
    dot = base.mark_point(size=70, opacity=1, strokeWidth=2).encode(x=along("rate"), tooltip=tooltip)
    return [
        bar.encode(color=alt.Color("bar:N").scale(None)),
        tick,
        dot.encode(stroke=alt.Stroke("dot:N").scale(None), fill=alt.Fill("fill:N").scale(None)),
    ]


def _columns(base: alt.Chart) -> list[alt.Chart]:
    placed = {"x": alt.value("width"), "color": alt.Color("word:N").scale(None)}
    return _words_at_the_edge(base, placed, "count_told", "change")


def _headings(headings: tuple[str, str]) -> list[alt.Chart]:
    base = alt.Chart(DataFrame({"count": [headings[0]], "change": [headings[1]]}))
    placed = {"x": alt.value("width"), "y": alt.value(-9), "color": alt.value(palette.tokens()["muted"])}
    return _words_at_the_edge(base, placed, "count", "change")


def _words_at_the_edge(base: alt.Chart, placed: dict[str, Any], count: str, change: str) -> list[alt.Chart]:
    """Counts and changes in two columns at the right edge."""
    said = {count: -CHANGE_PX, change: 0}
    return [base.mark_text(align="right", fontSize=12, dx=dx).encode(text=f"{text}:N", **placed) for text, dx in said.items()]
