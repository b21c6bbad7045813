"""The table of a protocol as a file: every line tried first, and entered only when none is refused."""

import tempfile
from pathlib import Path
from typing import Any

import streamlit as st
from pandas import DataFrame

from data.imports import problems, protocol
from pages.parts import layout, session, tables, uploader
from pages.parts.instructions import refusals, table_columns
from pages.parts.instructions.deadlines import Tell
from pages.parts.words import _, language, ngettext, number
from queries.instructions.refusals import Refused

FILE = "protocol_file"
MOST_MB = 10


def show(tell: Tell) -> None:
    """The place for the file, what each line would become, and the button that enters them."""
    limit = _("XLSX, CSV up to {size} MB").format(size=MOST_MB)
    st.html(f"<style>{uploader.in_words(FILE, limit)}</style>")
    file = st.file_uploader(_("Table of a protocol"), type=["xlsx", "csv"], key=FILE, max_upload_size=MOST_MB)
    table_columns.show(protocol.SHOWN)
    is_other = st.checkbox(_("Those that say nearly the same as instructions in the register are other ones"), key="protocol_is_other")
    if file is None:
        return
    outcomes = _carried_out(file, is_dry_run=True, is_other=is_other)
    if outcomes is None:
        return
    _preview(outcomes)
    ready = ngettext("Enter {count} instruction", "Enter {count} instructions", len(outcomes)).format(count=number(len(outcomes)))
    if all(refusal is None for _line, refusal in outcomes) and st.button(ready, type="primary", key="protocol_send"):
        _carried_out(file, is_dry_run=False, is_other=is_other)
        tell(True, _("The instructions of the protocol are in the register."))


def _carried_out(file: Any, *, is_dry_run: bool, is_other: bool) -> protocol.Outcomes | None:
    """What becomes of each line; None, with a sentence on the screen, where the file cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"protocol{Path(file.name).suffix.lower()}"
        path.write_bytes(file.getvalue())
        try:
            given = {"is_dry_run": is_dry_run, "is_no_duplicate": is_other}
            return protocol.import_protocol(session.viewer(), session.as_of(), path, **given)
        except problems.Refused as refused:
            st.error(layout.plain(refused.in_language(language())))
            return None


def _preview(outcomes: protocol.Outcomes) -> None:
    rows = DataFrame(
        [
            {
                "line_no": line.line_no,
                "number": line.number,
                "told": refusals.sentence_of(Refused(refusal)) if refusal else _("can be entered"),
            }
            for line, refusal in outcomes
        ]
    )
    tables.show(rows, {"line_no": _("Line"), "number": _("Number"), "told": _("What becomes of it")}, name="protocol")
