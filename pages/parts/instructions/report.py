"""The report of a body that leads an instruction or takes part in it: state, words, per cent, and the proof."""

import re
from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.parts import cached, labels, session, uploader
from pages.parts.words import _, named
from queries import instructions
from queries.instructions import evidence
from queries.instructions.refusals import Refused

MOST_LETTERS, MOST_FILES = 5000, 10
Done = Callable[[dict[str, Any], Callable[[int], int], str, list[str]], None]


def show(found: dict[str, Any], done: Done, *, is_open: bool) -> None:
    """The form; what is typed stays until it is taken."""
    prefix = f"report_{found['instruction_id']}_"
    with st.expander(_("Report for your body"), icon=":material/edit_note:", expanded=is_open):
        st.html(f"<style>{uploader.in_words(prefix + 'files', _limit())}</style>")
        with st.form(prefix + "form", border=False, enter_to_submit=False):
            typed = _fields(prefix) | {"milestones": _milestones(prefix, found["instruction_id"])}
            if st.form_submit_button(_("Send the report"), type="primary", key=prefix + "send"):
                keys = [prefix + name for name in ("state", "percent", "text", "facilities", "files", "milestones")]
                done(found, lambda version: _send(found["instruction_id"], version, typed), _("The report is in the history."), keys)


def _fields(prefix: str) -> dict[str, Any]:
    states = {code: word for code, word in labels.declared_states().items() if code}
    first, second = st.columns([2, 1])
    state = first.radio(_("Declared state"), list(states), format_func=states.get, horizontal=True, key=prefix + "state")
    percent = second.text_input(_("Done, per cent"), key=prefix + "percent", max_chars=3, placeholder=_("0 to 100"))
    text = st.text_area(
        _("What has been done, for everybody who sees the instruction"), key=prefix + "text", max_chars=MOST_LETTERS, height=110,
        placeholder=_("At least ten letters"),
    )  # fmt: skip
    facilities = st.text_input(
        _("Facilities that prove it"), key=prefix + "facilities",
        placeholder=_("Numbers or addresses of their passports, with spaces between"),
    )  # fmt: skip
    files = st.file_uploader(_("Evidence"), accept_multiple_files=True, key=prefix + "files", max_upload_size=evidence.MOST_BYTES >> 20)
    return {"state": state, "percent": percent, "text": text, "facilities": facilities, "files": files}


def _milestones(prefix: str, instruction_id: int) -> list[int]:
    """Numbers of the milestones that the report says were reached today; nothing to choose where none is open."""
    rows = cached.ask(instructions.milestones, instruction_id=instruction_id)
    ahead = {row["milestone_no"]: named(row) for row in rows.to_dict("records") if row["milestone_state"] in ("open", "late")}
    if not ahead:
        return []
    given = {"key": prefix + "milestones", "placeholder": _("None")}
    return list(st.multiselect(_("Milestones reached today"), list(ahead), format_func=ahead.get, **given))


def _limit() -> str:
    return _("PDF, PNG, JPEG, DOCX, XLSX, CSV, TXT up to {size} MB each").format(size=evidence.MOST_BYTES >> 20)


def _send(instruction_id: int, version: int, typed: dict[str, Any]) -> int:
    percent = typed["percent"].strip().removesuffix("%").strip()
    return instructions.report(
        session.viewer(), session.as_of(), instruction_id=instruction_id, version=version, declared_state=typed["state"],
        text=typed["text"], percent=_percent(percent), facility_ids=numbers_in(typed["facilities"]),
        milestone_nos=typed["milestones"], files=[_kept(file) for file in typed["files"][:MOST_FILES]],
    )  # fmt: skip


def _kept(file: Any) -> evidence.File:
    """The file kept; where it is refused, the refusal says which one."""
    try:
        return evidence.keep(file.name, file)
    except Refused as refused:
        refused.about = file.name
        raise


def _percent(text: str) -> int | None:
    """What was typed; a number no share can be where it is no number, so that it is refused."""
    return None if not text else int(text) if text.isdecimal() else -1


def numbers_in(text: str) -> list[int]:
    """Numbers of facilities out of what was typed or pasted: bare, or as the addresses of passports say them."""
    return sorted({int(each) for each in re.findall(r"(?:facility=|(?<![\w=/.-]))(\d{1,18})(?!\w)", text)})
