"""Injuries: are injuries falling as fast as the target asks? One indicator at a time, every figure with its interval and its rows."""

from collections.abc import Callable

import streamlit as st

from pages.parts import (
    filters,
    injury_accidents,
    injury_behind,
    injury_breakdown,
    injury_certainty,
    injury_chosen,
    injury_published,
    injury_rows,
    injury_target,
    layout,
    leads,
    what_if,
)
from pages.parts.injury_chosen import Chosen
from pages.parts.words import _

PUBLISHED = "published"
PARTS: dict[str, tuple[Callable[[], str], Callable[[Chosen], None]]] = {
    "target": (lambda: _("Against the target"), injury_target.show),
    "certainty": (lambda: _("Chance or difference"), injury_certainty.show),
    "breakdown": (lambda: _("Months, causes, activities"), injury_breakdown.show),
    PUBLISHED: (lambda: _("Published figures"), injury_published.show),
    "leads": (lambda: _("Possible concealment"), lambda chosen: leads.show(chosen.region)),
    "what_if": (lambda: _("What if"), lambda chosen: what_if.show(chosen.region)),
    injury_rows.PART: (injury_rows.title, lambda chosen: behind(chosen)),
}


def behind(chosen: Chosen) -> None:
    """The rows of the register that the chosen indicator counts."""
    (injury_accidents if injury_rows.are_accidents(chosen.measure) else injury_behind).show(chosen)


def show() -> None:
    """The filters, the choice of a part, and the part; only the chosen part is asked."""
    layout.heading(_("Injuries"), _("Are injuries falling as fast as the target asks?"))
    chosen = injury_chosen.choose()
    part = filters.segment("part", _("Part"), {code: name() for code, (name, _show) in PARTS.items()}, is_label_shown=False)
    if chosen is not None:
        PARTS[part][1](chosen)
    elif part == PUBLISHED:
        injury_published.show(None)
    else:
        st.info(_("The accident register is empty on this day. Published figures stand in their own part."))


show()
