"""Who was told of the deadline of an instruction, and who took note of it."""

from html import escape
from typing import Any

import streamlit as st

from pages.parts import layout, palette, session
from pages.parts.words import _, day, named
from queries import escalation


def show(instruction_id: int) -> None:
    """Every notice known on the day looked at, the newest first; the viewer's own can be noted on today's screen."""
    layout.section(_("Who was told"), _("Reminders before the deadline, and each level above once it has passed."))
    told = escalation.notices(session.viewer(), session.as_of(), instruction_id=instruction_id)  # asked each time: noted counts at once
    if told.empty:
        layout.note(_("Nobody has been told of a deadline yet."))
        return
    notices = told.to_dict("records")
    st.html(f'<ol class="steps">{"".join(map(_notice, notices))}</ol>')
    if session.as_of() == session.today() and any(map(_waits_for_viewer, notices)):
        _offer(instruction_id)


def steps() -> dict[str, str]:
    """Steps towards a deadline and past it that people are told of."""
    return {
        "first": _("First reminder"),
        "second": _("Second reminder"),
        "deadline": _("Day of the deadline"),
        "heads": _("Past the deadline: head of the lead body"),
        "controllers": _("Past the deadline: controller"),
        "office": _("Past the deadline: Prime Minister's Office"),
    }


def _waits_for_viewer(notice: dict[str, Any]) -> bool:
    return notice["user_code"] == session.viewer().user and notice["acknowledged_on"] is None


def _offer(instruction_id: int) -> None:
    if st.button(_("I have taken note"), key="take_note", icon=":material/done:"):
        escalation.acknowledge(session.viewer(), instruction_id=instruction_id)
        st.rerun()


def _notice(notice: dict[str, Any]) -> str:
    noted_on = notice["acknowledged_on"]
    noted = _("took note {day}").format(day=day(noted_on)) if noted_on else _("has not taken note")
    colours = palette.instruction_states()
    due = _("deadline {day}").format(day=day(notice["due_on"]))
    return (
        f'<li style="--mark:{colours["done" if noted_on else "due_soon"][2]}"><b>{escape(steps()[notice["step"]])}</b>'
        f"<small>{escape(day(notice['told_on']))} · {escape(due)}</small>"
        f"<span>{escape(named(notice, 'person'))} · {escape(noted)}</span></li>"
    )
