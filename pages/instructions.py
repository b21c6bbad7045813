"""What falls due, what is late, what is really done?"""

from typing import Any

import streamlit as st

from pages.parts import article_page, calendar_address, filters, layout
from pages.parts.articles import control
from pages.parts.instructions import board, detail, entry, register, timeline, timeliness, work
from pages.parts.instructions import filters as instruction_filters
from pages.parts.words import _


def show() -> None:
    """One of six views of the same instructions; the chosen instruction beside it."""
    layout.heading(_("Instructions"), _("What falls due, what is late, what is really done?"))
    entry.show()
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        if "view" not in st.query_params and instruction_filters.are_asked_for():
            st.query_params["view"] = "register"  # who comes with a choice wants the rows that it leaves
        view = filters.segment("view", _("View"), views(), is_label_shown=False)
        with st.container(horizontal=True, width="content"):
            calendar_address.show()
            explained()
    with beside() if "instruction" in st.query_params else st.container():
        looked_at(view)


def views() -> dict[str, str]:
    """The ways to look at the same instructions, the viewer's own work first."""
    return {
        "work": _("My work today"), "register": _("Register"), "board": _("Board"), "timeline": _("Timeline"),
        "bodies": _("By lead body"), "controllers": _("By controller"),
    }  # fmt: skip


def looked_at(view: str) -> None:
    """The view, under its filters; my work has none."""
    if view == "work":
        work.show()
        return
    chosen = instruction_filters.choose(has_people=view not in ("bodies", "controllers"))
    if view in ("bodies", "controllers"):
        timeliness.show("lead" if view == "bodies" else "controller", chosen)
    elif view == "board":
        board.show(chosen)
    else:
        rows_of(view, chosen)


def rows_of(view: str, chosen: dict[str, Any]) -> None:
    """The register or the timeline, of one state where one is chosen."""
    state, count = instruction_filters.state(chosen)
    part = timeline if view == "timeline" else register
    part.show(chosen | {"state": state}, count)


def explained() -> None:
    """What each state means, at hand where the states are read."""
    with st.popover(_("How the state is computed"), icon=":material/help:", width="content"):
        article = control.instructions()
        article_page.show(article)
        article_page.states(control.meanings())
        article_page.ending(article)


def beside() -> Any:
    """The instruction of the address on the right; the left side is returned for the view."""
    left, right = st.columns([1.5, 1], gap="large")
    with right, st.container(border=True):
        st.button(_("Close"), icon=":material/close:", type="tertiary", on_click=close)
        detail.show(st.query_params["instruction"])
    return left


def close() -> None:
    """Takes the chosen instruction out of the address and lifts the table's choice."""
    del st.query_params["instruction"]
    st.session_state["instruction_picked"] = None
    st.session_state["instructions_closed"] = st.session_state.get("instructions_closed", 0) + 1


show()
