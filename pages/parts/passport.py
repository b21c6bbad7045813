"""The passport of a facility in short, for the panel beside the map."""

from html import escape
from typing import Any

import streamlit as st

from pages.parts import cached, degree, labels, layout, palette, strip, trouble
from pages.parts.words import _, day, named, number
from queries import passport

DEGREES = {"industrial_safety": "safety_degree", "labour": "labour_degree"}


def brief(facility_id: int) -> None:
    """Name, owner, degree with its reasons, history and what is overdue, with a link to the full passport.

    Says that there is no such entry where the facility is not there or not the viewer's to see. Raises Unavailable.
    """
    head = cached.ask(passport.identity, facility_id=facility_id)
    if head is None:
        trouble.not_found()
        return
    score = cached.ask(passport.score, facility_id=facility_id)
    _title(head)
    verdicts(score)
    strip.small(cached.ask(passport.quarters, facility_id=facility_id))
    layout.pairs(_facts(head))
    layout.open_facility(facility_id, _("Open the full passport"))


def _title(head: dict[str, Any]) -> None:
    mark = f'<span class="demo-mark">{escape(_("Demonstration"))}</span>' if head["is_demonstration"] else ""
    under = f"{named(head, 'hazard')} · {named(head, 'region')}"
    st.html(f'<h2 class="section">{escape(named(head))}</h2><p class="note">{escape(under)}</p>{mark}')


def verdicts(score: dict[str, Any] | None) -> None:
    """The degree under each law: the word, the rule that fired, and the reasons."""
    if score is None:
        st.info(_("Not scored on or before this day."))
        return
    st.html("".join(_verdict(law, score[column], score, rule) for law, column, rule in in_force(score)))


def in_force(score: dict[str, Any]) -> list[tuple[str, str, dict[str, Any] | None]]:
    """Each law, the score's column of its degree, and its rule in force or None."""
    rules = {rule["law"]: rule for rule in cached.ask(passport.rules).to_dict("records")}
    return [(law, column, rules.get(law)) for law, column in DEGREES.items()]


def _verdict(law: str, code: str, score: dict[str, Any], rule: dict[str, Any] | None) -> str:
    reasons = "".join(f"<li>{escape(each)}</li>" for each in degree.reasons(score, rule))
    return (
        f'<div class="verdict"><span class="law">{escape(labels.laws()[law])}</span>'
        f'<b>{layout.swatch(palette.DEGREES[code])}{escape(labels.degrees()[code])}</b>'
        f"<p>{escape(degree.fired(code, score, rule))}</p><ul>{reasons}</ul></div>"
    )


def owner(head: dict[str, Any]) -> str:
    """The owner's name with its BIN, or as delivered where no BIN is known."""
    return f"{named(head, 'owner')} ({head['bin']})" if head["bin"] else head["owner_name"] or _("Not known")


def _facts(head: dict[str, Any]) -> list[tuple[str, str]]:
    inspected = head["last_inspected_on"]
    return [
        (_("Owner"), owner(head)),
        (_("Last inspection"), day(inspected) if inspected else _("No inspection known")),
        (_("Overdue prescriptions"), number(head["overdue_prescription_count"])),
    ]
