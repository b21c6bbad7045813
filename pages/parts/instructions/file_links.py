"""Links to files of the instructions on screen: a workbook of all rows, a list to print. The route writes each to the audit trail."""

from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from pages.parts import session
from pages.parts.words import _, language, ngettext, number
from queries import tokens

PURPOSE = "export"
KINDS = {"xlsx": "XLSX", "pdf": "PDF"}


def links(chosen: dict[str, Any], count: int) -> None:
    """Two links, by what the files hold: filters as queries.instructions.register takes them, or the view work."""
    if not count:
        return
    given = {name: str(value).lower() if isinstance(value, bool) else value for name, value in chosen.items() if value is not None}
    asked = {"token": tokens.issue(session.viewer(), PURPOSE), "as_of": session.as_of().isoformat(), "lang": language()} | given
    told = ngettext("Download {count} instruction:", "Download {count} instructions:", count).format(count=number(count))
    hrefs = {kind: escape(f"/export/instructions.{kind}?{urlencode(asked)}") for kind in KINDS}
    each = " · ".join(f'<a href="{href}" download>{KINDS[kind]}</a>' for kind, href in hrefs.items())
    list_to_print = escape(_("PDF is a list to print."))
    st.html(f'<p class="note files">{escape(told)} {each}. {list_to_print}</p>')
