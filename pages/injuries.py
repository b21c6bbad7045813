"""Injuries: are injuries falling as fast as the target asks? One indicator at a time, every figure with its interval and its rows."""

from collections.abc import Callable

import streamlit as st

from pages.parts import filters, layout
from pages.parts.injuries import accidents, breakdown, certainty, published, rows, target
from pages.parts.injuries import behind as injury_behind
from pages.parts.injuries import chosen as injury_chosen
from pages.parts.injuries import outlook as injury_outlook
from pages.parts.injuries.chosen import Chosen
from pages.parts.leads import screen as leads
from pages.parts.what_if import screen as what_if
from pages.parts.words import _

PUBLISHED = "published"
FORESEEN = ("target", "certainty")
PARTS: dict[str, tuple[Callable[[], str], Callable[[Chosen], None]]] = {
    "target": (lambda: _("Against the target"), target.show),
    "certainty": (lambda: _("Chance or difference"), certainty.show),
    "breakdown": (lambda: _("Months, causes, activities"), breakdown.show),
    PUBLISHED: (lambda: _("Published figures"), published.show),
    "leads": (lambda: _("Possible concealment"), lambda chosen: leads.show(chosen.region)),
    "what_if": (lambda: _("What if"), lambda chosen: what_if.show(chosen.region)),
    rows.PART: (rows.title, lambda chosen: behind(chosen)),
}


def behind(chosen: Chosen) -> None:
    """The rows of the register that the chosen indicator counts."""
    (accidents if rows.are_accidents(chosen.measure) else injury_behind).show(chosen)


def show() -> None:
    """The filters, the choice of a part, and the part; only the chosen part is asked."""
    injury_chosen.begin()
    if filters.chosen("part", PARTS) in FORESEEN:
        injury_outlook.begin()
    layout.heading(_("Injuries"), _("Are injuries falling as fast as the target asks?"))
    chosen = injury_chosen.choose()
    part = filters.segment("part", _("Part"), {code: name() for code, (name, _show) in PARTS.items()}, is_label_shown=False)
    if chosen is not None:
        PARTS[part][1](chosen)
    elif part == PUBLISHED:
        published.show(None)
    else:
        st.info(_("The accident register is empty on this day. Published figures stand in their own part."))


show()
