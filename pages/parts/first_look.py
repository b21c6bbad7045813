"""What to look at first: ten facilities, instructions past their deadline, each with the reason in words."""

from typing import Any

import streamlit as st

from pages.parts import cached, layout, session
from pages.parts.instructions import states
from pages.parts.words import _, day, named, ngettext, number
from queries import instructions as questions
from queries import overview
from queries.records import records

MOST_INSTRUCTIONS = 10
MOST_LETTERS = 150


def facilities() -> None:
    """Ten facilities, the most pressing first, with a link to the passport of each."""
    rows = cached.ask(overview.first_to_look_at)
    told = [_("Of high degree, by gross violations not fixed, overdue prescriptions, fatal accidents, workers.")]
    told += [] if rows.empty else [_("Scored on {day}.").format(day=day(rows["scored_on"].iloc[0]))]
    layout.section(_("Ten facilities to look at first"), " ".join(told))
    if rows.empty:
        st.caption(_("No facility is of high degree on this day."))
    for facility_id, label, said in cached.made(facilities_in_words):
        with st.container(gap=None):
            layout.open_facility(facility_id, label)
            layout.remark(*said)


def facilities_in_words() -> list[tuple[int, str, list[str]]]:
    """Number, name with its place, and where it is and why, of each of the ten."""
    rows = records(cached.ask(overview.first_to_look_at))
    place_or_kind = "region" if session.viewer().region_code is None else "hazard"
    return [
        (row["facility_id"], f"{place}. {named(row)}", [named(row, place_or_kind), *_reasons(row)])
        for place, row in enumerate(rows, start=1)
    ]


def _reasons(row: dict[str, Any]) -> list[str]:
    n = {key: int(row[key]) for key in ("gross_count", "overdue_count", "fatal_count")}
    gross = ngettext("{n} gross violation not fixed", "{n} gross violations not fixed", n["gross_count"])
    fatal = ngettext("{n} fatal accident in three years", "{n} fatal accidents in three years", n["fatal_count"])
    told = [(n["gross_count"], gross), (n["overdue_count"], _overdue(row)), (n["fatal_count"], fatal)]
    return [
        _degree(row),
        *(sentence.format(n=number(count)) for count, sentence in told if count),
        *_workers(row),
    ]


def _degree(row: dict[str, Any]) -> str:
    if row["is_high_safety"] and row["is_high_labour"]:
        return _("high degree under both laws")
    return _("high degree in industrial safety") if row["is_high_safety"] else _("high degree under labour law")


def _overdue(row: dict[str, Any]) -> str:
    told = ngettext("{n} overdue prescription", "{n} overdue prescriptions", int(row["overdue_count"]))
    if not row["overdue_count"]:
        return told
    days = int(row["longest_overdue_days"])
    longest = ngettext("(longest: {days} day)", "(longest: {days} days)", days).format(days=number(days))
    return f"{told} {longest}"


def _workers(row: dict[str, Any]) -> list[str]:
    count = row["employee_count"]
    if count is None or count != count:
        return []
    return [ngettext("{n} person works there", "{n} people work there", int(count)).format(n=number(count))]


def instructions() -> None:
    """Instructions past their deadline and not accepted, the longest past it first, with a link to each."""
    past = cached.ask(questions.past, most=MOST_INSTRUCTIONS)
    count = 0 if past.empty else int(past["past_count"].iloc[0])
    layout.section(
        _("Instructions past their deadline"),
        _("Not accepted by the controller, the longest past the deadline first: {shown} of {all}.").format(
            shown=number(len(past)), all=number(count)
        ),
    )
    if past.empty:
        st.caption(_("No instruction you may see is past its deadline on this day."))
    for instruction_id, text, said, chip in cached.made(instructions_in_words):
        with st.container(gap=None):
            layout.open_screen("instructions.py", text, instruction=str(instruction_id))
            layout.remark(*said, chip=chip)


def instructions_in_words() -> list[tuple[int, str, list[str], str]]:
    """Number, text, who leads and when it was due, and the chip of its state, of each instruction."""
    return [
        (
            row["instruction_id"], _shortened(named(row, "text")),
            [named(row, "lead_short"), states.days_in_words(row), _("due {day}").format(day=day(row["due_on"]))], states.chip(row["state"]),
        )
        for row in records(cached.ask(questions.past, most=MOST_INSTRUCTIONS))
    ]  # fmt: skip


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS].rsplit(" ", 1)[0] + " …"
