"""What a person reads when something is not there, and how the screen comes back by itself."""

import logging
import secrets

import streamlit as st

from pages.parts.words import _
from queries import system
from queries.db import Unavailable

SECONDS_BETWEEN_TRIES = 3
log = logging.getLogger(__name__)


def database_away() -> None:
    """Says that the database does not answer, and shows the screen again as soon as it does."""
    st.error(_("The database does not answer. Nothing is lost; this page returns by itself when the database is back."))
    _try_again()


@st.fragment(run_every=SECONDS_BETWEEN_TRIES)
def _try_again() -> None:
    try:
        system.data_version()
    except Unavailable:
        return
    st.rerun(scope="app")


def no_scores(day: str) -> None:
    """Says that nothing had been scored by the day looked at."""
    st.info(_("No risk scores were computed on or before {day}. Choose a later day.").format(day=day))


def not_found() -> None:
    """Says that the asked row is not there, or not the viewer's to see: the two are not told apart."""
    st.info(_("There is no such entry, or it is outside your territory. Check the address or go back to the list."))


def unforeseen(error: Exception) -> bool:
    """Logs an error nobody foresaw and says so without its details; the reader can go on elsewhere."""
    reference = secrets.token_hex(4)
    log.error("unforeseen %s", reference, exc_info=error)
    st.error(
        _("This screen could not be shown. The error is recorded under {reference}; the other screens work.").format(reference=reference)
    )
    return True
