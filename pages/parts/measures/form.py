"""Choosing what is counted for an instruction, and withdrawing it, for those who issue and control."""

from datetime import date
from typing import Any

import streamlit as st

from pages.parts import cached, session, typed_day
from pages.parts.measures import words as measure_words
from pages.parts.words import _, named
from queries import facilities, instructions, measures
from queries.refusals import Refused

MOST_LETTERS, SAID = 1000, "measure_said"
KINDS = {"systems_connected": True, "programme_done": False}
Found = dict[str, Any]


def show(instruction_id: int, found: Found | None) -> None:
    """The form, on today only: no choice is backdated."""
    said = st.session_state.pop(SAID, None)
    if said:
        (st.success if said[0] else st.error)(said[1])
    if session.as_of() != session.today() or not cached.ask(measures.may_set):
        return
    seen = next(iter(cached.ask(measures.versions, instruction_id=instruction_id)["version"]), 0)
    with st.expander(_("Choose what is counted"), icon=":material/edit:"):
        code = st.selectbox(
            _("What is counted"), list(measure_words.measures()), format_func=measure_words.measures().get, key="measure_code"
        )
        st.caption(measure_words.how(code))
        with st.form("measure_form", border=False):
            given = _set(code) | {"since": _since(instruction_id)}
            reason = _reason("measure_reason")
            if st.form_submit_button(_("Count this from now on"), type="primary", key="measure_save"):
                _done(instruction_id, {"measure_code": code, "reason": reason} | given, _("It is counted from now on."))
        if found:
            _withdraw(instruction_id)
    st.session_state[_seen_key(instruction_id)] = int(seen)


def _set(code: str) -> Found:
    """What the set is limited to."""
    if code in measures.OF_A_PROGRAMME:
        rows = cached.ask(measures.programmes).to_dict("records")
        names = {row["programme_code"]: named(row) for row in rows if (row["kind_code"] == "system_connection") == KINDS[code]}
        return {"programme_code": _one(_("Programme"), names, "measure_programme")}
    if code == "milestones":
        return {}
    regions = {row["region_code"]: named(row) for row in cached.ask(facilities.region_boxes).to_dict("records")}
    hazards = {row["hazard_type_code"]: named(row) for row in cached.ask(facilities.hazard_types).to_dict("records")}
    return {
        "of_region": _one(_("Region"), {None: _("All regions")} | regions, "measure_region"),
        "of_hazard_type": _one(_("Hazard"), {None: _("All types")} | hazards, "measure_hazard"),
    }


def _one(label: str, words: dict[Any, str], key: str) -> str | None:
    return st.selectbox(label, list(words), format_func=words.__getitem__, key=key, placeholder=_("None to choose from"))


def _since(instruction_id: int) -> date | None:
    """The first day that counts, as typed; the day of issue unless another is typed, None where it is no day."""
    issued_on = cached.ask(instructions.one, instruction_id=instruction_id)["issued_on"]
    typed = st.text_input(
        _("First day that counts, DD.MM.YYYY"), value=typed_day.hint(issued_on), max_chars=12, key=f"measure_since_{instruction_id}"
    )
    return typed_day.read(typed)


def _withdraw(instruction_id: int) -> None:
    with st.form("measure_withdraw", border=False):
        reason = _reason("measure_withdraw_reason")
        if st.form_submit_button(_("Count nothing any more"), key="measure_withdrawn"):
            _done(instruction_id, {"measure_code": None, "since": None, "reason": reason}, _("Nothing is counted any more."))


def _reason(key: str) -> str:
    return str(
        st.text_area(_("Reason, for everybody to read"), max_chars=MOST_LETTERS, height=90, key=key, placeholder=_("At least ten letters"))
    )


def _seen_key(instruction_id: int) -> str:
    return f"measure_seen_{instruction_id}"


def _done(instruction_id: int, given: Found, sentence: str) -> None:
    """Acts on the version as it stood when the form was drawn, and shows the instruction anew with what came of it."""
    base_version = int(st.session_state[_seen_key(instruction_id)])
    try:
        measures.set_measure(session.viewer(), instruction_id=instruction_id, base_version=base_version, **given)
        st.session_state[SAID] = (True, sentence)
    except Refused as refused:
        st.session_state[SAID] = (False, measure_words.refusals()[str(refused)])
    st.rerun()
