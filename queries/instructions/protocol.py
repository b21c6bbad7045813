"""The rows of a protocol's table as entries: bodies by code or name, days as people write them, parents before their parts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from queries.db import Viewer, read
from queries.instructions.entry import Entry
from queries.instructions.refusals import Refused

LANGUAGES = ("kk", "ru", "en")
SAID = ("issuer", "source_document", "text", "final_result")
COLUMNS = (
    "number", "issued_on", "due_on", "lead_body_code", "co_body_codes", "controller_user_code", "controller_body_code", "parent_number",
    "source_url", "indicator_codes", "facility_ids",
    *(name for field in SAID for name in (field, *(f"{field}_{each}" for each in LANGUAGES))),
)  # fmt: skip
Row = dict[str, str]


@dataclass(frozen=True)
class Line:
    """A line of the table: where it stands, the number it gives, and the entry, or why it is none."""

    line_no: int
    number: str
    entry: Entry | None
    refusal: str | None = None


def lines(viewer: Viewer, as_of: date, rows: Iterable[tuple[int, Row]]) -> list[Line]:
    """The rows by line as entries; columns as in COLUMNS, a text without a language standing for those not given. Raises Unavailable."""
    known = _body_names(viewer, as_of)
    return [_line(line_no, row, known) for line_no, row in rows]


def parents_first(lines: list[Line]) -> Iterator[Line]:
    """The lines so that each follows the one it is a part of; those in a circle come last, and are refused."""
    waiting = list(lines)
    while waiting:
        ahead = {line.number for line in waiting}
        free = [line for line in waiting if line.entry is None or line.entry.parent_number not in ahead]
        if not free:
            yield from (Line(line.line_no, line.number, None, "parents_in_a_circle") for line in waiting)
            return
        yield from free
        waiting = [line for line in waiting if line not in free]


def _line(line_no: int, row: Row, known: dict[str, str]) -> Line:
    number = row.get("number", "").strip()
    try:
        return Line(line_no, number, _entry(number, row, known))
    except Refused as refused:
        return Line(line_no, number, None, str(refused))


def _entry(number: str, row: Row, known: dict[str, str]) -> Entry:
    said = {field: {each: row.get(f"{field}_{each}") or row.get(field, "") for each in LANGUAGES} for field in SAID}
    issued_on = _day(row.get("issued_on", ""))
    if issued_on is None:
        raise Refused("no_day")
    return Entry(
        number=number, issued_on=issued_on, due_on=_day(row.get("due_on", "")), lead_body_code=_lead(row.get("lead_body_code", ""), known),
        co_body_codes=tuple(_code(each, known, "no_such_body") for each in _listed(row.get("co_body_codes", ""))),
        controller_user_code=row.get("controller_user_code") or None,
        controller_body_code=_code(row["controller_body_code"], known, "no_such_controller") if row.get("controller_body_code") else None,
        parent_number=row.get("parent_number") or None, source_url=row.get("source_url") or None,
        indicator_codes=tuple(_listed(row.get("indicator_codes", ""))),
        facility_ids=tuple(_whole(each) for each in _listed(row.get("facility_ids", ""))), **said,
    )  # fmt: skip


def _body_names(viewer: Viewer, as_of: date) -> dict[str, str]:
    """Codes of bodies by everything they are called, in small letters."""
    rows = read(viewer, "instructions/bodies", as_of=as_of).to_dict("records")
    names = [f"{kind}_{language}" for kind in ("name", "short") for language in LANGUAGES]
    return {str(row[name]).casefold(): row["body_code"] for row in rows for name in [*names, "body_code"]}


def _lead(cell: str, known: dict[str, str]) -> str | None:
    """One lead body, not a list of several."""
    if len(_listed(cell)) > 1 and cell.strip().casefold() not in known:
        raise Refused("one_lead")
    return _code(cell, known, "no_such_body") if cell.strip() else None


def _code(cell: str, known: dict[str, str], refusal: str) -> str:
    try:
        return known[cell.strip().casefold()]
    except KeyError as error:
        raise Refused(refusal) from error


def _listed(cell: str) -> list[str]:
    return [each.strip() for each in cell.split(";") if each.strip()]


def _whole(cell: str) -> int:
    if not cell.isdecimal() or len(cell) > 18:
        raise Refused("no_such_facility")
    return int(cell)


def _day(cell: str) -> date | None:
    """A day written 2026-12-01 or 01.12.2026; None for an empty cell."""
    text = cell.strip().removesuffix(" 00:00:00")
    if not text:
        return None
    turned = re.sub(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$", lambda each: f"{each[3]}-{each[2]:0>2}-{each[1]:0>2}", text)
    try:
        return date.fromisoformat(turned)
    except ValueError as error:
        raise Refused("no_day") from error
