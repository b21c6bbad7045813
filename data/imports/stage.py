"""Brings the rows of a file into the database as text, by COPY, a piece at a time: memory stays flat."""

import io
from collections.abc import Callable
from itertools import islice
from typing import Any

from psycopg2 import sql

from data.imports.reshape import Plan

Progress = Callable[[str, int], None]
ROWS_AT_A_TIME = 2_000


def stage(cursor: Any, plan: Plan, progress: Progress) -> int:
    """Copies the rows of a plan into the table staged; returns how many there were."""
    names = sql.SQL(", ").join(map(sql.Identifier, ("line_no", "fault", *plan.columns)))
    copy = sql.SQL("COPY staged ({}) FROM STDIN (FORMAT text, NULL '')").format(names)
    no_cells = [""] * len(plan.columns)
    count = 0
    while piece := [_line(line_no, fault, cells or no_cells) for line_no, fault, cells in islice(plan.rows, ROWS_AT_A_TIME)]:
        cursor.copy_expert(copy, io.BytesIO("".join(piece).encode()))
        count += len(piece)
        progress("reading", count)
    return count


def _line(line_no: int, fault: str, cells: list[str]) -> str:
    # Cleaned cells hold no tabs and no line breaks; only the backslash still means something to COPY.
    return "\t".join((str(line_no), fault, *cells)).replace("\\", "\\\\") + "\n"
