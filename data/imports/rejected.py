"""Writes the rejected cells to a CSV file that goes back to whoever delivered them."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.imports.cells import disarmed
from data.imports.problems import Refused
from data.imports.sentences import sentence

LONGEST_SHOWN = 200
HEADINGS = ("heading_line", "heading_column", "heading_value", "heading_reason")
Cell = tuple[int, str, str | None, str]


def rejected_path_for(path: Path, asked: Path | None, others: Iterable[Path]) -> Path:
    """Where the rejected cells go: as asked, else beside the file. Raises Refused where that is an input."""
    wanted = asked or path.with_name(f"{path.stem}.rejected.csv")
    if wanted.resolve() in {each.resolve() for each in (path, *others)}:
        raise Refused("rejected_over_input", file=wanted)
    return wanted


def write_rejected(connection: Any, path: Path, known_as: dict[str, str], language: str) -> None:
    """One line a cell, in the order of the file, in a form that a spreadsheet opens without running anything.

    Written under another name first, so that a list is whole or not there. Raises Refused where it cannot be.
    """
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with (
            unfinished.open("w", encoding="utf-8-sig", newline="") as file,
            connection.cursor("rejected_cells") as cells,
        ):
            cells.execute("SELECT line_no, column_name, value, reason FROM rejected ORDER BY line_no, column_name")
            writer = csv.writer(file)
            writer.writerow([sentence(heading, language) for heading in HEADINGS])
            writer.writerows(_shown(cell, known_as, language) for cell in cells)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Refused("rejected_unwritable", file=path, detail=error.strerror) from error


def _shown(cell: Cell, known_as: dict[str, str], language: str) -> tuple[int, str, str, str]:
    line_no, column, value, reason = cell
    name = known_as.get(column, column)
    return line_no, disarmed(name), disarmed((value or "")[:LONGEST_SHOWN]), sentence(reason, language)
