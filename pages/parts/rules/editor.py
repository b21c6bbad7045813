"""The form that changes a rule of the statutory degree: numbers, first day and reason, a preview, and only then the saving."""

import json
from datetime import date, timedelta
from typing import Any

import streamlit as st

from pages.parts import cached, labels, layout, session, typed_day
from pages.parts.rules import checks, fields, preview
from pages.parts.words import _, day, number
from queries import administration
from queries.refusals import Refused

IN_A_ROW = 3
Rule = dict[str, Any]


def show(law: str, newest: Rule) -> None:
    """The form of a law, filled with the numbers of its newest version; what was typed stays until it is saved."""
    told = st.session_state.pop("rule_saved", None)
    if told:
        st.success(told)
    _warn_of_another_version(law, newest)
    typed = _form(law, newest)
    if typed is not None:
        _propose(law, newest, typed)
    proposed = st.session_state.get(f"rule_proposed_{law}")
    if proposed:
        _offer(law, newest, proposed)


def _warn_of_another_version(law: str, newest: Rule) -> None:
    if st.session_state.setdefault(f"rule_opened_{law}", newest["version"]) != newest["version"]:
        made = _("Version {number} was made while this form was open. What you typed is kept; the preview compares it with that version.")
        st.warning(made.format(number=number(newest["version"])))


def _form(law: str, newest: Rule) -> dict[str, str] | None:
    """Every field as typed, when the preview is asked for."""
    with st.form(f"rule_form_{law}", enter_to_submit=False):
        typed = _fields(law, fields.numbers_of(newest))
        first, why = st.columns([1, 2])
        typed["valid_from"] = first.text_input(_("Valid from, DD.MM.YYYY"), key=_kept(law, "valid_from", _next_month()), max_chars=12)
        typed["reason"] = why.text_input(_("Reason: the act, its number and its day"), key=_kept(law, "reason", ""), max_chars=500)
        is_asked = st.form_submit_button(_("Show which degrees would change"), icon=":material/visibility:")
    return typed if is_asked else None


def _fields(law: str, held: fields.Numbers) -> dict[str, str]:
    """A field a number, three in a row, so that they stand in order on a narrow screen too."""
    names, typed = list(held), {}
    for begin in range(0, len(names), IN_A_ROW):
        row = names[begin : begin + IN_A_ROW]
        for column, name in zip(st.columns(IN_A_ROW, vertical_alignment="bottom"), row, strict=False):
            typed[name] = column.text_input(_label(name), key=_kept(law, name, fields.plain(held[name])), max_chars=12)
    return typed


def _label(name: str) -> str:
    word, ours = labels.rule_constants()[name], _("our assumption")
    return f"{word} ({ours})" if name in fields.ASSUMED else word


def _kept(law: str, name: str, text: str) -> str:
    """The key of a field, which begins with a text and keeps what is typed."""
    key = f"rule_{law}_{name}"
    st.session_state.setdefault(key, text)
    return key


def _next_month() -> str:
    today = session.today()
    return typed_day.hint((today.replace(day=28) + timedelta(days=4)).replace(day=1))


def _propose(law: str, newest: Rule, typed: dict[str, str]) -> None:
    """Keeps a proposal that can be one; else says what is wrong."""
    st.session_state.pop(f"rule_proposed_{law}", None)
    names = fields.numbers_of(newest)
    try:
        numbers = checks.numbers({name: typed[name] for name in names})
        valid_from = checks.first_day(typed["valid_from"], cached.ask(administration.last_scored))
        reason = checks.reason(typed["reason"])
        if numbers == names and newest["valid_from"] == valid_from:
            raise checks.Wrong(_("Nothing differs from version {number}.").format(number=number(newest["version"])))
    except checks.Wrong as wrong:
        st.error(str(wrong))
        return
    constants, indicators = fields.written(newest, numbers)
    st.session_state[f"rule_proposed_{law}"] = {
        "base_version": newest["version"], "valid_from": valid_from, "constants": constants, "indicators": indicators, "reason": reason,
    }  # fmt: skip


def _offer(law: str, newest: Rule, proposed: dict[str, Any]) -> None:
    """What would change, and the button that saves it."""
    after = fields.numbers_of(newest | proposed)
    layout.section(_("What would change"), _valid_in_words(proposed["valid_from"]))
    preview.numbers(fields.numbers_of(newest), after)
    asked = {name: json.dumps(proposed[name]) for name in ("constants", "indicators")}
    with st.spinner(_("Working out the degrees of every facility under the proposed rule…")):
        rows = cached.ask(administration.degrees_if, law=law, **asked)
    preview.degrees(rows, cached.ask(administration.last_scored))
    with st.container(horizontal=True):
        save = _("Save as version {number}").format(number=number(proposed["base_version"] + 1))
        st.button(save, type="primary", key=f"save_rule_{law}", on_click=_save, args=(law, proposed))
        st.button(_("Do not save"), type="tertiary", key=f"leave_rule_{law}", on_click=_forget, args=(law,))
    refused = st.session_state.pop("rule_refused", None)
    if refused:
        st.error(refused)


def _valid_in_words(valid_from: date) -> str:
    told = _("Nothing is saved yet. The version would be valid from {day}; degrees of earlier days stay as they were.")
    return told.format(day=day(valid_from))


def _save(law: str, proposed: dict[str, Any]) -> None:
    try:
        administration.change_rule(session.viewer(), law=law, **proposed)
    except Refused as refused:
        st.session_state["rule_refused"] = sentence_of(str(refused))
        return
    number_made = number(proposed["base_version"] + 1)
    st.session_state["rule_saved"] = _("Version {number} is saved; it counts from the first scoring on or after {day}.").format(
        number=number_made, day=day(proposed["valid_from"])
    )
    for key in [key for key in st.session_state if str(key).startswith((f"rule_{law}_", f"rule_opened_{law}"))]:
        del st.session_state[key]
    _forget(law)


def _forget(law: str) -> None:
    st.session_state.pop(f"rule_proposed_{law}", None)


def sentence_of(refused: str) -> str:
    """Why the database did not save, in words."""
    return {
        "changed_meanwhile": _(
            "Not saved: somebody made another version meanwhile. What you typed is still in the form;"
            " ask for the preview again, and it will compare with that version."
        ),
        "day_is_scored": _("Not saved: the day from which it should be valid has been scored meanwhile. Choose a later day."),
        "scoring_is_under_way": _("Not saved: a day is being scored just now. Save again in a few minutes."),
        "not_allowed": _("Not saved: only the minister who answers for the law changes its rules."),
    }.get(refused, _("Not saved: the numbers do not make a rule."))
