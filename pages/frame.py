"""The script behind every screen: language, sign-in, menu, header; then the screen itself."""

import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import streamlit as st
from streamlit.navigation.page import StreamlitPage

ROOT = str(Path(__file__).resolve().parents[1])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from pages import sign_in  # noqa: E402
from pages.parts import header, layout, rights, session, style, trouble  # noqa: E402
from pages.parts.words import _, language, speaking  # noqa: E402
from queries import system  # noqa: E402
from queries.db import Unavailable  # noqa: E402

SCREENS: dict[str, Callable[[], str]] = {
    "overview": lambda: _("Overview"),
    "map": lambda: _("Map"),
    "facility": lambda: _("Facility"),
    "injuries": lambda: _("Injuries"),
    "instructions": lambda: _("Instructions"),
    "visits": lambda: _("Visits"),
    "methods": lambda: _("Methods"),
    "administration": lambda: _("Administration"),
}
FIRST = "overview"
ICON = str(Path(__file__).parent / "assets" / "icon.svg")


def main() -> None:
    """Draws the page for whoever looks, or the sign-in; a database that is away becomes a sentence."""
    with speaking(session.choose_language()):
        st.set_page_config(page_title=_("Digital Map of Enterprises"), page_icon=ICON, layout="wide")
        style.apply()
        try:
            draw()
        except Unavailable:
            trouble.database_away()


def draw() -> None:
    """The sign-in at whatever address was asked for, or the menu, the header and the screen."""
    found = system.opening(**session.signed_in())
    st.session_state["data_version"] = found["data_version"]
    st.session_state["has_demonstration"] = found["has_demonstration"]
    if found["user_code"] is None:
        return st.navigation([only_the_sign_in(name) for name in SCREENS] + elsewhere(sign_in.show), position="hidden").run()
    st.session_state["viewer"] = session.viewer_from(found)
    st.logo(ICON, size="large")
    page = st.navigation(screens() + elsewhere(no_screen), position="top")
    header.show(found)
    return page.run()


def screens() -> list[StreamlitPage]:
    """The screens in the order of the menu; made anew only when they differ, since to make one Streamlit searches the disk."""
    differ_by = language(), rights.has_administration()
    if st.session_state.get("screens_differ_by") != differ_by:
        st.session_state["screens"] = {f"{name}.py": page_of(name, has_administration=differ_by[1]) for name in SCREENS}
        st.session_state["screens_differ_by"] = differ_by
    return list(st.session_state["screens"].values())


def page_of(name: str, *, has_administration: bool) -> StreamlitPage:
    """A screen; one that holds nothing for the person stays out of the menu, and its address says for whom it is."""
    seen = "hidden" if name == "administration" and not has_administration else "visible"
    return st.Page(f"{name}.py", title=SCREENS[name](), url_path=path_of(name), default=name == FIRST, visibility=seen)


def only_the_sign_in(name: str) -> StreamlitPage:
    """A screen's address with the sign-in behind it, so that no address leads past it."""
    return st.Page(sign_in.show, title=_("Sign in"), url_path=path_of(name), default=name == FIRST)


def elsewhere(show: Callable[[], None]) -> list[StreamlitPage]:
    """A page at an address where no screen stands, none for a screen's own: Streamlit would answer it in English over the first screen."""
    asked = unquote(session.page_asked_for()).rpartition("/")[2].strip()
    is_screen = asked in map(path_of, SCREENS)
    return [] if is_screen else [st.Page(show, title=_("No such screen"), url_path=asked, visibility="hidden")]


def no_screen() -> None:
    """Says that nothing stands at the address, and leads on to what there is."""
    layout.heading(_("No such screen"), _("Nothing stands at this address. These screens do:"))
    for file, page in st.session_state["screens"].items():
        if page.visibility == "visible":
            layout.open_screen(file, page.title)


def path_of(name: str) -> str:
    """Path of a screen in the address bar; the first screen stands at the root."""
    return "" if name == FIRST else name


main()
