"""Who are you? The only screen a visitor sees before signing in."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from pages.parts import header, layout, session
from pages.parts.words import _, named
from queries import people

ROLES = {
    "pm_office": lambda: _("Sees the whole country and every instruction"),
    "controller": lambda: _("Controls the execution of every instruction"),
    "minister": lambda: _("Sees the whole country and the instructions of the ministry"),
    "akimat": lambda: _("Sees only the own region"),
    "labour_inspector": lambda: _("Sees only the own region, plans visits"),
}


def show() -> None:
    """Asks the visitor to sign in; the address asked for opens afterwards."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        header.language()
    layout.heading(_("Digital Map of Enterprises"), _("Sign in to see hazardous facilities, injuries and instructions."))
    if session.is_oidc_configured():
        _with_provider()
    else:
        _as_demonstration_person()


def _with_provider() -> None:
    if st.user.is_logged_in:
        st.warning(_("Your account {email} has no role here. Ask the administrator of the map to add it.").format(email=st.user.email))
        st.button(_("Sign out"), on_click=st.logout)
    else:
        st.button(_("Sign in"), on_click=st.login, type="primary")


def _as_demonstration_person() -> None:
    found = people.to_choose_from()
    if found.empty:
        st.error(_("No sign-in is configured and no demonstration data is loaded. See the section on signing in of the README."))
        return
    st.caption(_("Demonstration: choose whose eyes to look with. The posts are real, the enterprises and their figures are invented."))
    st.html('<div class="people">' + "".join(_card(row) for row in found.to_dict("records")) + "</div>")


def _card(person: dict) -> str:
    back_to = "/" + session.page_asked_for() + "?" + urlencode(dict(st.query_params))
    href = f"/sign-in/{person['user_code']}?" + urlencode({"next": back_to})
    can = ROLES.get(person["role"], ROLES["akimat"])()
    return f'<a href="{escape(href)}" target="_self"><b>{escape(named(person))}</b><span>{escape(can)}</span></a>'
