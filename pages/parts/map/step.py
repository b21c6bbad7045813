"""Steps through the list from within the panel: the facility before and the one after, by buttons and by the keys P and N."""

from collections.abc import Callable
from html import escape

import streamlit as st

from pages.parts.map import order
from pages.parts.words import _, number
from queries.facilities import Filters

BEFORE_KEY, AFTER_KEY = "P", "N"


def show(chosen: Filters, facility_id: int, open_facility: Callable[[int], None]) -> None:
    """Both buttons; open_facility opens another one."""
    before, after = order.beside(chosen, facility_id)
    _step(_("Previous"), "chevron_left", BEFORE_KEY, before, open_facility)
    _step(_("Next"), "chevron_right", AFTER_KEY, after, open_facility)


def place(chosen: Filters, facility_id: int) -> None:
    """Which entry of the list is open, where the page of the list holds it."""
    entry = order.number_of(chosen, facility_id)
    if entry:
        told = _("No. {n} in the list").format(n=number(entry))
        st.html(f'<p class="map-step">{escape(told)}</p>')


def _step(label: str, icon: str, shortcut: str, step: order.Step | None, open_facility: Callable[[int], None]) -> None:
    st.button(
        label, icon=f":material/{icon}:", shortcut=shortcut, disabled=step is None, on_click=_go, args=(step, open_facility),
        key=f"map_step_{shortcut}",
    )  # fmt: skip


def _go(step: order.Step, open_facility: Callable[[int], None]) -> None:
    facility_id, page = step
    st.session_state[order.PAGE] = page
    open_facility(facility_id)
