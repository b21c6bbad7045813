"""What to look at first: ten facilities, instructions past their deadline, each with the reason in words."""

from typing import Any

import streamlit as st

from pages.parts import cached, layout, session
from pages.parts.instructions import states
from pages.parts.layout import Link
from pages.parts.words import _, day, named, ngettext, number
from queries import instructions as questions
from queries import overview
from queries.records import records

MOST_INSTRUCTIONS = 10
MOST_LETTERS = 150


def facilities() -> None:
    """Ten facilities, the most pressing first, with a link to the passport of each."""
    note, links = cached.made(facilities_in_words)
    layout.section(_("Ten facilities to look at first"), note)
    if links:
        layout.links("facility.py", links, name="facilities")
    else:
        st.caption(_("No facility is of high degree on this day."))


def facilities_in_words() -> tuple[str, list[Link]]:
    """The note above the ten, and each of them: its name with its place, where it is and why."""
    rows = records(cached.ask(overview.first_to_look_at))
    told = [_("Of high degree, by gross violations not fixed, overdue prescriptions, fatal accidents, workers.")]
    told += [_("Scored on {day}.").format(day=day(row["scored_on"])) for row in rows[:1]]
    place_or_kind = "region" if session.viewer().region_code is None else "hazard"
    return " ".join(told), [
        Link(f"{place}. {named(row)}", [named(row, place_or_kind), *_reasons(row)], layout.of_facility(row["facility_id"]))
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
    note, links = cached.made(instructions_in_words)
    layout.section(_("Instructions past their deadline"), note)
    if links:
        layout.links("instructions.py", links, name="instructions")
    else:
        st.caption(_("No instruction you may see is past its deadline on this day."))


def instructions_in_words() -> tuple[str, list[Link]]:
    """How many there are, and each shown: its text, who leads, when it was due, and the chip of its state."""
    rows = records(cached.ask(questions.past, most=MOST_INSTRUCTIONS))
    told = _("Not accepted by the controller, the longest past the deadline first: {shown} of {all}.")
    return told.format(shown=number(len(rows)), all=number(int(rows[0]["past_count"]) if rows else 0)), [
        Link(
            _shortened(named(row, "text")),
            [named(row, "lead_short"), states.days_in_words(row), _("due {day}").format(day=day(row["due_on"]))],
            {"instruction": str(row["instruction_id"])}, states.chip(row["state"]),
        )
        for row in rows
    ]  # fmt: skip


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS].rsplit(" ", 1)[0] + " …"
