"""Tables: headings in the reader's language, numbers aligned, a download that says where the rows come from."""

import math
from typing import Any

import streamlit as st
from pandas import DataFrame, to_numeric
from pyarrow import Table
from streamlit.dataframe_util import convert_pandas_df_to_arrow_table

from pages.parts import cached, session
from pages.parts.words import NO_VALUE, _, number

ROW_HEIGHT_PX = 33  # of Streamlit's 2.1875 rem at the theme's size of type: more leaves an empty row below the last
MOST_ROWS_SHOWN = 12
SITE = r"^https?://(?:www\.)?([^/]+)"


def show(
    rows: DataFrame,
    labels: dict[str, str],
    *,
    name: str,
    note: str = "",
    formats: dict[str, Any] | None = None,
    selectable: bool = False,
    identity: str = "",
    about: dict[str, str] | None = None,
    in_file: dict[str, str] | None = None,
) -> int | None:
    """A sortable table of the labelled columns, in order, with a CSV download; the position of the chosen row, or None.

    formats give a column configuration of Streamlit by column, where the plain one does not do; about gives further columns of
    the file, heading and words, such as definition and source (pages/parts/definition.py); in_file the labelled columns of the file
    where they are not those of the table. A choice is kept by position: give
    another identity when other rows are shown, so that it does not fall on one of them.
    """
    if rows.empty:
        st.info(_("No rows for this choice. Widen the filters or choose another day."))
        return None
    chosen = grid(rows, labels, formats, key=f"table_{name}{identity}", selectable=selectable)
    download(rows, in_file or labels, name=name, note=note, about=about)
    return chosen


def grid(
    rows: DataFrame, labels: dict[str, str], formats: dict[str, Any] | None, *, key: str, selectable: bool, no_value: str = NO_VALUE
) -> int | None:
    """The table alone; what the browser gets of it is kept, since to make it takes longer than all else."""
    config = {column: (formats or {}).get(column) or st.column_config.Column(label) for column, label in labels.items()}
    chosen = st.dataframe(
        cached.made(ready, rows, list(labels), decimals(config)), column_config=config, hide_index=True, height=height_px(len(rows)),
        placeholder=no_value, key=key, **({"on_select": "rerun", "selection_mode": "single-row"} if selectable else {}),
    )  # fmt: skip
    return next(iter(chosen.selection.rows), None) if selectable else None


def height_px(count: int, most: int = MOST_ROWS_SHOWN) -> int:
    """The height of a table that shows all its rows, or the most and half of the next, so that one sees that there are more."""
    return int(ROW_HEIGHT_PX * (min(count, most + 0.5) + 1)) + 3


def download(rows: DataFrame, labels: dict[str, str], *, name: str, note: str = "", about: dict[str, str] | None = None) -> None:
    """A button that saves the rows as CSV, with what they are about, the day, the note and the demonstration mark in the file."""
    told = (about or {}) | stands_on(note)  # told now: the file is written on a click, when no session is at hand
    st.download_button(
        _("Download CSV ({count} rows)").format(count=number(len(rows))),
        lambda: as_csv(rows, labels, told),
        file_name=f"{name}_{session.as_of()}.csv",
        mime="text/csv",
        key=f"download_{name}",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )


def stands_on(note: str) -> dict[str, str]:
    """The day, and the note with the demonstration mark once, as headings and words of a file."""
    mark = demonstration_mark()
    return {_("As of"): session.as_of().isoformat(), _("Note"): note if mark in note else f"{note} {mark}".strip()}


def as_csv(rows: DataFrame, labels: dict[str, str], told: dict[str, str]) -> bytes:
    """The rows as CSV in UTF-8 with a mark that spreadsheets understand, told as further columns; what could run as a formula is text."""
    marked = rows[list(labels)].rename(columns=labels).map(disarmed)
    for heading, words in told.items():
        marked[heading] = disarmed(words)
    return marked.to_csv(index=False).encode("utf-8-sig")


def demonstration_mark() -> str:
    """The sentence that marks invented rows, where they are loaded."""
    return _("Demonstration data: invented, not real enterprises.") if st.session_state.get("has_demonstration") else ""


def disarmed(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, made plain."""
    return "'" + value if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def day_column(label: str) -> Any:
    """A column of days in a form every language reads alike."""
    return st.column_config.DateColumn(label, format="DD.MM.YYYY")


def number_column(label: str, digits: int = 0) -> Any:
    """A right-aligned column of numbers with a fixed count of decimals, as the reader's language writes them."""
    return st.column_config.NumberColumn(label, format="localized", step=10.0**-digits)


def ready(rows: DataFrame, columns: list[str], digits: dict[str, int]) -> Table:
    """The columns as they cross the socket, numbers rounded as far as they are shown: the browser would cut the rest off."""
    rounded = {column: to_numeric(rows[column]).round(count) for column, count in digits.items()}
    return convert_pandas_df_to_arrow_table(rows[columns].assign(**rounded), preserve_index=False)


def decimals(config: dict[str, Any]) -> dict[str, int]:
    """How many decimals are shown of the numbers of which a fixed count is, by column."""
    steps = {column: (each.get("type_config") or {}).get("step") for column, each in config.items()}
    return {column: -round(math.log10(step)) for column, step in steps.items() if step}


def year_column(label: str) -> Any:
    """A column of years, without a separator of thousands."""
    return st.column_config.NumberColumn(label, format="%d")


def link_column(label: str) -> Any:
    """A column of addresses that open, each named by its site."""
    return st.column_config.LinkColumn(label, display_text=SITE)


def words_column(label: str, width: int) -> Any:
    """A column of words so many pixels wide: by itself a column is as wide as the rows in sight, and words below may be cut."""
    return st.column_config.TextColumn(label, width=width)
