"""The board: a column for each state that occurs, with the first instructions in it."""

from html import escape
from typing import Any

import streamlit as st

from pages.parts import palette
from pages.parts.cached import ask
from pages.parts.instructions import cards
from pages.parts.instructions import states as instruction_states
from pages.parts.words import _, day, ngettext, number
from queries import instructions

MOST_OF_A_STATE = 4
COLUMNS = 5


def show(chosen: dict[str, Any]) -> None:
    """The columns, what to do first on the left."""
    rows = ask(instructions.board, most=MOST_OF_A_STATE, **chosen)
    if rows.empty:
        st.info(_("No rows for this choice. Widen the filters or choose another day."))
        return
    by_state = cards.by_column(rows, "state")
    states = list(by_state)
    for start in range(0, len(states), COLUMNS):
        of_line = states[start : start + COLUMNS]
        for place, state in zip(st.columns(COLUMNS, gap="small"), of_line, strict=False):
            with place, st.container(key=f"board_{state}", gap=None):
                _column(state, by_state[state])


def _column(state: str, rows: list[dict[str, Any]]) -> None:
    count = int(rows[0]["state_count"])
    ring = palette.instruction_states()[state][2]
    st.html(
        f'<h2 class="column" style="border-color:{ring}">{escape(instruction_states.worded()[state])} <span>{number(count)}</span></h2>'
    )
    for row in rows:
        cards.show(row, "board", [cards.told(row), f"<small>{escape(_when(row))}</small>"])
    if count > len(rows):
        word = ngettext("All {count} in the register", "All {count} in the register", count).format(count=number(count))
        st.button(word, key=f"board_all_{state}", type="tertiary", on_click=_all, args=(state,))


def _when(row: dict[str, Any]) -> str:
    if row["accepted_on"] is not None:
        return _("accepted {day}").format(day=day(row["accepted_on"]))
    return instruction_states.days_in_words(row)


def _all(state: str) -> None:
    """The register, with this state only."""
    st.query_params["view"], st.query_params["state"] = "register", state
    st.query_params.pop("page", None)
