"""The month of the map: one scored month end back or on, or all of them played one after the other."""

import time
from datetime import date
from html import escape

import streamlit as st

from pages.parts.words import _, day, month, ngettext, number

SECONDS_A_MONTH = 2.0
MOST_DAYS_NAMED = 4
PLAYING, DRAWN_AT = "map_playing", "map_month_drawn_at"


def show(scored_on: date, days: list[date]) -> None:
    """The month shown, the buttons to step and to play, and which month ends there are, days; scored_on is the run that the map shows."""
    earlier, later = [each for each in days if each < scored_on], [each for each in days if each > scored_on]
    if not later:
        st.session_state[PLAYING] = False
    with st.container(key="map_player", horizontal=True, vertical_alignment="center"):
        _step(_("Month before"), "skip_previous", earlier[-1:], "map_month_before")
        _play(bool(later))
        _step(_("Month after"), "skip_next", later[:1], "map_month_after")
        st.html(f'<span class="month"><b>{escape(month(scored_on))}</b> {escape(_which(days))}</span>', width="content")
    if st.session_state.get(PLAYING):
        st.session_state[DRAWN_AT] = time.monotonic()
        st.fragment(_go_on, run_every=SECONDS_A_MONTH)(later[0])


def _step(label: str, icon: str, to: list[date], key: str) -> None:
    """A button to another day; dead where to is empty. Its words are for who listens: the sign alone is drawn."""
    st.button(
        label, icon=f":material/{icon}:", help=label, on_click=_stop_and_go, args=tuple(to), disabled=not to, key=key, type="tertiary"
    )


def _play(can_play: bool) -> None:
    is_playing = st.session_state.get(PLAYING, False)
    label, icon = (_("Stop"), "pause") if is_playing else (_("Play the months"), "play_arrow")
    st.button(label, icon=f":material/{icon}:", help=label, on_click=_toggle, disabled=not can_play, key="map_play", type="tertiary")


def _which(days: list[date]) -> str:
    """Which month ends were scored, in words."""
    if 0 < len(days) <= MOST_DAYS_NAMED:
        return _("Scored: {days}").format(days=", ".join(map(day, days)))
    if not days:
        return _("No month end is scored yet.")
    told = ngettext("{n} month end scored, {first} to {last}", "{n} month ends scored, {first} to {last}", len(days))
    return told.format(n=number(len(days)), first=day(days[0]), last=day(days[-1]))


def _toggle() -> None:
    st.session_state[PLAYING] = not st.session_state.get(PLAYING, False)


def _stop_and_go(to: date) -> None:
    st.session_state[PLAYING] = False
    _go(to)


def _go(to: date) -> None:
    st.query_params["as_of"] = to.isoformat()


def _go_on(following: date) -> None:
    """Goes to the following month once the one on screen has been seen long enough; the whole screen is drawn anew."""
    if time.monotonic() - st.session_state[DRAWN_AT] >= SECONDS_A_MONTH * 0.75:
        _go(following)
        st.rerun(scope="app")
