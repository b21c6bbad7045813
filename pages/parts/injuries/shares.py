"""Injured or killed of a period by cause, activity or district: bars by count, the same months before as a tick, shares in words."""

from textwrap import wrap
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import compared, palette, tables, vega
from pages.parts.injuries import rows as injury_rows
from pages.parts.injuries.chosen import Chosen
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import _, number, percent

BAR_PX, EDGE_PX, MOST_BARS = 38, 10, 12
NAME_WIDTH, LINE = 26, "|"  # letters to a line; what parts the lines


def listed(rows: DataFrame, names: list[str], opens: list[str], harm: str) -> DataFrame:
    """Rows of injuries.by_cause() and its like with their names, most first; those without any event in both periods are left out.

    name, count, share, count_before, share_before, told (share with count), opens (address of the accidents behind it).
    """
    shown = DataFrame(
        {
            "name": names,
            "count": rows[f"{harm}_count"],
            "share": rows[f"{harm}_share"],
            "count_before": rows[f"{harm}_count_before"],
            "share_before": rows[f"{harm}_share_before"],
            "opens": opens,
        }
    )
    some = shown[["count", "count_before"]].fillna(0).sum(axis=1) > 0
    shown = shown[some].sort_values("count", ascending=False, kind="stable", ignore_index=True)
    return shown.assign(told=[_told(*each) for each in zip(shown["count"], shown["share"], strict=True)])


def _told(count: float, share: float) -> str:
    if count < compared.FEW or not compared.is_known(share):
        return _("{n} (few)").format(n=number(count))
    return f"{percent(share)} ({number(count)})"


def chart(rows: DataFrame, heading: str) -> Spec:
    """Bars of the first rows of listed(), each opening its accidents; the tick is the same months before."""
    colours, first = palette.tokens(), rows.head(MOST_BARS)
    drawn = first.assign(
        name=[LINE.join(wrap(name, NAME_WIDTH, max_lines=2, placeholder="…")) for name in first["name"]],
        end=first[["count", "count_before"]].max(axis=1),
    )
    axis = {"ticks": False, "domain": False, "labelPadding": 8, "labelColor": colours["ink"], "labelLimit": 230}
    y = word("name", title=None, sort=list(drawn["name"]), axis=axis | {"labelExpr": f"split(datum.label, '{LINE}')"})
    along = {"axis": None, "scale": {"domain": [0, max(drawn["end"].max(), 1) * 1.8], "nice": False}}
    tooltip = told(name=heading, told=_("Share and count"))
    layers = [
        layer("bar", {"color": colours["accent"], "height": 16}, tooltip=tooltip, href=word("opens")),
        layer("tick", {"thickness": 2, "size": 24, "color": colours["muted"]}, x=quantity("count_before", **along)),
        layer("text", {"align": "left", "dx": 8, "color": colours["ink"], "fontSize": 12}, x=quantity("end", **along), text=word("told")),
    ]
    return vega.layered(layers, rows=drawn, height=BAR_PX * len(drawn) + EDGE_PX, x=quantity("count", **along), y=y)


def columns(heading: str, chosen: Chosen) -> dict[str, str]:
    """Headings of listed()."""
    share = _("Share, {period}")
    return {
        "name": heading, "count": chosen.period, "share": share.format(period=chosen.period), "count_before": chosen.period_before,
        "share_before": share.format(period=chosen.period_before), "opens": injury_rows.column(),
    }  # fmt: skip


def formats(labels: dict[str, str]) -> dict[str, Any]:
    """Counts whole, shares as percentages, addresses as links."""
    counts = {each: tables.number_column(labels[each]) for each in ("count", "count_before")}
    shares = {each: st.column_config.NumberColumn(labels[each], format="percent") for each in ("share", "share_before")}
    return counts | shares | {"opens": injury_rows.link_column()}


def said(rows: DataFrame, chosen: Chosen) -> str:
    """The base of the shares, what the tick is, and the rule of small numbers where it was used."""
    base = _("Base of the shares: {n} people, {period}. Tick: {before}.").format(
        n=number(rows["count"].sum()), period=chosen.period, before=chosen.period_before
    )
    few = _("Fewer than five people: the count only.") if (rows["count"] < compared.FEW).any() else ""
    rest = _("The picture shows the {n} largest, the table all of them.").format(n=MOST_BARS) if len(rows) > MOST_BARS else ""
    return " ".join(filter(None, [base, few, rest]))
