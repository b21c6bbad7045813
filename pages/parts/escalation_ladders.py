"""The ladder by which people are told of deadlines, issuer by issuer, and the form that changes one."""

from typing import Any

import streamlit as st

from pages.parts import cached, filters, layout, session, tables
from pages.parts.words import _, day, language, named
from queries import escalation
from queries.refusals import Refused

SAID = "ladder_said"


def show() -> None:
    """Every ladder as of the day; the form for those who may change them."""
    layout.section(_("Who is told of deadlines"), _note())
    said = st.session_state.pop(SAID, None)
    if said:
        (st.success if said[0] else st.error)(said[1])
    ladders = cached.ask(escalation.ladders)
    if ladders.empty:
        st.caption(_("You see no instructions on this day."))
        return
    columns = {
        f"issuer_{language()}": _("Issuer"), "first_days": _("First reminder, days before"),
        "second_days": _("Second reminder, days before"), "working_days_a_level": _("Working days to each level above"),
        "top": _("Highest level"), "version": _("Version"),
    }  # fmt: skip
    tables.show(ladders.assign(top=ladders["top_level"].map(levels())), columns, name="ladders")
    if cached.ask(escalation.may_change):
        _edit({row["issuer_kk"]: row for row in ladders.to_dict("records")})


def levels() -> dict[str, str]:
    """Levels above those who carry out, one above the other."""
    return {"heads": _("Head of the lead body"), "controllers": _("Controller"), "office": _("Prime Minister's Office")}


def refusals() -> dict[str, str]:
    """Why the database did not take a ladder."""
    return {
        "ladder_changed_meanwhile": _("Somebody else has changed this ladder meanwhile. Nothing was changed; look at it again."),
        "reminders_come_in_turn": _("The first reminder comes at most 60 days before the deadline, the second later than the first."),
        "level_takes_1_to_20_days": _("From level to level there are 1 to 20 working days."),
        "level_is_known": _("There is no such level."),
        "not_allowed": _("You may not change this ladder. Nothing was changed."),
    }


def _note() -> str:
    return _(
        "Those who carry out an instruction are reminded twice and on the day of the deadline; once it has passed, one level above after"
        " the other is told. Whoever is told finds it in one letter a day, and nothing is told twice."
    )


def _edit(ladders: dict[str, dict[str, Any]]) -> None:
    if session.as_of() < session.today():
        st.info(_("This is the state as of {day}. To change a ladder, look at today.").format(day=day(session.as_of())))
        return
    issuer = str(filters.one("issuer", _("Issuer"), {code: named(row, "issuer") for code, row in ladders.items()}, width=520))
    newest, key = ladders[issuer], f"ladder_{issuer}"
    seen = st.session_state.setdefault(f"{key}_seen", newest["version"])
    with st.form(key):
        first, second, each, top = st.columns(4)
        given = {
            "first_days": first.number_input(_("First reminder, days before"), 1, 60, int(newest["first_days"]), key=f"{key}_first"),
            "second_days": second.number_input(_("Second reminder, days before"), 1, 60, int(newest["second_days"]), key=f"{key}_second"),
            "working_days_a_level": each.number_input(
                _("Working days to each level above"), 1, 20, int(newest["working_days_a_level"]), key=f"{key}_each"
            ),
            "top_level": top.selectbox(
                _("Highest level"), list(levels()), list(levels()).index(newest["top_level"]), levels().get, key=f"{key}_top"
            ),
        }
        if st.form_submit_button(_("Change the ladder"), key=f"{key}_done"):
            del st.session_state[f"{key}_seen"]
            _change(issuer=issuer, base_version=seen, **given)


def _change(**given: Any) -> None:
    """Changes the ladder, and shows it anew with what came of it."""
    try:
        escalation.change_ladder(session.viewer(), **given)
        st.session_state[SAID] = (True, _("The ladder is changed and holds from today."))
    except Refused as refused:
        st.session_state[SAID] = (False, refusals()[str(refused)])
    st.rerun()
