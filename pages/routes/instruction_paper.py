"""Instructions as a list to print: in the order of what to do first, by computed state or by what waits for the viewer."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pages.parts import labels, palette
from pages.parts.instructions import filters, work
from pages.parts.words import _, day, named, ngettext, number
from pages.routes.paper.listing import Group, Listing

MOST_PRINTED = 1000
Rows = list[Mapping[str, Any]]


def of_register(rows: Rows, count: int, language: str, as_of: date, narrowed: str) -> Listing:
    """A list by computed state; rows are the first of count, narrowed tells the filters."""
    names, looks = labels.instruction_states(), palette.instruction_states()
    states = list(dict.fromkeys(row["state"] for row in rows))
    groups = [_group(names[state], looks[state][2], [row for row in rows if row["state"] == state]) for state in states]
    return _listing(_("Instructions"), groups, rows, count, language, as_of, narrowed)


def of_work(rows: Rows, count: int, language: str, as_of: date) -> Listing:
    """A list of the viewer's own work by what waits."""
    groups = [
        _group(title, work.looks(heap)[2], of_heap)
        for heap, (title, _meaning) in work.heaps().items()
        if (of_heap := [row for row in rows if row["heap"] == heap])
    ]
    return _listing(_("My work today"), groups, rows, count, language, as_of, "")


def _listing(title: str, groups: list[Group], rows: Rows, count: int, language: str, as_of: date, narrowed: str) -> Listing:
    shown, has_demonstration = len(rows), any(row["is_demonstration"] for row in rows)
    counted = ngettext("{count} instruction", "{count} instructions", count).format(count=number(count))
    on_the_day = _("as of {day}").format(day=day(as_of))
    left_out = _("The first {shown} of {count} are printed; the workbook has all.").format(shown=number(shown), count=number(count))
    return Listing(
        title=title, subtitle=" · ".join(filter(None, [counted, on_the_day, narrowed])),
        mark=_("Demonstration data: invented, not real enterprises.") if has_demonstration else "",
        source=_("Digital Map of Enterprises: register of instructions"),
        language=language, groups=groups, left_out=left_out if shown < count else "",
        headings=[
            _("Number"), _("Instruction"), _("Lead body"), _("Co-executors"), _("Controller"), _("Deadline"), _("Days"), _("Declared"),
        ],
        widths=[1.5, 3.9, 1.35, 1.5, 1.55, 1.0, 0.6, 1.2], aligned=["left"] * 5 + ["left", "right", "left"],
    )  # fmt: skip


def _group(name: str, colour: str, rows: Iterable[Mapping[str, Any]]) -> Group:
    cells = [_cells(row) for row in rows]
    return Group(name, number(len(cells)), colour, cells)


def _cells(row: Mapping[str, Any]) -> list[str]:
    days = row["days_left"]
    left = "" if days is None or days != days else number(int(days)).replace("-", "−")
    due = day(row["due_on"]) if row["due_on"] else _("none")
    moved = _("{due}, moved").format(due=due) if row["extension_count"] else due
    controller = filters.controller_named(named(row, "controller"))
    declared = labels.declared_states()[row["declared_state"] or None]
    return [row["number"], named(row, "text"), named(row, "lead_short"), named(row, "co_short"), controller, moved, left, declared]
