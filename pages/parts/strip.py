"""The strip of 12 quarters: inspections, what they found, accidents, overdue prescriptions, on one axis."""

import json
from html import escape
from typing import Any

import altair as alt
import streamlit as st
from pandas import DataFrame

from pages.parts import charts, labels, palette
from pages.parts.words import _, ngettext, number, quarter

# Share of the column's height: height says again what the colour says, for grey print and colour-blind eyes.
HEIGHTS = {
    "suspended": 1.0,
    "gross": 1.0,
    "significant": 0.72,
    "minor": 0.48,
    "clean": 0.24,
    "not_inspected": 0.24,
}


def small(quarters: DataFrame) -> None:
    """The strip as one line of columns, for a narrow place; each column says what it holds."""
    rows = quarters.to_dict("records")
    cells = "".join(_cell(row) for row in rows)
    ends = "".join(f"<span>{escape(quarter(row['starts_on']))}</span>" for row in (rows[0], rows[-1]))
    st.html(f'<div class="strip" role="list">{cells}</div><div class="strip-ends">{ends}</div>{_key(quarters)}')


def _cell(row: dict[str, Any]) -> str:
    told = escape(in_words(row))
    marks = ("▲" if row["accident_count"] else "") + ("!" if row["overdue_count"] else "")
    height = round(HEIGHTS[row["quarter_class"]] * 100)
    return (
        f'<span class="cell" role="listitem" title="{told}" aria-label="{told}"><i class="marks">{marks}</i>'
        f'<i class="well"><i class="bar {row["quarter_class"]}" style="height:{height}%;'
        f'background:{palette.QUARTERS[row["quarter_class"]]}"></i></i></span>'
    )


def in_words(row: dict[str, Any]) -> str:
    """One quarter as a sentence."""
    said = [labels.quarter_classes()[row["quarter_class"]]]
    if row["accident_count"]:
        said.append(ngettext("{n} accident", "{n} accidents", row["accident_count"]).format(n=number(row["accident_count"])))
    if row["overdue_count"]:
        n = row["overdue_count"]
        said.append(ngettext("{n} overdue prescription", "{n} overdue prescriptions", n).format(n=number(n)))
    return f"{quarter(row['starts_on'])}: " + "; ".join(said)


def _key(quarters: DataFrame) -> str:
    present = [code for code in labels.quarter_classes() if code in set(quarters["quarter_class"])]
    items = "".join(f"<span>{_mark(code)}{escape(labels.quarter_classes()[code])}</span>" for code in present)
    marks = [("accident_count", "▲", _("Accident")), ("overdue_count", "!", _("Overdue prescription"))]
    items += "".join(f"<span><b>{sign}</b> {escape(word)}</span>" for column, sign, word in marks if quarters[column].any())
    return f'<div class="strip-key">{items}</div>'


def _mark(code: str) -> str:
    return f'<i class="bar {code}" style="background:{palette.QUARTERS[code]}"></i>'


def full(quarters: DataFrame, *, name: str) -> None:
    """The strip as a chart, a line of cells for each kind of event, with its table twin."""
    rows = quarters.assign(
        quarter=quarters["starts_on"].map(quarter),
        suspended_count=(quarters["quarter_class"] == "suspended").astype(int),
    )
    note = _("The last 12 calendar quarters, as known on the day. An empty outline: no inspection in the quarter.")
    charts.show(_chart(_cells(rows)), rows, _columns(), name=name, note=note)


def _columns() -> dict[str, str]:
    return {"quarter": _("Quarter")} | _tracks() | {"killed_count": _("Killed")}


def _tracks() -> dict[str, str]:
    return {
        "inspection_count": _("Inspections"),
        "suspended_count": _("Operation suspended"),
        "gross_count": _("Gross violations"),
        "significant_count": _("Significant violations"),
        "minor_count": _("Minor violations"),
        "accident_count": _("Accidents"),
        "overdue_count": _("Overdue prescriptions"),
    }


def _cells(quarters: DataFrame) -> DataFrame:
    """One row a quarter and kind of event: what is written in the cell, its colours, the quarter in words."""
    rows = [
        {"starts_on": str(row["starts_on"]), "track": word, "told": in_words(row), **_look(row, column)}
        for row in quarters.to_dict("records")
        for column, word in _tracks().items()
    ]
    return DataFrame(rows)


def _look(row: dict[str, Any], column: str) -> dict[str, str]:
    kind, count = column.removesuffix("_count"), row[column]
    fill, ink, edge = palette.quarter_cell(kind, is_empty=not count)
    written = "●" if kind == "suspended" else number(count)
    return {"written": written if count else "", "fill": fill, "ink": ink, "edge": edge}


def _chart(cells: DataFrame) -> alt.TopLevelMixin:
    quiet = {"title": None, "ticks": False, "domain": False}
    gaps = alt.Scale(paddingInner=0.1, paddingOuter=0.02)
    base = alt.Chart(cells).encode(
        x=alt.X("starts_on:O", axis=alt.Axis(labelExpr=_axis(cells), labelAngle=0, **quiet), scale=gaps),
        y=alt.Y("track:N", sort=list(_tracks().values()), axis=alt.Axis(labelLimit=200, **quiet), scale=gaps),
        tooltip=alt.Tooltip("told:N", title=" "),
    )
    cell = base.mark_rect(cornerRadius=2, strokeWidth=1.5).encode(
        color=alt.Color("fill:N", scale=None), stroke=alt.Stroke("edge:N", scale=None)
    )
    text = base.mark_text(fontSize=12, fontWeight=600).encode(text="written:N", color=alt.Color("ink:N", scale=None))
    return (cell + text).properties(height=alt.Step(29))


def _axis(cells: DataFrame) -> str:
    """A Vega expression: the quarter's numeral under each column, the year under the first one of a year."""
    shown = {}
    for starts_on in cells["starts_on"].unique():
        numeral = ("I", "II", "III", "IV")[int(starts_on[5:7]) // 3]
        shown[starts_on] = [numeral, starts_on[:4]] if numeral == "I" or not shown else [numeral]
    return f"({json.dumps(shown)})[datum.value]"
