"""Calibration and lift of a backtest as pictures, each with its table twin."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import charts, layout, palette, tables, vega
from pages.parts.model import words as model_words
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import _, number, percent

HEIGHT = 340
ABOVE = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -12}
AXIS = {"domain": False, "ticks": False, "tickCount": 5, "format": "%"}
Looks = dict[str, tuple[str, float, list[int]]]


def show(rows: DataFrame, looks: Looks, form: str) -> None:
    """Both curves side by side; rows as queries.model.curves, form that of the model."""
    if rows.empty:
        return
    names = model_words.methods(form)
    rows = rows.assign(name=rows["method"].map(lambda code: names.get(code, code)), told=[_told(row) for row in rows.to_dict("records")])
    left, right = st.columns(2, gap="large")
    with left:
        layout.subtitle(_("Is it as likely as it says?"))
        note = _(
            "Places in ten parts by the probability foretold: on the dashed line as many events happened as were"
            " foretold. All years together."
        )
        mine = of(rows, "calibration", form)
        _shown(calibration(mine, looks[form][0] if len(mine) else palette.tokens()["accent"]), mine, "calibration", note)
    with right:
        layout.subtitle(_("How many events do the first places hold?"))
        note = _(
            "Places ranked from the top: the share of all events among the first of them. The dashed line is chance. All years together."
        )
        mine = of(rows, "lift", form)
        _shown(lift(mine, looks), mine, "lift", note, narrow=lift(mine, looks, is_narrow=True))


def of(rows: DataFrame, curve: str, form: str) -> DataFrame:
    """The points of one curve, the model's last, on top; calibration is that of the model, which alone is a probability to be acted on."""
    mine = rows[rows["curve"] == curve]
    if curve == "calibration":
        return mine[mine["method"] == form]
    return mine.sort_values("method", key=lambda method: method == form, kind="stable")


def _shown(chart: Spec, rows: DataFrame, name: str, note: str, narrow: Spec | None = None) -> None:
    across = _("Foretold") if name == "calibration" else _("Share of places looked at")
    along = _("Came true") if name == "calibration" else _("Share of all events")
    words = {"name": _("Ranking"), "x": across, "y": along, "row_count": _("Places and years")}
    shares = {column: st.column_config.NumberColumn(words[column], format="percent") for column in ("x", "y")}
    formats: dict[str, Any] = shares | {"row_count": tables.number_column(words["row_count"])}
    charts.show(chart, rows, words, name=f"model_{name}", note=note, formats=formats, narrow=narrow)


def _told(row: dict[str, Any]) -> str:
    return f"{percent(row['x'], 1)} → {percent(row['y'], 1)} ({number(row['row_count'])})"


def calibration(rows: DataFrame, ink: str) -> Spec:
    """Points of tenths against the diagonal."""
    top = max(float(rows[["x", "y"]].max().max()), 0.001) * 1.08 if len(rows) else 1.0
    x, y = _axes(_("Foretold"), _("Came true"), top)
    point = {"filled": True, "size": 90, "opacity": 1, "color": ink}
    layers = [
        *_diagonal(top, x, y),
        layer("line", {"color": ink, "strokeWidth": 1.5, "opacity": 0.5}, x=x, y=y),
        layer("point", point, x=x, y=y, tooltip=told(told=_("Foretold → happened (places and years)"))),
    ]
    return vega.layered(layers, rows=rows, height=HEIGHT)


def lift(rows: DataFrame, looks: Looks, *, is_narrow: bool = False) -> Spec:
    """A line a method from nothing looked at to everything, named in the corner; a narrow one in fewer words."""
    x, y = _axes(_("Share of places looked at"), _("Share of all events"), 1.0)
    layers = _diagonal(1.0, x, y)
    for method in dict.fromkeys(rows["method"]):
        ink, width, dash = looks.get(method, (palette.tokens()["muted"], 1.5, [2, 3]))
        mine = rows[rows["method"] == method]
        said = told(name=_("Ranking"), told=_("Looked at → events (places and years)"))
        layers += [
            layer("line", {"color": ink, "strokeWidth": width, "strokeDash": dash}, rows=mine, x=x, y=y),
            layer("point", {"color": ink, "size": 120, "opacity": 0}, rows=mine, x=x, y=y, tooltip=said),
        ]
    return vega.layered(
        [*layers, *_names(rows, looks, x, y, _("{name}: {share}") if is_narrow else _("{name}: {share} in the first tenth"))],
        rows=rows,
        height=HEIGHT,
    )


def _names(rows: DataFrame, looks: Looks, x: Spec, y: Spec, sentence: str) -> list[Spec]:
    """The name and the share in the first tenth of each line, one under the other in the empty corner, in the line's colour."""
    tenth = rows[rows["x"].round(3) == 0.1].sort_values("y", ascending=False, ignore_index=True)
    words = [sentence.format(name=row["name"], share=percent(row["y"])) for row in tenth.to_dict("records")]
    inks = [looks.get(method, (palette.tokens()["muted"], 0, []))[0] for method in tenth["method"]]
    named = tenth.assign(told=words, ink=inks, x=0.98, y=[0.28 - 0.075 * place for place in range(len(tenth))])
    return [layer("text", {"align": "right", "fontSize": 12}, rows=named, x=x, y=y, text=word("told"), color=vega.colour("ink"))]


def _axes(across: str, along: str, top: float) -> tuple[Spec, Spec]:
    scale = {"domain": [0, top], "nice": False}
    return quantity("x", title=across, axis=AXIS, scale=scale), quantity("y", title=along, axis=AXIS | ABOVE, scale=scale)


def _diagonal(top: float, x: Spec, y: Spec) -> list[Spec]:
    line = {"color": palette.tokens()["border"], "strokeDash": [4, 4]}
    return [layer("line", line, rows=DataFrame({"x": [0.0, top], "y": [0.0, top]}), x=x, y=y)]
