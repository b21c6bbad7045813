"""The strip of 12 quarters: what inspections found, with marks for accidents and overdue prescriptions, on one axis of time."""

from html import escape
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import labels, palette
from pages.parts.words import _, ngettext, number, quarter

# Share of the column's height: height says again what the colour says, for grey print and colour-blind eyes.
HEIGHTS = {"suspended": 1.0, "gross": 1.0, "significant": 0.72, "minor": 0.48, "clean": 0.24, "not_inspected": 0.24}


def small(quarters: DataFrame) -> None:
    """The strip as one line of columns, for a narrow place; each column says what it holds."""
    rows = quarters.to_dict("records")
    cells = "".join(_cell(row) for row in rows)
    ends = f"<span>{escape(quarter(rows[0]['starts_on']))}</span><span>{escape(quarter(rows[-1]['starts_on']))}</span>"
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
