"""The decision of the controller: accept what was declared done, return it, or set a later deadline."""

from typing import Any

import streamlit as st

from pages.parts import session, typed_day
from pages.parts.instructions.report import Done
from pages.parts.words import _
from queries import instructions
from queries.instructions import deadlines
from queries.instructions.refusals import Refused

MOST_LETTERS = 5000


def show(found: dict[str, Any], done: Done, *, is_open: bool) -> None:
    """The form, with the decisions that the present state allows."""
    prefix, offered = f"decide_{found['instruction_id']}_", kinds(found["state"])
    with st.expander(_("Decide as the controller"), icon=":material/gavel:", expanded=is_open):
        kind = st.radio(_("Decision"), list(offered), format_func=offered.get, horizontal=True, key=prefix + "kind")
        with st.form(prefix + "form", border=False, enter_to_submit=False):
            until = _until(prefix) if kind == "extended" else ""
            label = _("Reason, for everybody who sees the instruction") if kind != "accepted" else _("Remark, if there is one")
            hint = _("At least ten letters") if kind != "accepted" else ""
            reason = st.text_area(label, key=prefix + "reason", max_chars=MOST_LETTERS, height=90, placeholder=hint)
            if st.form_submit_button(offered[kind], type="primary", key=prefix + "send"):
                given = {"instruction_id": found["instruction_id"], "kind": kind, "reason": reason}
                keys = [prefix + name for name in ("kind", "until", "reason")]
                done(found, lambda version: _decide(given | {"version": version}, kind, until), _("The decision is in the history."), keys)


def kinds(state: str) -> dict[str, str]:
    """Decisions that can be taken in a state."""
    on_a_report = {"accepted": _("Accept"), "returned": _("Return")} if state == "reported" else {}
    return on_a_report | {"extended": _("Set a later deadline")}


def _until(prefix: str) -> str:
    earliest = typed_day.hint(deadlines.earliest(session.today()))
    label = _("New deadline, DD.MM.YYYY")
    return str(st.text_input(label, key=prefix + "until", max_chars=10, placeholder=_("{day} or later").format(day=earliest)))


def _decide(given: dict[str, Any], kind: str, until: str) -> int:
    new_due_on = typed_day.read(until) if kind == "extended" else None
    if kind == "extended" and new_due_on is None:
        raise Refused("no_day")
    return instructions.decide(session.viewer(), session.as_of(), new_due_on=new_due_on, **given)
