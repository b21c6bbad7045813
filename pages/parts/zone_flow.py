"""The flow through the high-risk zone, month by month: who entered above the line, who left below it, and the table twin."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, charts, compared, filters, in_sight, labels, layout, palette, tables, vega, zone_moves
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import _, day, month, number
from queries import overview
from queries.records import records

LAWS = ("industrial_safety", "labour")
HEIGHT = 200
BAR_PX, FEW_MONTHS = 40, 6  # as many bars of that width have room on a telephone
ROOM_FOR_NUMBERS = 0.16  # of the height of all bars, above and below


def begin() -> None:
    """Has the list of who moved asked while what stands above it is made."""
    if in_sight.was_reached(zone_moves.LIST):
        zone_moves.begin(filters.chosen("flow_law", labels.laws()))


def show() -> None:
    """The flow under a law, counted in facilities, enterprises or workers, and who it was in a month."""
    layout.section(_("Flow through the high-risk zone"), _note())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        law = filters.segment("flow_law", _("Law"), {law: labels.laws()[law] for law in LAWS}, is_label_shown=False)
        what = filters.segment("flow", _("Counted"), counted(), is_label_shown=False)
    if not cached.made(zone_moves.months, law):
        st.caption(_("No two months have been scored, so nothing is known of who entered and left."))
        return
    charts.show(**cached.made(shown, law, what), name="high_risk_flow")
    if in_sight.reached(zone_moves.LIST, height=zone_moves.HEIGHT):
        zone_moves.show(law)


def counted() -> dict[str, str]:
    """What the flow is counted in."""
    return {"facility": _("Facilities"), "owner": _("Enterprises"), "worker": _("Workers")}


def shown(law: str, what: str) -> dict[str, Any]:
    """Picture, table and words as charts.show() takes them."""
    rows, known, labels = cached.ask(overview.flow, law=law), zone_moves.compared_months(law), columns()
    return {
        "chart": drawn(bars(known, what)), "rows": worded(rows), "labels": labels, "note": _below(rows), "told": in_words(known, what),
        "formats": {column: tables.number_column(label) for column, label in labels.items() if column.endswith("_count")},
    }  # fmt: skip


def bars(rows: DataFrame, what: str) -> DataFrame:
    """Two bars a month: name, kind, value (left below zero), shown; where the rule changed the bars are left out and a word says so."""
    made = []
    for row in records(rows):
        for kind, sign in (("entered", 1), ("left", -1)):
            count = int(row[f"{kind}_{what}_count"])
            shown = number(count)
            if row["is_rule_changed"]:
                count, shown = 0, _("new rule") if kind == "entered" else ""
            made.append({"name": month(row["scored_on"]), "kind": kind, "value": sign * count, "shown": shown})
    return DataFrame(made)


def drawn(rows: DataFrame) -> Spec:
    """Bars from zero, up for those that entered and down for those that left, with their numbers."""
    colours = palette.tokens()
    fills = {"entered": palette.DEGREES["high"], "left": palette.DEGREES["low"]}
    words = {"entered": _("Entered"), "left": _("Left")}
    rows = rows.assign(fill=rows["kind"].map(fills), told=rows["kind"].map(words))
    up, down = max(rows["value"].max(), 1), min(rows["value"].min(), 0)
    room = (up - down) * ROOM_FOR_NUMBERS
    across = {"labelAngle": 0, "ticks": False, "domain": False, "grid": False, "labelOverlap": True, "labelSeparation": 6, "offset": 4}
    y = quantity("value", axis=None, scale={"domain": [down - room, up + room], "nice": False})
    said = {"fontSize": 12, "color": colours["ink"]}
    width = BAR_PX if rows["name"].nunique() <= FEW_MONTHS else {"band": 0.6}
    layers = [
        layer("bar", {"width": width}, color=vega.colour("fill"), tooltip=told(name=_("Month"), told=_("Flow"), shown=_("Count"))),
        layer("rule", {"color": colours["border"]}, rows=DataFrame([{"value": 0}]), x={"value": 0}, x2={"value": "width"}),
        layer("text", said | {"dy": -9}, where="datum.kind == 'entered'", text=word("shown")),
        layer("text", said | {"dy": 10}, where="datum.kind == 'left'", text=word("shown")),
    ]
    return vega.layered(layers, rows=rows, height=HEIGHT, x=word("name", title=None, sort=list(rows["name"].unique()), axis=across), y=y)


def in_words(rows: DataFrame, what: str) -> str:
    """The last month of the flow as a sentence."""
    last: dict[str, Any] = rows.iloc[-1].to_dict()
    return _("{what}, {month}: {entered} entered, {left} left, {now} in the zone.").format(
        what=counted()[what], month=month(last["scored_on"]), entered=number(last[f"entered_{what}_count"]),
        left=number(last[f"left_{what}_count"]), now=number(last[f"{what}_count"]),
    )  # fmt: skip


def worded(rows: DataFrame) -> DataFrame:
    """The rows of the table, with the days in words and the change of a rule said."""
    yes = _("Another version of the rule")
    return rows.assign(
        month=[month(each) for each in rows["scored_on"]], against=[day(each) for each in rows["since"]],
        rule=[yes if changed and since is not None else "" for changed, since in zip(rows["is_rule_changed"], rows["since"], strict=True)],
    )  # fmt: skip


def columns() -> dict[str, str]:
    """Columns of the table."""
    return {
        "month": _("Month"), "against": _("Against the scoring of"),
        "facility_count": _("Facilities in the zone"), "entered_facility_count": _("Facilities entered"),
        "left_facility_count": _("Facilities left"), "owner_count": _("Enterprises in the zone"),
        "entered_owner_count": _("Enterprises entered"), "left_owner_count": _("Enterprises left"),
        "worker_count": _("Workers in the zone"), "entered_worker_count": _("Workers entered"), "left_worker_count": _("Workers left"),
        "without_workers_count": _("Facilities that did not report workers"), "without_owner_count": _("Facilities without a known BIN"),
        "rule": _("Rule"),
    }  # fmt: skip


def _note() -> str:
    return _(
        "Red, up: entered; green, down: left since the last scoring of an earlier month. An enterprise is in the zone while one of its "
        "facilities is of high degree; workers are those of the facilities, as reported when scored."
    )


def _below(rows: DataFrame) -> str:
    """What the reader should know before comparing months."""
    few = rows[["entered_facility_count", "left_facility_count"]].sum(axis=1).where(rows["since"].notna()) < compared.FEW
    changed = rows["is_rule_changed"].astype(bool) & rows["since"].notna()
    few_told = _("Months with fewer than five facilities in and out are too small to read a change into.")
    rule_told = _("Where the rule changed, the numbers stand only in the table: they say more of the rule than of safety.")
    told = [few_told] * bool(few.any()) + [rule_told] * bool(changed.any())
    return " ".join([*told, tables.demonstration_mark()]).strip()
