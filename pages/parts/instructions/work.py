"""My work today: what waits for the viewer's decision, what came back, what is late, what will be."""

from html import escape
from typing import Any

import streamlit as st

from pages.parts import layout, palette, session
from pages.parts.cached import ask
from pages.parts.instructions import cards, file_links, states
from pages.parts.words import _, day, language, ngettext, number
from queries import instructions

MOST_OF_A_HEAP = 5
ALL_OF_A_HEAP = 200


def show() -> None:
    """The heaps that are not empty, the most pressing first; a sentence where nothing waits."""
    whole = asked_for()
    rows = ask(instructions.work, most=ALL_OF_A_HEAP if whole else MOST_OF_A_HEAP)
    if rows.empty:
        st.success(_("Nothing waits for you on this day: no deadline within 14 days, nothing late, returned or to decide on."))
        layout.open_screen("instructions.py", _("All instructions in the register"), view="register")
        return
    by_heap = cards.by_column(rows, "heap")
    counts = {heap: int(listed[0]["heap_count"]) for heap, listed in by_heap.items()}
    _summary(counts)
    shown = [each for each in heaps() if each in by_heap and whole in (None, each)]
    late = [each for each in shown if each in ("waiting", "returned", "overdue")]
    for side, of_side in zip(_sides(len(shown)), (late, [each for each in shown if each not in late]), strict=True):
        for heap in of_side:
            with side:
                _heap(heap, by_heap[heap], counts[heap])
    file_links.links({"view": "work"}, sum(counts.values()))


def _sides(count: int) -> list[Any]:
    """What is to be done now on the left, what is coming on the right; one under the other where an instruction stands beside."""
    if count < 2 or "instruction" in st.query_params:
        return [st.container(), st.container()]
    return list(st.columns(2, gap="large"))


def asked_for() -> str | None:
    """The heap that the address asks for whole."""
    asked = st.query_params.get("heap")
    return asked if asked in heaps() else None


def heaps() -> dict[str, tuple[str, str]]:
    """Title and meaning of each heap, the most pressing first."""
    return {
        "waiting": (_("Waiting for your decision"), _("Declared done: accept it or return it.")),
        "returned": (_("Returned"), _("The controller sent the report back.")),
        "overdue": (_("Overdue"), _("The deadline has passed and nothing is declared done.")),
        "no_report": (_("No report recorded"), _("The deadline has passed and nobody has reported: neither done nor late.")),
        "at_risk": (_("At risk"), _("A milestone is late, or the pace puts the finish after the deadline.")),
        "due": (_("Due within 14 days"), _("The deadline is near.")),
    }


def parts() -> dict[str, str]:
    """What the viewer has to do with an instruction."""
    return {
        "decides": "", "leads": _("your body leads"), "takes_part": _("your body takes part"), "controls": _("you control"), "oversees": "",
    }  # fmt: skip


def looks(heap: str) -> tuple[str, str, str]:
    """Sign, fill and ring of a heap: those of the state it stands for."""
    return palette.instruction_states()[{"waiting": "reported", "due": "due_soon"}.get(heap, heap)]


def _summary(counts: dict[str, int]) -> None:
    """One line of counts, each a step down to its heap."""
    figures = "".join(
        f'<div style="border-color:{looks(heap)[2]}"><b>{number(counts.get(heap, 0))}</b><span>{escape(title)}</span></div>'
        for heap, (title, _meaning) in heaps().items() if heap in counts or heap in ("overdue", "due")
    )  # fmt: skip
    st.html(f'<div class="heaps">{figures}</div>')


def _heap(heap: str, rows: list[dict[str, Any]], count: int) -> None:
    title, meaning = heaps()[heap]
    sign, _fill, ring = looks(heap)
    st.html(
        f'<h2 class="section heap"><i style="background:{ring}"></i>{sign} {escape(title)} <span>{number(count)}</span></h2>'
        f'<p class="note">{escape(meaning)}</p>'
    )
    for row in rows:
        _line(heap, row)
    if count > len(rows):
        all_of_them = ngettext("Show all {count}", "Show all {count}", count).format(count=number(count))
        st.button(all_of_them, key=f"heap_{heap}", type="tertiary", icon=":material/expand_more:", on_click=_choose, args=(heap,))
    elif asked_for():
        st.button(_("Back to all work"), key="heap_back", type="tertiary", icon=":material/arrow_back:", on_click=_choose, args=(None,))


def _choose(heap: str | None) -> None:
    if heap:
        st.query_params["heap"] = heap
    else:
        st.query_params.pop("heap", None)


def _line(heap: str, row: dict[str, Any]) -> None:
    when = states.days_in_words(row)
    due = _("deadline {day}").format(day=day(row["due_on"])) if row["due_on"] is not None else _("no deadline")
    first = f'<b style="border-color:{looks(heap)[2]}">{escape(when)}</b>' if when and heap != "waiting" else ""
    part = parts()["takes_part"] if row["part"] == "takes_part" else ""
    cards.show(row, f"work_{heap}", [first + cards.told(row, due, part), _said(heap, row)])


def _said(heap: str, row: dict[str, Any]) -> str:
    """What was last said about it, as HTML: why it came back, or since when it waits."""
    if heap == "returned" and isinstance(row[f"reason_{language()}"], str):
        told = _("Returned on {day}: {reason}").format(day=day(row["returned_on"]), reason=row[f"reason_{language()}"])
    elif heap == "waiting":
        days = (session.as_of() - row["declared_on"]).days
        since = ngettext("waits {count} day", "waits {count} days", days).format(count=number(days))
        told = _("Declared done on {day}, {since}").format(day=day(row["declared_on"]), since=since)
    else:
        return ""
    return f"<p>{escape(told)}</p>"
