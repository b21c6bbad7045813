"""How an instruction stands in a file: its columns and the words of its codes."""

from datetime import date
from typing import Any

from pages.parts import labels
from pages.parts.instructions import work
from pages.parts.rows_file import RowsFile
from pages.parts.words import _

NAMED = ("text", "final_result", "lead_short", "co_short", "controller", "reason")


def of_register(language: str, day: date) -> RowsFile:
    """A file of rows of queries.instructions.register, in the language spoken."""
    return RowsFile.spoken(language, day, columns=_register_columns(), named=NAMED, words=_words())


def of_work(language: str, day: date) -> RowsFile:
    """A file of rows of queries.instructions.work, in the language spoken."""
    return RowsFile.spoken(language, day, columns=_work_columns(), named=NAMED, words=_words())


def _words() -> dict[str, dict[Any, str]]:
    heaps = {code: title for code, (title, _meaning) in work.heaps().items()}
    return {
        "state": labels.instruction_states(), "declared_state": labels.declared_states(), "heap": heaps, "part": work.parts(),
    }  # fmt: skip


def _register_columns() -> dict[str, str]:
    return {
        "number": _("Number"), "text": _("Instruction"), "state": _("Computed state"), "due_on": _("Deadline"),
        "days_left": _("Days to deadline"), "lead_short": _("Lead body"), "co_short": _("Co-executors"), "controller": _("Controller"),
        "final_result": _("Final result asked"), "declared_state": _("Declared"), "declared_on": _("Declared on"),
        "accepted_on": _("Accepted on"), "issued_on": _("Issued"), "first_due_on": _("First deadline"),
        "extension_count": _("Deadline moved, times"), "source_url": _("Publication"), "as_of": _("As of"), "note": _("Note"),
    }  # fmt: skip


def _work_columns() -> dict[str, str]:
    return {
        "number": _("Number"), "text": _("Instruction"), "heap": _("What waits"), "state": _("Computed state"), "due_on": _("Deadline"),
        "days_left": _("Days to deadline"), "lead_short": _("Lead body"), "part": _("Your part"), "declared_on": _("Declared on"),
        "reason": _("Why it was returned"), "as_of": _("As of"), "note": _("Note"),
    }  # fmt: skip
