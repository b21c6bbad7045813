"""The plan of visits on screen: what it is worth, beside plainer orders, and the visits one by one."""

from textwrap import wrap
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import charts, layout, palette, session, tables, vega
from pages.parts.layout import Link
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.visits import words as visit_words
from pages.parts.visits.asked import Asked
from pages.parts.words import _, named, ngettext, number, percent
from queries.records import records
from queries.visits import Plan

FIRST_TOLD, MOST_LISTED = 10, 500
BAR_PX, EDGE_PX, NAME_WIDTH = 52, 10, 20


def has_probability(plan: Plan) -> bool:
    """Whether a model has given any of the facilities a probability."""
    return bool(plan.totals["without_probability"] < plan.totals["facilities"])


def tiles(plan: Plan, asked: Asked) -> None:
    """What fits, what it avoids, what stays uncovered, and what the law does not allow yet."""
    row = next(each for each in records(plan.plans) if each["by"] == plan.by)
    places = st.columns(4 if has_probability(plan) else 3, gap="small")
    with places[0]:
        _visits(row, asked)
    with places[1]:
        _uncovered(row, plan)
    with places[2]:
        _held_back(plan)
    if has_probability(plan):
        with places[3]:
            _avoided(row, asked)


def _visits(row: dict[str, Any], asked: Asked) -> None:
    left = asked.inspector_days - row["days"]
    layout.tile(
        _("Visits that fit"), number(row["visits"]),
        ngettext("in {n} inspector-day", "in {n} inspector-days", asked.inspector_days).format(n=number(asked.inspector_days)),
        _("{used} days used; {left} left, too few for the next visit.").format(used=number(row["days"], 1), left=number(left, 1)),
    )  # fmt: skip


def _avoided(row: dict[str, Any], asked: Asked) -> None:
    layout.tile(
        _("Accidents avoided, expected"), number(row["accidents"] * asked.effect, 2), _("in twelve months"),
        _("{harm} with severity, of {all} expected at these places, if a visit lowers the probability by {effect}%.").format(
            harm=number(row["harm"] * asked.effect, 2), all=number(row["harm"], 1), effect=number(asked.effect_percent)
        ),
    )  # fmt: skip


def _uncovered(row: dict[str, Any], plan: Plan) -> None:
    all_of_them = plan.totals["facilities"]
    words = _("of {n} facilities.").format(n=number(all_of_them))
    if has_probability(plan):
        share = percent(_share(plan, row["harm"]), 1)
        words = _("{share} of the expected harm of {n} facilities.").format(share=share, n=number(all_of_them))
    layout.tile(_("Stays uncovered"), number(all_of_them - row["visits"]), _("facilities without a visit"), words)


def _share(plan: Plan, covered: float) -> float | None:
    whole = plan.totals["harm"]
    return 1 - covered / whole if whole else None


def _held_back(plan: Plan) -> None:
    words = _("Their next planned visit is later than the day looked at.")
    if plan.totals["harm"] and has_probability(plan):
        words += " " + _("{share} of the expected harm.").format(share=percent(plan.totals["held_back_harm"] / plan.totals["harm"], 1))
    layout.tile(_("Not allowed yet"), number(plan.totals["held_back"]), _("facilities the law holds back"), words)


def comparison(rows: DataFrame, picture: Spec) -> None:
    """Three ways to spend the same days, by the harm they avoid; rows of compared_rows(), and their chart()."""
    layout.section(
        _("The same days, spent in three ways"),
        _("Expected harm avoided in twelve months, with severity. Same day, same limits of the law, same length of visits."),
    )
    note = _("An order is better by what it is expected to avoid: that needs the probability to be right, see Methods.")
    charts.show(picture, rows, _columns(), name="visit_orders", note=note, formats=_formats())


def compared_rows(plan: Plan, asked: Asked) -> DataFrame:
    """The orders with name, visits, days, avoided (harm), accidents avoided, share of all harm at the places visited, and told in words."""
    rows, whole = plan.plans, plan.totals["harm"]
    shown = DataFrame(
        {
            "by": rows["by"], "name": rows["by"].map(visit_words.orders()), "visits": rows["visits"], "days": rows["days"].astype(float),
            "avoided": rows["harm"] * asked.effect, "accidents": rows["accidents"] * asked.effect,
            "covered": rows["harm"] / whole if whole else None,
        }
    )  # fmt: skip
    return shown.assign(told=[_order_told(row) for row in shown.to_dict("records")])


