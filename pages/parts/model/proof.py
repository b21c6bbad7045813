"""How well the probability foretold years it had not seen: figures year by year, calibration and lift, beside plainer rankings."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import charts, filters, layout, palette, tables, vega
from pages.parts.cached import ask
from pages.parts.model import curves
from pages.parts.model import words as model_words
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import _, number
from queries import model

ALL_YEARS = 0
CHANCE = {"auc": 0.5, "share_in_top_tenth": 0.1, "calibration_slope": 1.0, "calibration_intercept": 0.0}
CHOSEN_FIRST = ("auc", "share_in_top_tenth", "calibration_slope", "brier", "calibration_intercept")
ABOVE = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -12}
ROOM_FOR_NAMES, NARROW_ROOM_FOR_NAMES = 0.4, 1.3  # of the room of the years


def show(figures: DataFrame) -> None:
    """The choice of table, outcome and figure, and the charts of it; figures as queries.model.figures."""
    layout.section(
        _("Proven on years it had not seen"),
        _("Each year is foretold by a model that learnt from earlier years only. Upright lines: 95% intervals (bootstrap)."),
    )
    if figures.empty:
        st.info(_("No backtest is kept by this day. Run python -m data fit, or look at a later day."))
        return
    mine = _chosen(figures)
    figure = filters.segment("figure", _("Measured"), _measured(mine), is_label_shown=False)
    form = mine["form"].iloc[0]
    rows = by_year(mine, figure, form)
    note = (
        f"{model_words.figures_explained()[figure]} {tables.demonstration_mark() if mine['table_name'].iloc[0] == 'demo' else ''}".strip()
    )
    drawn, narrow = (year_chart(rows, figure, form, room) for room in (ROOM_FOR_NAMES, NARROW_ROOM_FOR_NAMES))
    charts.show(drawn, listed(mine, form), columns(), name="model_figures", note=note, formats=_formats(), narrow=narrow)
    given = {"table_name": mine["table_name"].iloc[0], "outcome": mine["outcome"].iloc[0], "year": ALL_YEARS}
    points = ask(model.curves, **given)
    curves.show(points, looks(list(dict.fromkeys(points["method"])), form), form)


def _chosen(figures: DataFrame) -> DataFrame:
    """The figures of one table and one outcome, those of the address or the first."""
    with st.container(horizontal=True):
        names = {name: model_words.table(name) for name in sorted(figures["table_name"].unique(), key=lambda name: (name != "demo", name))}
        table = filters.one("table", _("Proven on"), names, width=300)
        mine = figures[figures["table_name"] == table]
        outcomes = {code: model_words.outcomes().get(code, code) for code in mine["outcome"].unique()}
        outcome = filters.one("outcome", _("What is foretold"), outcomes, width=430)
    return mine[mine["outcome"] == outcome]


def _measured(rows: DataFrame) -> dict[str, str]:
    present = set(rows["figure"])
    return {figure: model_words.figures()[figure] for figure in CHOSEN_FIRST if figure in present}


def by_year(rows: DataFrame, figure: str, form: str) -> DataFrame:
    """One figure of each method and year, the model first: year, method, name, value, low, high, told; undefined values are left out."""
    names = model_words.methods(form)
    mine = rows[(rows["figure"] == figure) & (rows["year"] != ALL_YEARS)].dropna(subset=["value"])
    words = [interval(row) for row in mine.to_dict("records")]
    found = mine.assign(name=mine["method"].map(lambda code: names.get(code, code)), told=words)
    places = {method: place for place, method in enumerate(names)}
    found = found.assign(place=found["method"].map(lambda method: places.get(method, len(places))))
    return found.sort_values(["place", "year"], kind="stable", ignore_index=True).drop(columns="place")


def interval(row: dict[str, Any]) -> str:
    """A value with its interval in words, with as many digits as tell anything."""
    digits = 4 if row["figure"] == "brier" else 2
    if row["low"] != row["low"] or row["low"] is None:
        return number(row["value"], digits)
    return f"{number(row['value'], digits)} ({number(row['low'], digits)}–{number(row['high'], digits)})"


def looks(methods: list[str], form: str) -> dict[str, tuple[str, float, list[int]]]:
    """Colour, width and dashes of each method: the model, which took a form, stands out, the others are told apart by dashes and names."""
    colours = palette.tokens()
    found = {method: (colours["muted"], 1.5, [2, 3]) for method in methods}
    known = {
        model_words.STEPS: (colours["ink"], 1.5, [1, 0]), model_words.PLAIN: (colours["ink"], 1.5, [1, 0]),
        "past_violations": (colours["muted"], 2.0, [7, 3]), "past_accidents": (palette.bad(), 2.0, [2, 3]),
    } | {form: (colours["accent"], 3.0, [1, 0])}  # fmt: skip
    return found | {method: look for method, look in known.items() if method in found}


def year_chart(rows: DataFrame, figure: str, form: str, room: float = ROOM_FOR_NAMES) -> Spec:
    """A line a method over the years with its intervals, named at its end; what chance or a perfect slope gives is a quiet line.

    room for the names, as a share of that of the years.
    """
    methods = list(dict.fromkeys(rows["method"]))
    years = sorted(int(year) for year in rows["year"].unique())
    places = {method: (place - (len(methods) - 1) / 2) * 0.12 for place, method in enumerate(methods)}
    rows = rows.assign(place=rows["year"] + rows["method"].map(places))
    last = max(years) + 0.5 if years else 1
    x = quantity(
        "place", title=None, axis={"values": years, "format": "d", "grid": False, "ticks": False},
        scale={"domain": [min(years) - 0.5, last + room * max(1, len(years))], "nice": False},
    )  # fmt: skip
    axis = ABOVE | {"tickCount": 5, "domain": False, "ticks": False, "labelExpr": charts.number_labels()}
    y = quantity("value", title=model_words.figures()[figure], axis=axis, scale={"zero": False, "nice": True})
    layers = [
        *_measure_line(figure),
        *(each for method in methods for each in _method(rows[rows["method"] == method], x, y, looks(methods, form)[method])),
    ]
    return vega.layered([*layers, *_names(rows, x, looks(methods, form), CHANCE.get(figure))], rows=rows, height=320)


def _measure_line(figure: str) -> list[Spec]:
    if figure not in CHANCE:
        return []
    line = {"color": palette.tokens()["border"], "strokeDash": [4, 4]}
    return [layer("rule", line, rows=DataFrame({"value": [CHANCE[figure]]}), y=quantity("value"))]


def _method(rows: DataFrame, x: Spec, y: Spec, look: tuple[str, float, list[int]]) -> list[Spec]:
    ink, width, dash = look
    said = [word("name", title=_("Ranking")), quantity("year", title=_("Year"), format="d"), *told(told=_("Value"))]
    bracket = {"color": ink, "strokeWidth": width * 0.6, "opacity": 0.6}
    return [
        layer("rule", bracket, rows=rows.dropna(subset=["low"]), x=x, y=quantity("low"), y2={"field": "high"}),
        layer("line", {"color": ink, "strokeWidth": width, "strokeDash": dash}, rows=rows, x=x, y=y),
        layer("point", {"color": ink, "filled": True, "size": 45, "opacity": 1}, rows=rows, x=x, y=y, tooltip=said),
    ]


def _names(rows: DataFrame, x: Spec, look: dict[str, tuple[str, float, list[int]]], measure: float | None) -> list[Spec]:
    """The name of each line right of its last point, pushed apart where ends come near."""
    ends = rows.sort_values("year").groupby("method").tail(1).sort_values("value")
    seen = rows[["value", "low", "high"]].astype(float).stack().tolist() + ([] if measure is None else [measure])
    least, places = max(max(seen) - min(seen), 1e-9) * 0.065, list[float]()
    for value in ends["value"]:
        places.append(max(value, places[-1] + least) if places else value)
    ends = ends.assign(at=places, x=ends["year"] + 0.3, ink=[look[method][0] for method in ends["method"]])
    text = layer(
        "text", {"align": "left", "fontSize": 12, "dx": 4}, rows=ends, x=quantity("x", **{k: x[k] for k in ("axis", "scale", "title")}),
        y=quantity("at"), text=word("name"), color=vega.colour("ink"),
    )  # fmt: skip
    return [text]


def listed(rows: DataFrame, form: str) -> DataFrame:
    """Every figure of a table and an outcome as its table twin shows them; year is empty for all years together."""
    names, measured = model_words.methods(form), _measured(rows)
    mine = rows[rows["figure"].isin(measured)]
    return mine.assign(
        year=[_("all years") if year == ALL_YEARS else str(year) for year in mine["year"]],
        method=mine["method"].map(lambda code: names.get(code, code)), figure=mine["figure"].map(measured),
    )  # fmt: skip


def columns() -> dict[str, str]:
    """Headings of listed()."""
    return {
        "year": _("Year"), "method": _("Ranking"), "figure": _("Measured"), "value": _("Value"), "low": _("95% from"), "high": _("95% to"),
    }  # fmt: skip


def _formats() -> dict[str, Any]:
    return {column: tables.number_column(columns()[column], 4) for column in ("value", "low", "high")}
