"""One instruction beside the register: what was ordered, what is declared, what is computed, and every step."""

from html import escape
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, filters, labels, layout, palette, trouble
from pages.parts.instructions import acts, evidence, measure, notices, states
from pages.parts.words import _, day, language, named, ngettext, number
from queries import instructions as questions


def show(asked: str) -> None:
    """The instruction of an id from the address; a sentence where there is none the viewer may see."""
    instruction_id = filters.key_in(asked)
    found = cached.ask(questions.one, instruction_id=instruction_id) if instruction_id is not None else None
    if found is None:
        trouble.not_found()
        return
    _title(found)
    _verdicts(found)
    measure.standing(found["instruction_id"])
    layout.pairs(_facts(found))
    _source(found)
    acts.show(found)
    measure.show(found["instruction_id"])
    _milestones(cached.ask(questions.milestones, instruction_id=instruction_id))
    _history(cached.ask(questions.history, instruction_id=instruction_id), evidence.links(instruction_id))
    notices.show(found["instruction_id"])


def _title(found: dict[str, Any]) -> None:
    demonstration = escape(_("Demonstration"))
    mark = f'<span class="demo-mark">{demonstration}</span>' if found["is_demonstration"] else ""
    st.html(
        f'<div class="instruction"><div class="number">{escape(found["number"])} {mark}</div><p>{escape(named(found, "text"))}</p></div>'
    )


def _verdicts(found: dict[str, Any]) -> None:
    """The computed state beside the declared one; a difference is said in words."""
    computed = _beside(_("Computed state"), states.chip(found["state"]), states.days_in_words(found))
    word = escape(labels.declared_states()[found["declared_state"]])
    when = day(found["declared_on"]) if found["declared_on"] else ""
    declared = _beside(_("Declared by the lead body"), f"<b>{word}</b>", when)
    st.html(f'<div class="states-beside">{computed}{declared}</div>')
    if found["declared_state"] == "done" and found["state"] not in ("done", "done_late"):
        differs = escape(_("Declared done, but not accepted by the controller."))
        st.html(f'<p class="differs">{differs}</p>')


def _beside(label: str, state: str, when: str) -> str:
    return f'<div><span class="label">{escape(label)}</span>{state}<small>{escape(when)}</small></div>'


def _facts(found: dict[str, Any]) -> list[tuple[str, str]]:
    """What the register holds about it, label and value; what was not published is said, not left out."""
    not_stated = _("not stated")
    part_of = [(_("Part of"), found["parent_number"])] if found["parent_number"] else []
    tied = cached.ask(questions.related, instruction_id=found["instruction_id"])
    return [
        (_("Deadline"), _deadline(found)),
        (_("Final result asked"), named(found, "final_result") or not_stated),
        (_("Lead body"), named(found, "lead")),
        (_("Co-executors"), named(found, "co") or _("none named")),
        (_("Controller"), named(found, "controller") or not_stated),
        *part_of,
        *_related(tied),
        (_("Issued by"), f"{named(found, 'issuer')}, {day(found['issued_on'])}"),
        (_("Source document"), named(found, "source_document")),
        (_("Data source"), named(found, "source")),
    ]


def _related(tied: DataFrame) -> list[tuple[str, str]]:
    """Its parts, the targets it serves and its facilities, by name; what it has none of is left out."""
    labels_of = {"part": _("Parts"), "indicator": _("Targets it serves"), "facility": _("Facilities it is about")}
    names = {kind: "; ".join(map(named, tied[tied["kind"] == kind].to_dict("records"))) for kind in labels_of}
    return [(labels_of[kind], told) for kind, told in names.items() if told]


def _deadline(found: dict[str, Any]) -> str:
    if found["due_on"] is None:
        return _("not set")
    if not found["extension_count"]:
        return day(found["due_on"])
    moved = ngettext("extended {count} time, first {day}", "extended {count} times, first {day}", found["extension_count"])
    return f"{day(found['due_on'])} ({moved.format(count=number(found['extension_count']), day=day(found['first_due_on']))})"


def _source(found: dict[str, Any]) -> None:
    url = found["source_url"] or ""
    if url.startswith(("https://", "http://")):
        st.link_button(_("Open the publication"), url, icon=":material/open_in_new:", type="tertiary")


def _milestones(rows: DataFrame) -> None:
    layout.section(_("Milestones"))
    if rows.empty:
        none = escape(_("No milestones are recorded."))
        st.html(f'<p class="note">{none}</p>')
        return
    st.html(f'<ol class="steps">{"".join(_milestone(row) for row in rows.to_dict("records"))}</ol>')


def _milestone(row: dict[str, Any]) -> str:
    state = row["milestone_state"]
    colours = palette.instruction_states()
    ring = colours[{"late": "overdue", "open": "not_due"}.get(state, state)][2]
    dates = _("by {day}").format(day=day(row["due_on"]))
    if row["done_on"] is not None:
        dates += ", " + _("reached {day}").format(day=day(row["done_on"]))
    return (
        f'<li style="--mark:{ring}"><b>{escape(named(row))}</b>'
        f"<small>{escape(labels.milestone_states()[state])} · {escape(dates)}</small></li>"
    )


def _history(rows: DataFrame, proof: dict[int, str]) -> None:
    layout.section(_("History"), _("Every step known on the day looked at, newest first; nothing is overwritten."))
    st.html(f'<ol class="steps">{"".join(_step(row, proof) for row in rows.to_dict("records"))}</ol>')


def _mark(kind: str) -> str:
    """Colour of a step: that of the state it leads to."""
    leads_to = {"reported_done": "reported", "accepted": "done", "returned": "returned", "extended": "not_due"}
    return palette.instruction_states()[leads_to[kind]][2] if kind in leads_to else palette.tokens()["accent"]


def _step(row: dict[str, Any], proof: dict[int, str]) -> str:
    kind, is_report = row["kind"], row["kind"].startswith("reported_")
    word = " · ".join(filter(None, [labels.instruction_steps()[kind], _("late") if row["is_late"] else ""]))
    told = " · ".join([day(row["happened_on"]), *who(row)])
    until = _("deadline {day}").format(day=day(row["new_due_on"])) if row["new_due_on"] is not None else ""
    share = row["done_pct"] if is_report else None
    done = "" if share is None or share != share else _("{share} % done").format(share=number(share))
    text = " · ".join(filter(None, [done, named(row, "text"), until]))
    files = proof.get(row["step_no"], "") if is_report else ""
    return f'<li style="--mark:{_mark(kind)}"><b>{escape(word)}</b><small>{escape(told)}</small><span>{escape(text)}</span>{files}</li>'


def who(row: dict[str, Any]) -> list[str]:
    """Body and post of whoever took a step, where they are known."""
    return [row[f"{each}_{language()}"] for each in ("body", "author") if isinstance(row[f"{each}_{language()}"], str)]