def _order_told(row: dict[str, Any]) -> str:
    visits = ngettext("{n} visit", "{n} visits", int(row["visits"])).format(n=number(row["visits"]))
    return f"{number(row['avoided'], 2)} · {visits}"


def chart(rows: DataFrame) -> Spec:
    """A bar for each order of compared_rows(), with its worth written beside."""
    colours = palette.tokens()
    rows = rows.assign(name=["|".join(wrap(name, NAME_WIDTH)) for name in rows["name"]])
    shown = rows.assign(fill=[colours["accent"] if by == "harm" else colours["border"] for by in rows["by"]])
    axis = {"ticks": False, "domain": False, "labelPadding": 8, "labelColor": colours["ink"], "labelLimit": 150, "lineHeight": 15}
    along = {"axis": None, "scale": {"domain": [0, max(rows["avoided"].max(), 0.001) * 1.9], "nice": False}}
    layers = [
        layer("bar", {"height": 20}, color=vega.colour("fill"), tooltip=told(name=_("Order"), told=_("Harm avoided"))),
        layer("text", {"align": "left", "dx": 8, "color": colours["ink"], "fontSize": 13}, text=word("told")),
    ]
    y = word("name", title=None, sort=list(rows["name"]), axis=axis | {"labelExpr": "split(datum.label, '|')"})
    return vega.layered(layers, rows=shown, height=BAR_PX * len(rows) + EDGE_PX, x=quantity("avoided", **along), y=y)


def _columns() -> dict[str, str]:
    return {
        "name": _("Order"), "visits": _("Visits"), "days": _("Inspector-days"), "avoided": _("Harm avoided"),
        "accidents": _("Accidents avoided"), "covered": _("Share of all expected harm at the places visited"),
    }  # fmt: skip


def _formats() -> dict[str, Any]:
    words = _columns()
    numbers = {column: tables.number_column(words[column], 2) for column in ("avoided", "accidents")}
    share = st.column_config.NumberColumn(words["covered"], format="percent")
    return numbers | {"days": tables.number_column(words["days"], 1), "covered": share}


def uncovered(places: list[Link]) -> None:
    """The places with most harm that the plan leaves out, those of uncovered_told()."""
    if places:
        layout.section(_("Left out, the most harm first"), _("No visit in this order, and why."))
        layout.links("facility.py", places, name="left_out")


def uncovered_told(plan: Plan) -> list[Link]:
    """What is left out in words: where, how likely, why it is left out."""
    return [
        Link(named(row), [named(row, "region"), *visit_words.left_out(row)], layout.of_facility(row["facility_id"]))
        for row in records(plan.uncovered)
    ]


def first_told(plan: Plan) -> list[Link]:
    """The first visits in words: place and name, where, why, what it takes."""
    where = "region" if session.viewer().region_code is None else "hazard"
    return [
        Link(
            f"{row['place']}. {named(row)}", [named(row, where), *visit_words.reasons(row), _takes(row)],
            layout.of_facility(row["facility_id"]),
        )
        for row in records(plan.visits.head(FIRST_TOLD))
    ]  # fmt: skip


def _takes(row: dict[str, Any]) -> str:
    return _("takes {days} inspector-days").format(days=number(row["days"], 1))


def table(rows: DataFrame, asked: Asked, *, has_probability: bool) -> int | None:
    """The visits as a table, rows of visit_words.listed; the position of the chosen one, or None."""
    words = {column: each for column, each in visit_words.columns(has_probability=has_probability).items() if column != "facility_id"}
    formats = {column: tables.day_column(words[column]) for column in ("last_visited_on", "allowed_on")}
    formats |= {column: tables.number_column(words[column], digits) for column, digits in
                {"days": 1, "days_so_far": 1, "avoided": 3, "avoided_a_day": 3}.items() if column in words}  # fmt: skip
    if "probability" in words:
        formats["probability"] = st.column_config.NumberColumn(words["probability"], format="percent")
    formats["reasons"] = st.column_config.Column(words["reasons"], width="large")
    return tables.grid(rows, words, formats, key=f"visits_{asked}", selectable=True)
