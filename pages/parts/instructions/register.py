"""The register as a table, page by page; a chosen row opens beside it."""

import math
from collections import defaultdict
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import filters, labels, layout, tables
from pages.parts.cached import ask
from pages.parts.instructions import cards, file_links, states
from pages.parts.words import _, language, number
from queries import instructions

ROWS_OF_A_PAGE = 50


def show(chosen: dict[str, Any], count: int) -> None:
    """One page of the table, and links to files of all rows."""
    rows = page(chosen, count, ROWS_OF_A_PAGE)
    ids = tuple(rows["instruction_id"])
    words, how = columns(), formats()
    with st.container(key="wide_instructions"):  # the style sheet shows one of the two
        place = _table(worded(rows), words, how, f"{hash(ids)}_{st.session_state.get('instructions_closed', 0)}")
        layout.note(_("Days to the deadline are negative once it has passed; working days by Kazakhstan's calendar."))
    with st.container(key="narrow_instructions"):
        cards.links(rows.to_dict("records"))
    file_links.links(chosen, count)
    picked = None if place is None else str(ids[place])
    if picked != st.session_state.get("instruction_picked"):
        st.session_state["instruction_picked"] = picked
        if picked:
            st.query_params["instruction"] = picked
            st.rerun()


def page(chosen: dict[str, Any], count: int, size: int) -> DataFrame:
    """The rows of the page that the address asks for; its number is chosen above them where there are several."""
    pages = max(math.ceil(count / size), 1)
    at = 1
    if pages > 1:
        at, _is_moved = filters.whole_number("page", _("Page of {pages}").format(pages=number(pages)), least=1, most=pages, otherwise=1)
    return ask(instructions.register, **chosen, most=size, skipped=(at - 1) * size)


def _table(rows: DataFrame, words: dict[str, str], how: dict[str, Any], identity: str) -> int | None:
    if rows.empty:
        st.info(_("No rows for this choice. Widen the filters or choose another day."))
        return None
    config = {column: how.get(column) or st.column_config.Column(label) for column, label in words.items()}
    chosen = st.dataframe(
        rows[list(words)], column_config=config, hide_index=True, height=tables.height_px(len(rows), 14),
        placeholder=tables.NO_VALUE, key=f"table_instructions_{identity}", on_select="rerun", selection_mode="single-row",
    )  # fmt: skip
    return next(iter(chosen.selection.rows), None)


def columns() -> dict[str, str]:
    """Columns of the register, in the reader's language; fewer while an instruction stands beside it."""
    here = language()
    first = {"state_worded": _("Computed state"), "days_left": _("Days to deadline")}
    said = {f"lead_short_{here}": _("Lead body"), f"text_{here}": _("Instruction")}
    if "instruction" in st.query_params:
        return first | said
    return first | {"working_days_left": _("In working days"), "due_on": _("Deadline")} | said | {
        "declared": _("Declared"), f"co_short_{here}": _("Co-executors"), "number": _("Number"), "issued_on": _("Issued"),
        "source_worded": _("Source"),
    }  # fmt: skip


def formats() -> dict[str, Any]:
    """How the columns are written where plain does not do."""
    words = defaultdict(str, columns())
    return {
        "state_worded": st.column_config.TextColumn(words["state_worded"], width=205),
        "declared": st.column_config.TextColumn(words["declared"], width=135),
        "days_left": tables.number_column(words["days_left"]), "working_days_left": tables.number_column(words["working_days_left"]),
        "due_on": tables.day_column(words["due_on"]), "issued_on": tables.day_column(words["issued_on"]),
        f"text_{language()}": st.column_config.TextColumn(words[f"text_{language()}"], width="large"),
    }  # fmt: skip


def worded(rows: DataFrame) -> DataFrame:
    """The rows with their codes as words."""
    sources, declared = labels.instruction_sources(), labels.declared_states()
    return rows.assign(
        state_worded=rows["state"].map(states.worded()),
        declared=[declared[each or None] for each in rows["declared_state"].fillna("")],
        source_worded=rows["is_demonstration"].map({True: sources["demonstration"], False: sources["published"]}),
    )
