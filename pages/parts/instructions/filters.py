"""What the reader narrows the instructions by; each choice stands in the address."""

from typing import Any

import streamlit as st

from pages.parts import filters, labels
from pages.parts.cached import ask
from pages.parts.instructions import states
from pages.parts.words import _, language
from queries import instructions

NAMES = ("search", "body", "controller", "source", "state", "page")
MOST_LETTERS = 60


def are_asked_for() -> bool:
    """Whether the address narrows anything."""
    return any(name in st.query_params for name in NAMES)


def choose(*, has_people: bool) -> dict[str, Any]:
    """Words and source, and lead body and controller where asked for, as the questions of queries/instructions take them."""
    body_code = controller = None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            _("Search"), key="search", bind="query-params", type="search", max_chars=100,
            placeholder=_("Number, words of the text, lead body"),
        )  # fmt: skip
        if has_people:
            body_code = filters.one("body", _("Lead body"), answerable("lead"), everything=_("All lead bodies"), width=275)
            controller = filters.one("controller", _("Controller"), answerable("controller"), everything=_("All controllers"), width=275)
        given = filters.one("source", _("Source"), labels.instruction_sources(), everything=_("All sources"), width=180)
    return {
        "search": search or None, "body_code": body_code, "controller": controller, "is_demonstration": given and given == "demonstration",
    }  # fmt: skip


def answerable(part: str) -> dict[str, str]:
    """Lead bodies or controllers of what the viewer may see, by name."""
    rows = ask(instructions.answerable)
    of_part = rows[rows["part"] == part]
    names = dict(zip(of_part["code"], map(controller_named, of_part[f"name_{language()}"]), strict=True))
    return dict(sorted(names.items(), key=lambda each: each[1]))


def controller_named(name: Any) -> str:
    """The name of a controller or a body; words where none is stated."""
    return name if isinstance(name, str) and name else _("Not stated")


def state(chosen: dict[str, Any]) -> tuple[str | None, int]:
    """One state, chosen on the bar of all of them, or None; and how many instructions that leaves."""
    counted = ask(instructions.counts, **chosen)
    counts = dict(zip(counted["state"], counted["instruction_count"].astype(int), strict=True))
    picked = states.chosen(counts)
    return picked, counts.get(picked, 0) if picked else sum(counts.values())
