"""What the reader may do with the instruction beside the register: report on it, or decide; nothing on a past day."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.parts import session
from pages.parts.instructions import decide, refusals, report
from pages.parts.words import language
from queries.instructions.refusals import Refused

SAID = "instruction_said"  # the instruction and the language, the version the act led to or None where it was refused, the sentence


def show(found: dict[str, Any]) -> None:
    """The forms that the reader's role and body allow, and what came of the last act."""
    if session.as_of() != session.today():
        return
    is_refused = _tell(found)
    if found["accepted_on"] is not None:
        return
    if found["may_report"]:
        report.show(found, done, is_open=is_refused)
    if found["may_decide"]:
        decide.show(found, done, is_open=is_refused)
    st.session_state[seen_key(found["instruction_id"])] = found["version"]


def _tell(found: dict[str, Any]) -> bool:
    """Says what came of the last act until something else was looked at or happened; returns whether it was refused."""
    about, version, sentence = st.session_state.get(SAID, (None, None, ""))
    if about != (found["instruction_id"], language()) or version not in (None, found["version"]):
        st.session_state.pop(SAID, None)
        return False
    (st.error if version is None else st.success)(sentence)
    return version is None


def seen_key(instruction_id: int) -> str:
    """Where the version stands that the form was drawn on: the run that carries out the click has read a newer one."""
    return f"instruction_seen_{instruction_id}"


def done(found: dict[str, Any], act: Callable[[int], int], sentence: str, keys: list[str]) -> None:
    """Acts on the version seen, and shows the instruction anew with what came of it; the form is emptied only where it was taken."""
    instruction_id = found["instruction_id"]
    try:
        version = act(st.session_state.get(seen_key(instruction_id), found["version"]))
        st.session_state[SAID] = ((instruction_id, language()), version, sentence)
        for key in keys:
            st.session_state.pop(key, None)
    except Refused as refused:
        st.session_state[SAID] = ((instruction_id, language()), None, refusals.sentence_of(refused))
    st.rerun()
