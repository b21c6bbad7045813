"""The form that enters a region's own targets: years and values, the act, a preview of the path, and only then the saving."""

from typing import Any

import streamlit as st

from pages.parts import cached, filters, layout, session
from pages.parts.rules import fields
from pages.parts.rules.checks import Wrong
from pages.parts.targets import checks, history, preview
from pages.parts.words import _, day, named, number
from queries import targets
from queries.refusals import Refused

IN_A_ROW, YEARS_AHEAD, LAST_OF_COUNTRY = 3, 4, 2030
Form = dict[str, Any]


def show() -> None:
    """Own targets of regions: the form for those who may enter them, and every version for those who may see it."""
    layout.section(_("Targets of regions"), _note())
    regions = cached.ask(targets.regions)
    if len(regions) and session.as_of() < session.today():
        st.info(_("This is the state as of {day}. To enter targets, look at today.").format(day=day(session.as_of())))
    elif len(regions):
        _edit()
    layout.subtitle(_("Versions"))
    history.show()


def _note() -> str:
    return _(
        "The targets of a decree hold for every region; a region may have stricter ones of its own. They are entered by its akimat, whose"
        " obligation they are, and by the Minister of Labour and Social Protection, who alone may loosen them. Nothing is overwritten."
    )


def _edit() -> None:
    told = st.session_state.pop("targets_saved", None)
    if told:
        st.success(told)
    form = _chosen()
    _warn_of_another_version(form)
    asked = _form(form)
    if asked is not None:
        _propose(form, asked)
    proposed = st.session_state.get(f"{form['key']}_proposed")
    if proposed:
        _offer(form, proposed)


def _chosen() -> Form:
    """The region and the indicator, with what stands for them: key of the fields, newest version, points entered."""
    regions = {row["region_code"]: named(row) for row in cached.ask(targets.regions).to_dict("records")}
    offered = {row["indicator_code"]: row for row in cached.ask(targets.offered).to_dict("records")}
    with st.container(horizontal=True):
        region = filters.one("target_region", _("Region"), regions)
        code = filters.one("target_of", _("Indicator"), {code: named(row) for code, row in offered.items()}, width=720)
    versions = [
        row for row in cached.ask(targets.versions).to_dict("records") if (row["region_code"], row["indicator_code"]) == (region, code)
    ]
    newest: Form = versions[0] if versions else {"version": 0, "points": None}
    entered = {int(year): target for year, target in newest["points"] or [] if year >= session.today().year}
    return {"region": region, "offered": offered[str(code)], "newest": newest, "entered": entered, "key": f"target_{region}_{code}"}


def _warn_of_another_version(form: Form) -> None:
    newest = form["newest"]["version"]
    if st.session_state.setdefault(f"{form['key']}_opened", newest) != newest:
        made = _("Version {number} was made while this form was open. What you typed is kept; the preview compares it with that version.")
        st.warning(made.format(number=number(newest)))


def _form(form: Form) -> Form | None:
    """What was typed, when a preview is asked for."""
    with st.form(f"{form['key']}_form", enter_to_submit=False):
        typed = _fields(form)
        other, its_target = st.columns(2)
        added_year = other.text_input(_("Another year, to 2060"), key=f"{form['key']}_year", max_chars=4)
        typed[checks.ADDED] = its_target.text_input(_("Its target"), key=f"{form['key']}_added", max_chars=16)
        reason = st.text_input(_("The act, its number and its day"), key=f"{form['key']}_reason", max_chars=checks.MOST_LETTERS)
        address = st.text_input(_("Where the act is published: its address, or nothing"), key=f"{form['key']}_address", max_chars=500)
        with st.container(horizontal=True):
            shows = st.form_submit_button(_("Show what would change"), icon=":material/visibility:", key=f"{form['key']}_show")
            is_own = form["newest"]["points"] is not None
            withdraws = is_own and st.form_submit_button(_("Show the withdrawal"), type="tertiary", key=f"{form['key']}_withdraw")
    asked = {"typed": typed, "added_year": added_year, "reason": reason, "address": address, "withdraws": withdraws}
    return asked if shows or withdraws else None


def _fields(form: Form) -> checks.Typed:
    """A field a year, three in a row; a year left empty lies between its neighbours."""
    last = max(LAST_OF_COUNTRY, session.today().year + YEARS_AHEAD)
    years = sorted({*range(session.today().year, last + 1), *form["entered"]})
    typed: checks.Typed = {}
    for begin in range(0, len(years), IN_A_ROW):
        for column, year in zip(st.columns(IN_A_ROW), years[begin : begin + IN_A_ROW], strict=False):
            key = f"{form['key']}_{year}"
            st.session_state.setdefault(key, fields.plain(form["entered"][year]) if year in form["entered"] else "")
            typed[year] = column.text_input(str(year), key=key, max_chars=16, placeholder=_("between its neighbours"))
    return typed


def _propose(form: Form, asked: Form) -> None:
    """Keeps a proposal that would be taken; else says why it would not."""
    st.session_state.pop(f"{form['key']}_proposed", None)
    try:
        points = None if asked["withdraws"] else checks.points(asked["typed"], asked["added_year"])
        given = {"region": form["region"], "indicator": form["offered"]["indicator_code"], "points": points}
        refusal = cached.ask(targets.refusal, **given)
        if refusal:
            raise Wrong(checks.refusals()[refusal])
        act = {"reason": checks.reason(asked["reason"]), "address": checks.address(asked["address"])}
    except Wrong as wrong:
        st.error(str(wrong))
        return
    st.session_state[f"{form['key']}_proposed"] = given | act | {"base_version": form["newest"]["version"]}


def _offer(form: Form, proposed: Form) -> None:
    """What would change, and the button that saves it."""
    layout.section(_("What would change"), _("Nothing is saved yet."))
    asked = {name: proposed[name] for name in ("region", "indicator", "points")}
    rows = cached.ask(targets.previewed, **asked)
    preview.show(rows)
    preview.warn(rows, proposed["region"], form["offered"], proposed["points"])
    with st.container(horizontal=True):
        save = _("Save as version {number}").format(number=number(proposed["base_version"] + 1))
        st.button(save, type="primary", key=f"{form['key']}_save", on_click=_save, args=(form["key"], proposed))
        st.button(_("Do not save"), type="tertiary", key=f"{form['key']}_leave", on_click=_forget, args=(form["key"],))
    refused = st.session_state.pop("targets_refused", None)
    if refused:
        st.error(refused)


def _save(key: str, proposed: Form) -> None:
    try:
        targets.change(session.viewer(), **proposed)
    except Refused as refused:
        st.session_state["targets_refused"] = checks.refusals()[str(refused)]
        return
    st.session_state["targets_saved"] = _("Version {number} is saved and holds from today.").format(
        number=number(proposed["base_version"] + 1)
    )
    for each in [each for each in st.session_state if str(each).startswith(f"{key}_")]:
        del st.session_state[each]


def _forget(key: str) -> None:
    st.session_state.pop(f"{key}_proposed", None)
