"""The table of a protocol, XLSX or CSV: its lines become instructions, all or none (docs/instructions.md)."""

from datetime import date
from pathlib import Path

from data.imports import fetch
from data.imports.columns import Column, Form, one_of
from data.imports.mapping import read_mapping
from data.imports.problems import Refused
from data.imports.reshape import reshaped
from queries.instructions import issue_many
from queries.instructions.protocol import COLUMNS, SAID, Line, lines
from queries.viewer import Viewer

INSTRUCTIONS = Form(
    tuple(Column(name, "text", 5000) for name in COLUMNS),
    (
        *(one_of(name) for name in ("number", "issued_on", "lead_body_code")),
        *(one_of(field, *(f"{field}_{language}" for language in ("kk", "ru", "en"))) for field in SAID),
    ),
)
SHOWN = tuple(name for name in COLUMNS if not name.endswith(("_kk", "_ru", "_en")))
MOST_LINES = 2_000
COMMAND = Viewer("", "steward", None, "")  # no person: what a command on the machine brings
Outcomes = list[tuple[Line, str | None]]


def import_protocol(
    viewer: Viewer, day: date, path: Path, *, mapping: Path | None = None, is_dry_run: bool = False, is_no_duplicate: bool = False
) -> Outcomes:
    """Enters the lines of a table, all or none, known from the day on; each line with why it is refused, or None.

    mapping is a TOML file that tells how the table's columns become ours (docs/imports.md). Raises Refused where the file cannot be
    taken, Unavailable when the database does not answer.
    """
    rules = read_mapping(mapping, INSTRUCTIONS)
    with fetch.opened(path, rules) as table:
        plan = reshaped(table, rules, INSTRUCTIONS)
        rows = [(line_no, dict(zip(plan.columns, cells, strict=False))) for line_no, _fault, cells in plan.rows]
    if len(rows) > MOST_LINES:
        raise Refused("protocol_too_long", file=path.name, most=MOST_LINES)
    return issue_many(viewer, day, lines=lines(viewer, day, rows), is_dry_run=is_dry_run, is_no_duplicate=is_no_duplicate)
