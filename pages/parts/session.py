"""Who is looking, and as of which day: the two things every question starts with."""

from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.words import DEFAULT_LANGUAGE, LANGUAGES
from queries import tokens
from queries.db import Viewer

COOKIE = "map_person"
PURPOSE = "sign-in"
KAZAKHSTAN = ZoneInfo("Asia/Almaty")
FIRST_DAY = date(2019, 1, 1)


@cache
def is_oidc_configured() -> bool:
    """Whether the secrets name a sign-in provider, as they stood when the process first asked: Streamlit searches the disk each time."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def signed_in() -> dict[str, str | None]:
    """By what the signed-in person is found in app_user: a verified address, or the code of a demonstration person; neither for nobody."""
    if is_oidc_configured():
        return {"email": st.user.email or None} if st.user.is_logged_in and st.user.get("email_verified", True) else {}
    return {"user_code": _chosen_person()}


def _chosen_person() -> str | None:
    chosen = st.session_state.get("person")
    if chosen:
        return chosen
    try:
        return tokens.viewer_of(st.context.cookies.get(COOKIE, ""), PURPOSE).user
    except tokens.Refused:
        return None


def viewer_from(found: dict[str, Any]) -> Viewer:
    """The rights of a person of app_user."""
    return Viewer(found["user_code"], found["role"], found["region_code"], found["body_code"])


def viewer() -> Viewer:
    """The rights of the person looking; the frame has made sure there is one."""
    return st.session_state["viewer"]


def today() -> date:
    """Today in Kazakhstan."""
    return datetime.now(KAZAKHSTAN).date()


def as_of() -> date:
    """The day the screen stands on: the one in the address, else today."""
    try:
        asked = date.fromisoformat(st.query_params.get("as_of", ""))
    except ValueError:
        return today()
    return min(max(asked, FIRST_DAY), today())


def choose_language() -> str:
    """The language of the address, else the session's, else the browser's, else Kazakh; it becomes the session's."""
    asked = st.query_params.get("lang")
    browsers = (st.context.locale or "")[:2]
    kept = st.session_state.get("language")
    chosen = next((each for each in (asked, kept, browsers) if each in LANGUAGES), DEFAULT_LANGUAGE)
    st.session_state["language"] = chosen
    return chosen


def page_asked_for() -> str:
    """Path of the screen in the address bar, without slashes; empty for the first screen."""
    return urlsplit(st.context.url or "").path.strip("/")
