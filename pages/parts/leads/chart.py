"""Shares with their intervals, and silent employers beside chance, place by place."""

from typing import Any

from pandas import DataFrame

from pages.parts import palette, vega
from pages.parts.injuries import panel_piece
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import _, number, percent
from queries.records import records

ROW_PX, AXES_PX, NAME_PX = 26, 46, 190
SMALL = {"fontSize": 12}
GRID = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1)
WORDS_PX = 112  # at the right edge, where the counts stand free of the intervals


def shares(rows: DataFrame, region: str | None) -> Spec:
    """Rows with name, part, whole, share, low, high, is_few and is_whole, top to bottom; counts stand at the right edge."""
    rows = _coloured(rows, region).assign(told=[_counted(row) for row in records(rows)])
    rows = rows.assign(fill=rows["dot"].mask(rows["is_few"], palette.tokens()["page"]))
    ends = {"x": quantity("low"), "x2": {"field": "high"}}
    colours = {"stroke": vega.colour("dot"), "fill": vega.colour("fill")}
    layers = [
        layer("rule", {"strokeWidth": 8, "strokeCap": "round"}, where="isValid(datum.share)", color=vega.colour("bar"), **ends),
        layer(
            "point",
            {"size": 60, "opacity": 1, "strokeWidth": 2},
            where="isValid(datum.share)",
            tooltip=_heads(),
            href=word("opens"),
            **colours,
        ),
        layer("text", SMALL | {"align": "right"}, x={"value": "width"}, text=word("told"), color=vega.colour("word"), href=word("opens")),
    ]
    most = max(0.1, float(rows["high"].max())) if rows["high"].notna().any() else 1.0
    axis = {"format": ".0%", "values": [value for value in GRID if value <= most], "domain": False, "ticks": False}
    axis |= {"labelOverlap": True, "labelSeparation": 8}
    room = {"expr": f"{most} * width / max(width - {WORDS_PX}, {WORDS_PX // 2})"}
    x = quantity("share", title=None, axis=axis, scale={"domain": [0, room], "nice": False})
    return vega.layered(layers, rows=rows, height=ROW_PX * len(rows) + AXES_PX, x=x, y=_down(rows))


def zeros(rows: DataFrame, region: str | None) -> Spec:
    """Rows with name, zero_count and zero_count_expected: a bar, and a tick for chance."""
    rows = _coloured(rows, region).assign(told=[_silent(row) for row in records(rows)])
    most = max(1.0, float(rows[["zero_count", "zero_count_expected"]].astype(float).max().max())) if len(rows) else 1.0
    ink = palette.tokens()["ink"]
    layers = [
        layer("bar", {"height": 12, "cornerRadiusEnd": 2}, color=vega.colour("dot"), href=word("opens")),
        layer("tick", {"thickness": 2, "size": 18, "color": ink}, x=quantity("zero_count_expected")),
        layer("text", SMALL | {"align": "right"}, x={"value": "width"}, text=word("told"), color=vega.colour("word"), href=word("opens")),
    ]
    axis = {"tickCount": 4, "tickMinStep": 1, "format": ".0f", "domain": False, "ticks": False}
    x = quantity("zero_count", title=None, axis=axis, scale={"domain": [0, most * 1.5], "nice": False})
    return vega.layered(layers, rows=rows, height=ROW_PX * max(len(rows), 1) + AXES_PX, x=x, y=_down(rows))


def _counted(row: dict[str, Any]) -> str:
    counts = f"{number(row['part'])} / {number(row['whole'])}"
    return f"{percent(row['share'])} · {counts}" if row["share"] == row["share"] else counts


def _silent(row: dict[str, Any]) -> str:
    return f"{number(row['zero_count'])} / {number(row['employer_count'])}"


def _heads() -> list[Spec]:
    return told(name=_("Place or activity"), told=_("Share"))


def _down(rows: DataFrame) -> Spec:
    axis = {"labelLimit": NAME_PX, "ticks": False, "domain": False, "labelPadding": 8, "labelColor": palette.tokens()["ink"]}
    return word("name", title=None, sort=list(rows["name"]), axis=axis)


def _coloured(rows: DataFrame, region: str | None) -> DataFrame:
    colours = palette.tokens()
    stands_out = rows["is_whole"] | (rows["code"] == region) if region else rows["is_whole"] | True
    return rows.assign(
        name=[panel_piece.shortened(name) for name in rows["name"]],
        dot=stands_out.map({True: colours["accent"], False: colours["border"]}),
        bar=stands_out.map({True: colours["accent_soft"], False: colours["line"]}),
        word=stands_out.map({True: colours["ink"], False: colours["muted"]}),
    )
