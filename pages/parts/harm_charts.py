"""Counts of one period beside the same months a year before: month by month, and cause by cause."""

from textwrap import wrap
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import charts, compared, labels, palette, vega
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import _, month_name, number, percent

CAUSE_PX, EDGE_PX = 38, 10
NAME_WIDTH, LINE = 24, "|"  # letters to a line; what parts the lines


def months_listed(rows: DataFrame, harm: str) -> DataFrame:
    """Months of by_month with their names: month_no, name, now, before (counts), now_told, before_told."""
    counts = rows[[f"{harm}_count", f"{harm}_count_before"]].set_axis(["now", "before"], axis=1)
    told = counts.map(number).add_suffix("_told")
    return rows[["month_no"]].assign(name=[month_name(each) for each in rows["month_no"]]).join(counts).join(told)


def months(rows: DataFrame, years: tuple[int, int], title: str) -> Spec:
    """This year's line over last year's, from zero up; years are this and the last, said at the lines' ends."""
    colours = palette.tokens()
    top = max(rows[["now", "before"]].max().max(), 1) * 1.15
    above = {"titleAngle": 0, "titleAlign": "left", "titleX": 0, "titleY": -10, "domain": False}
    axis = above | {"tickCount": 4, "tickMinStep": 1, "labelExpr": charts.number_labels()}
    y = {"title": title, "axis": axis, "scale": {"domain": [0, top], "nice": False}}
    across = {"labelAngle": 0, "ticks": False, "grid": False, "labelOverlap": True, "labelSeparation": 6}
    heads = told(name=_("Month"), now_told=str(years[0]), before_told=str(years[1]))
    layers = []
    for column, year, ink, width in (("before", years[1], colours["muted"], 1.5), ("now", years[0], colours["accent"], 2.5)):
        known = rows.dropna(subset=[column])
        place = {"rows": known, "y": quantity(column, **y)}
        end = {"rows": known.tail(1), "y": quantity(column, **y)}
        said = {"color": ink, "dy": -13, "fontSize": 13, "fontWeight": "bold"}
        halo = {"stroke": colours["page"], "strokeWidth": 5, "strokeJoin": "round"}
        layers += [
            layer("line", {"color": ink, "strokeWidth": width}, **place),
            layer("point", {"size": 36, "opacity": 1, "filled": True, "color": ink}, tooltip=heads, **place),
            layer("text", said | halo, text={"value": str(year)}, **end),
            layer("text", said, text={"value": str(year)}, **end),
        ]
    return vega.layered(layers, rows=rows, height=260, x=word("name", title=None, sort=list(rows["name"]), axis=across))


def causes_listed(rows: DataFrame, harm: str) -> DataFrame:
    """Causes of by_cause, most first: name, count, share, count_before, share_before, and told (share with count)."""
    shown = DataFrame(
        {
            "name": [labels.causes()[code] for code in rows["cause_code"]],
            "count": rows[f"{harm}_count"],
            "share": rows[f"{harm}_share"],
            "count_before": rows[f"{harm}_count_before"],
            "share_before": rows[f"{harm}_share_before"],
        }
    ).sort_values("count", ascending=False, kind="stable", ignore_index=True)
    return shown.assign(told=[_cause_told(row["count"], row["share"]) for row in shown.to_dict("records")])


def _cause_told(count: float, share: float) -> str:
    if count < compared.FEW or not compared.is_known(share):
        return _("{n} (few)").format(n=number(count))
    return f"{percent(share)} ({number(count)})"


def causes(rows: DataFrame) -> Spec:
    """Bars of causes_listed() by count, a tick at last year's count, share and count in words beside."""
    colours = palette.tokens()
    rows = rows.assign(name=[LINE.join(wrap(name, NAME_WIDTH)) for name in rows["name"]], end=rows[["count", "count_before"]].max(axis=1))
    axis = {"ticks": False, "domain": False, "labelPadding": 8, "labelColor": colours["ink"]}
    y = word("name", title=None, sort=list(rows["name"]), axis=axis | {"labelExpr": f"split(datum.label, '{LINE}')"})
    along = {"axis": None, "scale": {"domain": [0, max(rows["end"].max(), 1) * 1.5], "nice": False}}
    layers = [
        layer("bar", {"color": colours["accent"], "height": 16}, tooltip=told(name=_("Cause"), told=_("Share and count"))),
        layer("tick", {"thickness": 2, "size": 24, "color": colours["muted"]}, x=quantity("count_before", **along)),
        layer("text", {"align": "left", "dx": 8, "color": colours["ink"], "fontSize": 12}, x=quantity("end", **along), text=word("told")),
    ]
    return vega.layered(layers, rows=rows, height=CAUSE_PX * len(rows) + EDGE_PX, x=quantity("count", **along), y=y)


def month_columns(years: tuple[int, int]) -> dict[str, str]:
    """Headings of months_listed()."""
    return {"name": _("Month"), "now": str(years[0]), "before": str(years[1])}


def cause_columns(period: str, period_before: str) -> dict[str, str]:
    """Headings of causes_listed()."""
    share = _("Share, {period}")
    return {
        "name": _("Cause"), "count": period, "share": share.format(period=period),
        "count_before": period_before, "share_before": share.format(period=period_before),
    }  # fmt: skip


def cause_formats(period: str, period_before: str) -> dict[str, Any]:
    """Shares of causes_listed() as percentages."""
    words = cause_columns(period, period_before)
    return {each: st.column_config.NumberColumn(words[each], format="percent") for each in ("share", "share_before")}


def cause_note(rows: DataFrame, period: str, period_before: str) -> str:
    """The base of the shares, what the tick is, and the rule of small numbers where it was used."""
    base = _("Base of the shares: {n} people, {period}. Tick: {before}.").format(
        n=number(rows["count"].sum()), period=period, before=period_before
    )
    few = _("Fewer than five people: the count only.") if (rows["count"] < compared.FEW).any() else ""
    return f"{base} {few}".strip()
