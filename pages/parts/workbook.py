"""A table as a workbook: the rows on one sheet, the day and the note they stand on on another."""

import streamlit as st
from pandas import DataFrame

from pages.parts import session, tables
from pages.parts.visits import file
from pages.parts.words import _, number

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(rows: DataFrame, labels: dict[str, str], *, name: str, note: str = "", about: dict[str, str] | None = None) -> None:
    """A button that saves the labelled columns of the rows as XLSX, about as in tables.show; nothing where there are none."""
    if rows.empty:
        return
    told = (about or {}) | tables.stands_on(note)
    sheets = _("Rows"), _("Note")
    st.download_button(
        _("Download XLSX ({count} rows)").format(count=number(len(rows))), lambda: file.as_workbook(rows, labels, told, sheets),
        file_name=f"{name}_{session.as_of()}.xlsx", mime=XLSX, key=f"workbook_{name}", on_click="ignore", icon=":material/download:",
        type="tertiary",
    )  # fmt: skip
