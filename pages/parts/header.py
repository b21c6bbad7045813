"""The line above every screen: which day, which language, who is looking, and that the data is invented where it is."""

from datetime import date, timedelta
from html import escape
from typing import Any

import streamlit as st

from pages.parts import cached, session, tables
from pages.parts.words import LANGUAGES, _, day, named

MONTH_ENDS_OFFERED = 25


def show(person: dict[str, Any]) -> None:
    """The header of a signed-in person."""
    with st.container(key="header", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        brand()
        with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", width="content"):
            _day()
            language()
            _person(person)


def brand() -> None:
    """The name of the product, and that the data is invented where it is."""
    mark = tables.demonstration_mark()
    pill = f'<span class="demo-mark">{escape(mark)}</span>' if mark else ""
    name = escape(_("Digital Map of Enterprises"))
    st.html(f'<div class="brand"><b>{name}</b>{pill}</div>', width="content")


def language() -> None:
    """The choice of language; it stands in the address too."""
    st.segmented_control(
        _("Language"), list(LANGUAGES), format_func=lambda code: {"kk": "Қаз", "ru": "Рус", "en": "Eng"}[code],
        default=st.session_state["language"], key="language_choice", label_visibility="collapsed",
        on_change=_language_chosen, width="content",
    )  # fmt: skip


def _language_chosen() -> None:
    chosen = st.session_state["language_choice"]
    if chosen:
        st.query_params["lang"] = chosen
        st.session_state["language"] = chosen


def _day() -> None:
    shown = session.as_of()
    labels = cached.made(_days, session.today(), shown)
    st.session_state["day_choice"] = shown  # the address is changed elsewhere too
    st.selectbox(
        _("As of"), list(labels), format_func=labels.get,
        key="day_choice", label_visibility="collapsed", on_change=_day_chosen, width=172,
    )  # fmt: skip


def _days(today: date, shown: date) -> dict[date, str]:
    """Words of the days to choose from, newest first; the one shown is among them."""
    return {each: _("As of {day}").format(day=day(each)) for each in sorted({shown, *days_offered(today)}, reverse=True)}


def _day_chosen() -> None:
    st.query_params["as_of"] = st.session_state["day_choice"].isoformat()


def days_offered(today: date) -> list[date]:
    """Today and the ends of the last two years' months, newest first."""
    days = [today]
    while len(days) < MONTH_ENDS_OFFERED:
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return days


def _person(person: dict[str, Any]) -> None:
    with st.container(key="header_person", width="content"), st.popover(named(person), icon=":material/person:", width="content"):
        st.html(f"<b>{escape(named(person))}</b>")  # whole, where the button cuts it short
        if session.is_oidc_configured():
            st.button(_("Sign out"), on_click=st.logout)
        else:
            other = escape(_("Sign in as someone else"))
            st.html(f'<a href="/sign-out" target="_self">{other}</a>')
