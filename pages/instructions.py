"""What falls due, what is late, what is really done?"""

from collections import defaultdict
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import (
    article_page,
    calendar_address,
    filters,
    instruction_charts,
    instruction_detail,
    instruction_entry,
    instruction_states,
    labels,
    layout,
    session,
    tables,
)
from pages.parts.articles import control
from pages.parts.cached import ask
from pages.parts.words import _, language
from queries import instructions as questions


def show() -> None:
    """Filters, the bar of states, and one of three views; the chosen instruction beside them."""
    layout.heading(_("Instructions"), _("What falls due, what is late, what is really done?"))
    instruction_entry.show()
    chosen = choose()
    board = ask(questions.by_body, **{name: chosen[name] for name in ("is_demonstration", "search")})
    chosen["state"] = instruction_states.chosen(instruction_states.counted(board, chosen["body_code"]))
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        view = filters.segment("view", _("View"), views())
        with st.container(horizontal=True, width="content"):
            calendar_address.show()
            explained()
    if view == "bodies":
        instruction_charts.board(board)
        return
    rows = ask(questions.register, **chosen)
    with beside() if "instruction" in st.query_params else st.container():
        timeline(rows, chosen) if view == "timeline" else register(rows)


def explained() -> None:
    """What each state means, at hand where the states are read."""
    with st.popover(_("How the state is computed"), icon=":material/help:", width="content"):
        article = control.instructions()
        article_page.show(article)
        article_page.states(control.meanings())
        article_page.ending(article)


def views() -> dict[str, str]:
    """The three ways to look at the same instructions."""
    return {"register": _("Register"), "timeline": _("Timeline"), "bodies": _("By lead body")}


def choose() -> dict[str, Any]:
    """What the reader searches for, whose instructions, and from where; each stands in the address."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            _("Search"), key="search", bind="query-params", type="search", max_chars=100,
            placeholder=_("Number, words of the text, lead body"),
        )  # fmt: skip
        body_code = filters.one("body", _("Lead body"), bodies(), everything=_("All lead bodies"))
        given = filters.one("source", _("Source"), labels.instruction_sources(), everything=_("All sources"))
    return {"search": search, "body_code": body_code, "is_demonstration": given and given == "demonstration"}


def bodies() -> dict[str, str]:
    """The lead bodies whose instructions the viewer may see, by name."""
    everything = ask(questions.by_body)
    names = dict(zip(everything["lead_body_code"], everything[f"lead_short_{language()}"], strict=True))
    return dict(sorted(names.items(), key=lambda each: each[1]))


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
        state_worded=rows["state"].map(instruction_states.worded()),
        declared=[declared[each or None] for each in rows["declared_state"].fillna("")],
        source_worded=rows["is_demonstration"].map({True: sources["demonstration"], False: sources["published"]}),
    )


def register(rows: DataFrame) -> None:
    """The table; a chosen row opens beside it."""
    ids = tuple(rows["instruction_id"])
    place = tables.show(
        worded(rows), columns(), name="instructions", formats=formats(), selectable=True,
        identity=f"_{hash(ids)}_{st.session_state.get('instructions_closed', 0)}",
        note=_("Days to the deadline are negative once it has passed; working days by Kazakhstan's calendar."),
    )  # fmt: skip
    picked = None if place is None else str(ids[place])
    if picked != st.session_state.get("instruction_picked"):
        st.session_state["instruction_picked"] = picked
        if picked:
            st.query_params["instruction"] = picked
            st.rerun()


def timeline(rows: DataFrame, chosen: dict[str, Any]) -> None:
    """The same instructions on an axis of time."""
    milestones = ask(questions.milestones, **chosen)
    instruction_charts.timeline(worded(rows), milestones, columns(), formats(), session.as_of())


def beside() -> Any:
    """The instruction of the address on the right; the left side is returned for the view."""
    left, right = st.columns([1.5, 1], gap="large")
    with right, st.container(border=True):
        st.button(_("Close"), icon=":material/close:", type="tertiary", on_click=close)
        instruction_detail.show(st.query_params["instruction"])
    return left


def close() -> None:
    """Takes the chosen instruction out of the address and lifts the table's choice."""
    del st.query_params["instruction"]
    st.session_state["instruction_picked"] = None
    st.session_state["instructions_closed"] = st.session_state.get("instructions_closed", 0) + 1


show()
