"""Region by region as a picture: dot and interval, last year's rate as a tick, counts and changes beside."""

from itertools import product
from math import floor, log10
from typing import Any

from pandas import DataFrame

from pages.parts import charts, compared, palette, vega
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import _, number

ROW_PX, AXES_PX = 27, 64  # the height of a chart holds its axis and headings too
CHANGE_PX = 300
ROOM = 1.75  # of the highest interval, so that the words beside it stand free
NARROW_ROW_PX, NARROW_ROOM = 40, 1.15
SMALL = {"fontSize": 12}
EDGE = {"value": "width"}


def chart(rows: DataFrame, title: str, headings: tuple[str, str], *, chosen: str | None, country: float | None) -> Spec:
    """Regions of region_rates.listed(), top to bottom; a hollow dot stands on fewer than five events.

    title names the unit, headings the columns of counts and changes; a chosen region stands out among the others;
    country is the rate of the whole country, a dashed line.
    """
    drawn = _coloured(rows, chosen)
    ink = palette.tokens()["ink"]
    axis = {"labelLimit": 210, "ticks": False, "domain": False, "labelPadding": 8, "labelColor": ink, "grid": True, "gridDash": [1, 3]}
    layers = [
        *_country(country),
        *_marks(opens="opens" in rows),
        *_columns("count_told", "change", color=vega.colour("word")),
        *_headings(headings),
    ]
    height = ROW_PX * len(drawn) + AXES_PX
    return vega.layered(layers, rows=drawn, height=height, x=_along(title, drawn, ROOM), y=_rows(drawn, axis))


def narrow(rows: DataFrame, title: str, *, chosen: str | None, country: float | None) -> Spec:
    """The same for a telephone: names above their bars, counts at the edge."""
    drawn = _coloured(rows, chosen)
    inked = {"color": vega.colour("word")}
    names = layer("text", SMALL | {"align": "left", "dy": -13}, x={"value": 0}, text=word("name"), **inked)
    counts = layer("text", SMALL | {"align": "right"}, x=EDGE, text=word("count_told"), **inked)
    height = NARROW_ROW_PX * len(drawn) + AXES_PX
    layers = [*_country(country), *_marks(opens="opens" in rows), names, counts]
    return vega.layered(layers, rows=drawn, height=height, x=_along(title, drawn, NARROW_ROOM), y=_rows(drawn, None))


def ticks(most: float) -> list[float]:
    """At most six round values from zero up to a value."""
    steps = (digit * 10.0**power for power, digit in product(range(-6, 7), (1, 2, 5)))
    step = next(step for step in steps if most / step <= 5)
    return [round(step * place, 6) for place in range(int(most / step) + 1)]


def decimals(step: float) -> int:
    """Decimals that tell round ticks of a step apart."""
    return max(0, -floor(log10(step) + 1e-9))


def _along(title: str, rows: DataFrame, room: float) -> Spec:
    most = float(rows[["rate", "high", "rate_before"]].fillna(0).max().max()) or 1.0
    values = ticks(most)
    axis = {"values": values, "format": f".{decimals(values[1])}f", "labelExpr": charts.number_labels()}
    axis |= {"titleAnchor": "start", "domain": False, "ticks": False}
    return quantity("rate", title=title, axis=axis, scale={"domain": [0, most * room], "nice": False})


def _rows(rows: DataFrame, axis: dict[str, Any] | None) -> Spec:
    return word("name", title=None, sort=list(rows["name"]), axis=axis)


def _coloured(rows: DataFrame, chosen: str | None) -> DataFrame:
    colours = palette.tokens()
    stands_out = (rows["region_code"] == chosen) | (chosen is None) | (len(rows) == 1)
    dot = stands_out.map({True: colours["accent"], False: colours["border"]})
    shown = rows[["region_code", "name", "rate", "low", "high", "rate_before", "change", "told", *(["opens"] if "opens" in rows else [])]]
    return shown.assign(
        count_told=[number(count) for count in rows["count"]],
        dot=dot,
        fill=dot.mask(rows["is_few"], colours["page"]),
        bar=stands_out.map({True: colours["accent_soft"], False: colours["line"]}),
        word=stands_out.map({True: colours["ink"], False: colours["muted"]}),
    )


def _country(rate: float | None) -> list[Spec]:
    if not compared.is_known(rate):
        return []
    muted, rows = palette.tokens()["muted"], DataFrame({"rate": [rate], "told": [_("Kazakhstan")]})
    rule = {"color": muted, "strokeDash": [5, 4], "strokeWidth": 1.2}
    said = SMALL | {"color": muted, "align": "left", "dx": 4}
    return [
        layer("rule", rule, rows=rows, y={"value": 0}, y2={"value": "height"}),
        layer("text", said, rows=rows, y={"value": -9}, text=word("told")),
    ]


def _marks(*, opens: bool) -> list[Spec]:
    heads = {"name": _("Region"), "told": _("Rate and 95% interval"), "count_told": _("Count"), "change": _("Change")}
    colours = {"stroke": vega.colour("dot"), "fill": vega.colour("fill")}
    ends, href = {"x": quantity("low"), "x2": {"field": "high"}}, {"href": word("opens")} if opens else {}
    tick = {"thickness": 2, "size": 14, "color": palette.tokens()["muted"]}
    return [
        layer("rule", {"strokeWidth": 9, "strokeCap": "round"}, color=vega.colour("bar"), **ends),
        layer("tick", tick, x=quantity("rate_before")),
        layer("point", {"size": 70, "opacity": 1, "strokeWidth": 2}, tooltip=told(**heads), **colours, **href),
    ]


def _columns(count: str, change: str, rows: DataFrame | None = None, **placed: Spec) -> list[Spec]:
    """Counts and changes in two columns at the right edge."""
    look = SMALL | {"align": "right"}
    return [
        layer("text", look | {"dx": dx}, rows=rows, x=EDGE, text=word(field), **placed) for field, dx in ((count, -CHANGE_PX), (change, 0))
    ]


def _headings(headings: tuple[str, str]) -> list[Spec]:
    rows = DataFrame({"count": [headings[0]], "change": [headings[1]]})
    return _columns("count", "change", rows, y={"value": -9}, color={"value": palette.tokens()["muted"]})
