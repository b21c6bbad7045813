"""The frame of a page: its question, its tiles, its links."""

import re
from html import escape
from typing import Any, NamedTuple

import streamlit as st

from pages.parts import page_language, palette, session

TO_TOP = "<script>document.querySelector('[data-testid=\"stMain\"]')?.scrollTo(0, 0)</script>"


def heading(title: str, question: str) -> None:
    """The title of a screen and the one question it answers."""
    html = f'<div class="heading"><h1 class="screen">{escape(title)}</h1><p class="question">{escape(question)}</p></div>'
    top(html, session.page_asked_for())


def top(html: str, opened: str) -> None:
    """The HTML on top of a screen. Scrolls there when something else is opened than before: Streamlit keeps the old place.

    html is ours, everything from data in it escaped; opened names what is opened.
    """
    is_new = st.session_state.get("opened") != opened
    st.session_state["opened"] = opened
    st.html(html + page_language.script() + (TO_TOP if is_new else ""), unsafe_allow_javascript=True)


def section(title: str, note: str = "") -> None:
    """The title of a part of a screen, with what period, base and source it stands on."""
    st.html(f'<h2 class="section">{escape(title)}</h2>' + (f'<p class="note">{escape(note)}</p>' if note else ""))


def note(text: str) -> None:
    """A quiet line that says what the figures above stand on."""
    st.html(f'<p class="note">{escape(text)}</p>')


def subtitle(title: str) -> None:
    """The title of one of several charts that stand side by side."""
    st.html(f'<h3 class="subtitle">{escape(title)}</h3>')


def tile(
    label: str, value: str, unit: str, comparison: str, *, page: str = "", link: str = "", is_bad: bool = False, **filters: Any
) -> None:
    """One figure with its unit, the comparison in words, and a link to the rows behind it where they are on another screen.

    page is the screen's file in pages/, filters become its address.
    """
    with st.container(border=True, height="stretch", vertical_alignment="distribute"):
        st.html(
            f'<div class="tile{" bad" if is_bad else ""}"><div class="label">{escape(label)}</div>'
            f'<div class="value">{escape(value)} <span class="unit">{escape(unit)}</span></div>'
            f'<div class="comparison">{escape(comparison)}</div></div>'
        )
        if page:
            open_screen(page, link, **filters)


class Link(NamedTuple):
    """A link with a quiet line below it.

    label is shown as it is; said are its phrases, after chip, HTML; filters become the address, without any the label is no link.
    """

    label: str
    said: list[str]
    filters: dict[str, str]
    chip: str = ""


def links(page: str, rows: list[Link], *, name: str) -> None:
    """Links to a screen by its file in pages/, one under the other; name is the list's own on the screen."""
    kept = kept_in_address()
    with st.container(gap=None, key=f"links_{name}"):
        for row in rows:
            if row.filters:
                _link(page, row.label, kept | row.filters)
            else:
                st.markdown(plain(row.label))
            remark(*row.said, chip=row.chip)


def of_facility(facility_id: int) -> dict[str, str]:
    """The passport of a facility as the filters of a link."""
    return {"facility": str(facility_id)}


def open_facility(facility_id: int, label: str) -> None:
    """A link to the passport of a facility."""
    open_screen("facility.py", label, **of_facility(facility_id))


def open_screen(page: str, label: str, **filters: Any) -> None:
    """A link to a screen by its file in pages/; the filters become its address, the label is shown as it is."""
    _link(page, label, kept_in_address() | filters)


def _link(page: str, label: str, address: dict[str, Any]) -> None:
    screen = st.session_state["screens"][page]  # as the frame has made it: by its file, Streamlit would search the disk for each link
    st.page_link(screen, label=plain(label), icon=":material/arrow_forward:", query_params=address)


def plain(text: str) -> str:
    """A text from data in which nothing is taken for Markdown."""
    return re.sub(r"([\\`*_{}\[\]()<>#+.!|~$:-])", r"\\\1", text)


def remark(*said: str, chip: str = "") -> None:
    """A quiet line under a link: phrases one after another, after a chip of HTML where there is one."""
    words = " · ".join(escape(each) for each in said if each)
    st.html(f'<div class="remark">{chip}{words}</div>')


def kept_in_address() -> dict[str, Any]:
    """What every link carries on: the language and the day."""
    given = st.query_params.to_dict()
    return {key: given[key] for key in ("lang", "as_of") if key in given}


def swatch(colour: str) -> str:
    """HTML of a round mark in a colour of the palette."""
    return f'<span class="swatch" style="background:{escape(colour)};border-color:{escape(palette.tokens()["border"])}"></span>'


def pairs(rows: list[tuple[str, str]]) -> None:
    """Label and value, line by line, as on the head of a passport."""
    lines = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in rows)
    st.html(f'<dl class="pairs">{lines}</dl>')
