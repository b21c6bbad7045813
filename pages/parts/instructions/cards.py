"""One instruction among others: its text, which opens it, and a line of what matters under it."""

from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame

from pages.parts import layout
from pages.parts.instructions import states
from pages.parts.words import _, day, named

MOST_LETTERS = 140


def show(row: dict[str, Any], place: str, lines: Iterable[str]) -> None:
    """The text as a button that opens the instruction, and lines of HTML below; place makes the key of the button its own."""
    with st.container(key=f"card_{place}_{row['instruction_id']}", gap=None):
        st.button(
            layout.plain(shortened(named(row, "text"))), key=f"open_{place}_{row['instruction_id']}", type="tertiary",
            on_click=choose, args=(row["instruction_id"],),
        )  # fmt: skip
        st.html(f'<div class="card">{"".join(f"<div>{line}</div>" for line in lines if line)}</div>')


def by_column(rows: DataFrame, column: str) -> dict[str, list[dict[str, Any]]]:
    """The rows in their order under what a column says of them; read once, for each look into a frame costs more than a row."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(row[column], []).append(row)
    return found


def links(rows: Iterable[dict[str, Any]]) -> None:
    """The same for a telephone, where a table shows two of its columns: a list of links, the deadline and the body under each text."""
    listed = "".join(f"<li>{_link(row)}</li>" for row in rows)
    st.html(f'<ul class="linked">{listed}</ul>')


def _link(row: dict[str, Any]) -> str:
    opens = "/instructions?" + urlencode(st.query_params.to_dict() | {"instruction": row["instruction_id"]})
    due = _("deadline {day}").format(day=day(row["due_on"])) if row["due_on"] is not None else _("no deadline")
    days = escape(states.days_in_words(row))
    return (
        f'<a href="{escape(opens)}" target="_self">{states.chip(row["state"])} <span>{escape(shortened(named(row, "text")))}</span>'
        f"{told(row, due)}{f'<small>{days}</small>' if days else ''}</a>"
    )


def choose(instruction_id: int) -> None:
    """Puts the instruction into the address."""
    st.query_params["instruction"] = str(instruction_id)


def told(row: dict[str, Any], *more: str) -> str:
    """HTML of a quiet line: number, lead body and what else is given, as plain text."""
    return "<small>" + " · ".join(escape(each) for each in [row["number"], named(row, "lead_short"), *more] if each) + "</small>"


def shortened(text: str) -> str:
    """The beginning of a long text, up to a word."""
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS].rsplit(" ", 1)[0] + " …"
