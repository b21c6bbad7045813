"""How an instruction stands in a file: the columns in the reader's language, the day, and the mark of invented rows on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pages.parts import labels, tables
from pages.parts.instructions import work
from pages.parts.words import _

NAMED = ("text", "final_result", "lead_short", "co_short", "controller", "reason")


@dataclass(frozen=True)
class InstructionFile:
    """Words and day of a file, found once, so that the rows need no session."""

    columns: dict[str, str]
    words: dict[str, dict[Any, str]]
    language: str
    day: date
    mark: str

    @classmethod
    def of_register(cls, language: str, day: date) -> "InstructionFile":
        """A file of the register in the language spoken."""
        return cls(_register_columns(), _words(), language, day, _("Demonstration data: invented, not real enterprises."))

    @classmethod
    def of_work(cls, language: str, day: date) -> "InstructionFile":
        """A file of one's own work in the language spoken."""
        return cls(_work_columns(), _words(), language, day, _("Demonstration data: invented, not real enterprises."))

    def headings(self) -> list[str]:
        """The first line of the file."""
        return list(self.columns.values())

    def line(self, row: Mapping[str, Any]) -> list[Any]:
        """A row as a line of text; a cell that would run as a formula is disarmed."""
        return [tables.disarmed(cell) for cell in self.cells(row)]

    def cells(self, row: Mapping[str, Any]) -> list[Any]:
        """A row of queries.instructions.register or work as it is: words, numbers, days; None where nothing is known."""
        return [self.cell(column, row) for column in self.columns]

    def cell(self, column: str, row: Mapping[str, Any]) -> Any:
        """One of them."""
        if column == "as_of":
            return self.day.isoformat()
        if column == "note":
            return self.mark if row["is_demonstration"] else ""
        value = row[f"{column}_{self.language}"] if column in NAMED else row[column]
        if value is None or value != value:
            return self.words[column].get(None) if column in self.words else None
        return self.words[column].get(value) if column in self.words else value


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
