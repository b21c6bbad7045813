"""Moving the deadlines of several instructions at once, with one reason: all of them, or none."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.parts import cached, session, typed_day
from pages.parts.instructions import refusals
from pages.parts.words import _, day, named, ngettext, number
from queries import instructions
from queries.instructions import deadlines
from queries.instructions.refusals import Refused

Tell = Callable[[bool, str], None]
LONGEST_WORDS = 90


def show(tell: Tell) -> None:
    """The choice of instructions, the new deadline and the reason."""
    rows = {row["instruction_id"]: row for row in cached.ask(instructions.deadlines_to_move).to_dict("records")}
    if not rows:
        st.info(_("There is no open instruction whose deadline is yours to move."))
        return
    st.session_state.setdefault("moving_seen", {})
    with st.form("moving_form", border=False, enter_to_submit=False):
        chosen = st.multiselect(
            _("Instructions"), list(rows), format_func=lambda each: _worded(rows[each]), key="moving_chosen", placeholder=_("Choose")
        )
        until, why = st.columns([1, 2])
        earliest = _("{day} or later").format(day=typed_day.hint(deadlines.earliest(session.today())))
        new_due_on = until.text_input(_("New deadline, DD.MM.YYYY"), key="moving_until", max_chars=10, placeholder=earliest)
        reason = why.text_input(_("Reason, for everybody who sees the instruction"), key="moving_reason", max_chars=2000)
        if st.form_submit_button(_("Move the deadlines"), type="primary", key="moving_send"):
            seen = st.session_state["moving_seen"]
            _move({each: seen.get(each, rows[each]["version"]) for each in chosen}, new_due_on, reason, rows, tell)
    st.session_state["moving_seen"] = {each: row["version"] for each, row in rows.items()}


def _worded(row: dict[str, Any]) -> str:
    due = day(row["due_on"]) if row["due_on"] else _("no deadline set")
    return f"{row['number']} · {named(row, 'lead_short')} · {due} · {named(row, 'text')[:LONGEST_WORDS]}"


def _move(versions: dict[int, int], until: str, reason: str, rows: dict[int, dict[str, Any]], tell: Tell) -> None:
    new_due_on = typed_day.read(until)
    if not versions:
        tell(False, _("Choose the instructions first."))
    try:
        if new_due_on is None:
            raise Refused("no_day")
        instructions.extend_many(session.viewer(), session.as_of(), versions=versions, reason=reason, new_due_on=new_due_on)
    except Refused as refused:
        which = rows[refused.instruction_id]["number"] + ": " if refused.instruction_id in rows else ""
        tell(False, which + refusals.sentence_of(refused))
        return
    for name in ("chosen", "until", "reason"):
        st.session_state.pop(f"moving_{name}", None)
    moved = ngettext("The deadline of {count} instruction is moved.", "The deadlines of {count} instructions are moved.", len(versions))
    tell(True, moved.format(count=number(len(versions))))
