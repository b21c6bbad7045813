"""States of instructions on screen: the bar that shows how they stand, the choice of one, and days in words."""

from html import escape
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import filters, labels, palette
from pages.parts.words import _, ngettext, number


def worded() -> dict[str, str]:
    """The sign and the word of every state, what to do first on top."""
    signs = palette.instruction_states()
    return {state: f"{signs[state][0]} {word}" for state, word in labels.instruction_states().items()}


def chosen(counts: dict[str, int]) -> str | None:
    """A bar of all states by their share, and below it the choice of one; None while all are shown."""
    st.html(f'<div class="states" aria-hidden="true">{"".join(_segment(state, counts) for state in counts)}</div>')
    worded_counts = {state: f"{word} · {number(counts.get(state, 0))}" for state, word in worded().items()}
    return filters.pill("state", _("Computed state"), worded_counts)


def counted(board: DataFrame, body_code: str | None) -> dict[str, int]:
    """Instructions of each state that occurs, in the order of what to do first; of one lead body where one is chosen."""
    of_body = board[board["lead_body_code"] == body_code] if body_code else board
    counts = of_body.groupby("state")["instruction_count"].sum()
    return {state: int(counts[state]) for state in labels.instruction_states() if state in counts}


def _segment(state: str, counts: dict[str, int]) -> str:
    sign, fill, ring = palette.instruction_states()[state]
    told = escape(f"{labels.instruction_states()[state]}: {number(counts[state])}")
    look = f"flex:{counts[state]};background:{fill};border-color:{ring};color:{palette.ink_on(fill)}"
    return f'<span title="{told}" style="{look}">{sign}</span>'


def chip(state: str) -> str:
    """HTML of a state: its sign and word in a frame of its colour."""
    ring = palette.instruction_states()[state][2]
    return f'<span class="chip" style="border-color:{ring}"><i style="background:{ring}"></i>{escape(worded()[state])}</span>'


def days_in_words(row: dict[str, Any]) -> str:
    """How far the deadline is, in days and working days; empty where there is none, or nothing is left to do."""
    days, working = row["days_left"], row["working_days_left"]
    if days is None or days != days:
        return ""
    if days == 0:
        return _("the deadline ends on this day")
    count = int(abs(days))
    told = (
        ngettext("{count} day left", "{count} days left", count)
        if days > 0
        else ngettext("{count} day past the deadline", "{count} days past the deadline", count)
    )
    return f"{told.format(count=number(count))} ({working_days(int(abs(working)))})"


def working_days(count: int) -> str:
    """A count of working days of Kazakhstan's calendar."""
    return ngettext("{count} working day", "{count} working days", count).format(count=number(count))
