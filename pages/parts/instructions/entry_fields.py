"""The fields of an instruction that is entered by hand, and the entry they make."""

from typing import Any

import streamlit as st

from pages.parts import cached, session, typed_day
from pages.parts.instructions.report import numbers_in
from pages.parts.words import LANGUAGES, _, language, named
from queries import instructions, targets
from queries.instructions import deadlines
from queries.instructions.refusals import Refused
from queries.instructions.writing import Entry

NAMES = (
    "number", "issued_on", "due_on", "lead", "co", "controller", "parent", "url", "indicators", "facilities",
    *(f"{field}_{language}" for field in ("issuer", "document", "text", "result") for language in LANGUAGES),
)  # fmt: skip
PERSON, BODY = "person:", "body:"
Typed = dict[str, Any]


def show() -> Typed:
    """Every field, as typed: first what it is, then its words in three languages, then what it is about."""
    typed: Typed = {}
    first, second, third = st.columns(3)
    typed["number"] = first.text_input(_("Number"), key=key("number"), max_chars=60)
    typed["issued_on"] = second.text_input(
        _("Issued, DD.MM.YYYY"), key=key("issued_on"), max_chars=10, placeholder=typed_day.hint(session.today())
    )
    soonest = _("{day} or later").format(day=typed_day.hint(deadlines.earliest(session.today())))
    typed["due_on"] = third.text_input(_("Deadline, DD.MM.YYYY; empty for none"), key=key("due_on"), max_chars=10, placeholder=soonest)
    typed |= _who() | _words() | _about()
    return typed


def _who() -> Typed:
    bodies = {row["body_code"]: named(row) for row in cached.ask(instructions.bodies).to_dict("records")}
    people = {PERSON + row["user_code"]: named(row) for row in cached.ask(instructions.controllers).to_dict("records")}
    controllers = people | {BODY + code: name for code, name in bodies.items()}
    choose = _("Choose")
    lead, others, control = st.columns(3)
    given = {"index": None, "placeholder": choose}
    return {
        "lead": lead.selectbox(_("Lead body"), list(bodies), format_func=bodies.get, key=key("lead"), **given),
        "co": others.multiselect(_("Co-executors"), list(bodies), format_func=bodies.get, key=key("co"), placeholder=_("None")),
        "controller": control.selectbox(
            _("Controller"), list(controllers), format_func=controllers.get, key=key("controller"), **given
        ),
    }  # fmt: skip


def _words() -> Typed:
    """One tab a language; a language left empty shows the words of another."""
    typed: Typed = {}
    labels = {"issuer": _("Issued by"), "document": _("Source document"), "text": _("Instruction"), "result": _("Final result asked")}
    tabs = st.tabs(list(LANGUAGES.values()), default=LANGUAGES[language()])
    for tab, spoken in zip(tabs, LANGUAGES, strict=True):
        with tab:
            first, second = st.columns(2)
            for field, place in (("issuer", first), ("document", second)):
                name = f"{field}_{spoken}"
                typed[name] = place.text_input(labels[field], key=key(name), max_chars=300)
            for field in ("text", "result"):
                name = f"{field}_{spoken}"
                typed[name] = st.text_area(labels[field], key=key(name), max_chars=5000 if field == "text" else 2000, height=80)
    return typed


def _about() -> Typed:
    indicators = {row["indicator_code"]: named(row) for row in cached.ask(targets.offered).to_dict("records")}
    first, second = st.columns(2)
    return {
        "parent": first.text_input(_("Number of the instruction it is a part of"), key=key("parent"), max_chars=60),
        "url": second.text_input(_("Address of the publication"), key=key("url"), max_chars=500, placeholder="https://"),
        "indicators": first.multiselect(
            _("Targets it serves"), list(indicators), format_func=indicators.get, key=key("indicators"), placeholder=_("None")
        ),
        "facilities": second.text_input(
            _("Facilities it is about"), key=key("facilities"),
            placeholder=_("Numbers or addresses of their passports, with spaces between"),
        ),
    }  # fmt: skip


def entry_of(typed: Typed) -> Entry:
    """The entry that was typed. Raises Refused where a day is none."""
    said = {
        field: {language: typed[f"{name}_{language}"] for language in LANGUAGES}
        for field, name in (("issuer", "issuer"), ("source_document", "document"), ("text", "text"), ("final_result", "result"))
    }
    controller = typed["controller"] or ""
    issued_on = typed_day.read(typed["issued_on"]) if typed["issued_on"].strip() else session.today()
    due_on = typed_day.read(typed["due_on"])
    if issued_on is None or (due_on is None and typed["due_on"].strip()):
        raise Refused("no_day")
    return Entry(
        number=typed["number"], issued_on=issued_on, due_on=due_on, lead_body_code=typed["lead"], co_body_codes=tuple(typed["co"]),
        controller_user_code=controller.removeprefix(PERSON) if controller.startswith(PERSON) else None,
        controller_body_code=controller.removeprefix(BODY) if controller.startswith(BODY) else None,
        parent_number=typed["parent"], source_url=typed["url"], indicator_codes=tuple(typed["indicators"]),
        facility_ids=tuple(numbers_in(typed["facilities"])), **said,
    )  # fmt: skip


def key(name: str) -> str:
    """The key of a field."""
    return f"entry_{name}"


def forget() -> None:
    """Empties every field."""
    for name in (*NAMES, "is_other"):
        st.session_state.pop(key(name), None)
