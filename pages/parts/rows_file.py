"""Rows in a file: the columns in the reader's language, the day, and the mark of invented rows on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pages.parts import tables
from pages.parts.words import _


@dataclass(frozen=True)
class RowsFile:
    """Words and day of a file, found once, so that the rows need no session."""

    columns: dict[str, str]
    named: tuple[str, ...]
    words: dict[str, dict[Any, str]]
    language: str
    day: date
    mark: str

    @classmethod
    def spoken(
        cls, language: str, day: date, *, columns: dict[str, str], named: tuple[str, ...], words: dict[str, dict[Any, str]]
    ) -> "RowsFile":
        """A file in the language spoken: heading by column, columns that rows have in each language, words of codes by column."""
        return cls(columns, named, words, language, day, _("Demonstration data: invented, not real enterprises."))

    def headings(self) -> list[str]:
        """The first line of the file."""
        return list(self.columns.values())

    def line(self, row: Mapping[str, Any]) -> list[Any]:
        """A row as a line of text; a cell that would run as a formula is disarmed."""
        return [tables.disarmed(cell) for cell in self.cells(row)]

    def cells(self, row: Mapping[str, Any]) -> list[Any]:
        """A row as it is: words, numbers, days; None where nothing is known."""
        return [self._cell(column, row) for column in self.columns]

    def _cell(self, column: str, row: Mapping[str, Any]) -> Any:
        if column == "as_of":
            return self.day.isoformat()
        if column == "note":
            return self.mark if row["is_demonstration"] else ""
        value = row[f"{column}_{self.language}"] if column in self.named else row[column]
        if column in self.words:
            return self.words[column].get(value)
        return float(value) if isinstance(value, Decimal) else value
