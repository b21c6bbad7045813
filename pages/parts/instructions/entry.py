"""Entering instructions, for those who may: one by a form, several from the table of a protocol, and deadlines moved together."""

from typing import Any

import streamlit as st

from pages.parts import cached, layout, session
from pages.parts.instructions import deadlines as instruction_deadlines
from pages.parts.instructions import entry_fields, refusals
from pages.parts.instructions import table as instruction_table
from pages.parts.words import _, day, named
from queries import instructions
from queries.instructions.refusals import Refused
from queries.instructions.writing import Entry

SAID, LIKE = "entry_said", "entry_like"


def show() -> None:
    """The three ways, folded away until wanted; nothing for who may not enter, or on a past day."""
    if session.as_of() != session.today() or not cached.ask(instructions.rights):
        return
    said = st.session_state.pop(SAID, None)
    with st.expander(_("Enter instructions and move deadlines"), icon=":material/add_notes:", expanded=said is not None):
        if said:
            (st.success if said[0] else st.error)(said[1])
        one, table, deadlines = st.tabs([_("Enter one"), _("From the table of a protocol"), _("Move deadlines")])
        with one:
            _one()
        with table:
            instruction_table.show(tell)
        with deadlines:
            instruction_deadlines.show(tell)


def tell(is_done: bool, sentence: str) -> None:
    """Shows the screen anew with what came of an act."""
    st.session_state[SAID] = (is_done, sentence)
    st.rerun()


def _one() -> None:
    with st.form("entry_form", border=False, enter_to_submit=False):
        typed = entry_fields.show()
        is_other = _likely_duplicates()
        if st.form_submit_button(_("Enter the instruction"), type="primary", key="entry_send"):
            _enter(typed, is_other)


def _likely_duplicates() -> bool:
    """Those that say nearly the same, once they were met, and whether the person means another one."""
    rows = st.session_state.get(LIKE)
    if rows is None:
        return False
    layout.note(_("These say nearly the same:"))
    for row in rows.to_dict("records"):
        due = _("deadline {day}").format(day=day(row["due_on"])) if row["due_on"] else _("no deadline set")
        layout.remark(row["number"], named(row, "lead_short"), due, named(row, "text"))
    return bool(st.checkbox(_("Mine is another instruction"), key="entry_is_other"))


def _enter(typed: dict[str, Any], is_other: bool) -> None:
    try:
        entry = entry_fields.entry_of(typed)
        instructions.issue(session.viewer(), session.as_of(), entry=entry, is_no_duplicate=is_other)
    except Refused as refused:
        if str(refused) == "like_others":
            _remember_likes(entry)
        tell(False, refusals.sentence_of(refused))
    entry_fields.forget()
    st.session_state.pop(LIKE, None)
    tell(True, _("Instruction {number} is in the register.").format(number=layout.plain(entry.number)))


def _remember_likes(entry: Entry) -> None:
    st.session_state[LIKE] = instructions.like(
        session.viewer(), session.as_of(), said=entry.said(), lead_body_code=entry.lead_body_code or ""
    )
