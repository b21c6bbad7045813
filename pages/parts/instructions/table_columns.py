"""What the table of a protocol holds, column by column, and an empty one to fill in."""

from collections.abc import Iterable

import streamlit as st

from pages.parts import layout
from pages.parts.words import _


def show(columns: Iterable[str]) -> None:
    """The columns in the reader's language behind a button, and beside it the empty table."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(_("What the columns hold"), icon=":material/help:", width="content"):
            layout.pairs([(column, meanings()[column]) for column in columns])
        st.download_button(
            _("An empty table to fill in"), ("\ufeff" + ",".join(columns) + "\r\n").encode(), file_name="protocol.csv",
            mime="text/csv", key="protocol_empty", on_click="ignore", icon=":material/download:", type="tertiary",
        )  # fmt: skip


def meanings() -> dict[str, str]:
    """What each column holds, by the name it must have."""
    several, body = _("several, with semicolons between"), _("its code or its name")
    controller, nobody = _("Controller"), _("where both are empty, the Prime Minister's Office")
    return {
        "number": _("Number"),
        "issued_on": _("Issued, DD.MM.YYYY"),
        "due_on": _("Deadline, DD.MM.YYYY; empty for none"),
        "lead_body_code": f"{_('Lead body')}: {body}",
        "co_body_codes": f"{_('Co-executors')}: {body}; {several}",
        "controller_user_code": ": ".join([controller, _("code of a person of this map")]),
        "controller_body_code": f"{controller}: {body}; {nobody}",
        "parent_number": _("Number of the instruction it is a part of"),
        "source_url": _("Address of the publication"),
        "indicator_codes": f"{_('Targets it serves')}: {several}",
        "facility_ids": f"{_('Facilities it is about')}: {several}",
        **said(),
    }


def said() -> dict[str, str]:
    """What each column of words holds."""
    languages = _("in one language, or in several as {name}_kk, {name}_ru, {name}_en")
    labels = {
        "issuer": _("Issued by"), "source_document": _("Source document"), "text": _("Instruction"),
        "final_result": _("Final result asked"),
    }  # fmt: skip
    return {name: f"{label}: {languages.format(name=name)}" for name, label in labels.items()}
