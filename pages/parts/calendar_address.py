"""The private address at which a person's own calendar subscribes to his deadlines: made, shown once, revoked."""

from urllib.parse import urlsplit

import streamlit as st

from pages.parts import calendar_file, layout, session
from pages.parts.words import _, day, language
from queries import calendar


def show() -> None:
    """A popover with the address, or what may be done about it."""
    with st.popover(_("Calendar"), icon=":material/calendar_month:", width="content"):
        layout.note(_("Your own calendar can subscribe to your deadlines. Who knows the address reads them: keep it to yourself."))
        made_on = calendar.address(session.viewer())  # asked each time: an address just made or revoked counts at once
        if made_on:
            _as_it_is(day(made_on))
        _offer(is_made=made_on is not None)


def _as_it_is(made_on: str) -> None:
    """The address itself right after it was made; later only that there is one."""
    secret = st.session_state.get(_key())
    if secret:
        st.code(f"{_here()}/calendar/{secret}.ics", language=None, wrap_lines=True)
        layout.note(_("Copy the address now: it is not kept, and is not shown again."))
    else:
        made = _("Your address was made on {day}. It is not kept, so it cannot be shown again; you can make a new one instead.")
        layout.note(made.format(day=made_on))


def _offer(*, is_made: bool) -> None:
    make = _("Make a new address; the old one stops working") if is_made else _("Make my address")
    if st.button(make, key="calendar_make", icon=":material/add_link:"):
        st.session_state[_key()] = calendar.make_address(session.viewer(), language=language())
        st.rerun()
    layout.note(_("Titles, and the letters you are sent, will be in the language you now read."))
    if is_made and st.button(_("Revoke the address"), key="calendar_revoke", icon=":material/link_off:"):
        calendar.revoke_address(session.viewer())
        st.session_state.pop(_key(), None)
        st.rerun()


def _key() -> str:
    return f"calendar_secret_{session.viewer().user}"


def _here() -> str:
    """The address of the map as this browser knows it."""
    asked = urlsplit(st.context.url or "")
    return calendar_file.address_of_map(f"{asked.scheme}://{asked.netloc}")
