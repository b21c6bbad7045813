"""What people do with instructions: issue, report, decide. The database checks, signs and records each act."""

import json
from collections.abc import Sequence
from datetime import date

from pandas import DataFrame
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from queries.db import Viewer, question, read, writing_as
from queries.instructions import deadlines
from queries.instructions.entry import Entry
from queries.instructions.evidence import File
from queries.instructions.protocol import Line, parents_first
from queries.instructions.refusals import REFUSALS, Refused
from queries.refusals import name_of, plain

__all__ = ["Entry", "File", "Refused", "decide", "extend_many", "issue", "issue_many", "like", "report"]


def like(viewer: Viewer, as_of: date, *, said: str, lead_body_code: str) -> DataFrame:
    """Up to five instructions known on as_of that say nearly the same in any language, those of the same lead body first.

    instruction_id, number, text_kk/ru/en, lead_short_kk/ru/en, due_on as first set, likeness from 0 to 1. Raises Refused, Unavailable.
    """
    try:
        return read(viewer, "instructions/like", as_of=as_of, said=plain(said), lead_body_code=lead_body_code)
    except DBAPIError as error:
        raise Refused(name_of(error, REFUSALS)) from error


def issue(viewer: Viewer, day: date, *, entry: Entry, is_no_duplicate: bool = False) -> int:
    """Enters an instruction today; returns instruction_id.

    is_no_duplicate says that the person has seen what says nearly the same (like) and means another one. Raises Refused, Unavailable.
    """
    _refuse_deadline(day, entry.due_on)
    with writing_as(viewer) as connection:
        if not is_no_duplicate:
            _refuse_likes(connection, day, entry)
        return _act(connection, "instructions/issue", day=day, asked=json.dumps(entry.as_json()))


def issue_many(
    viewer: Viewer, day: date, *, lines: list[Line], is_dry_run: bool = False, is_no_duplicate: bool = False
) -> list[tuple[Line, str | None]]:
    """Enters the lines of a protocol on a day, all or none; a dry run enters none. Each line with why it is refused, or None.

    Raises Unavailable.
    """
    with writing_as(viewer) as connection:
        outcomes = [(line, line.refusal or _tried(connection, day, line, is_no_duplicate)) for line in parents_first(lines)]
        if is_dry_run or any(refusal for _, refusal in outcomes):
            connection.rollback()
    return sorted(outcomes, key=lambda outcome: outcome[0].line_no)


def _tried(connection: Connection, day: date, line: Line, is_no_duplicate: bool) -> str | None:
    """Why a line is refused; what was entered before it stays as it is."""
    assert line.entry is not None  # noqa: S101  else it has a refusal
    try:
        with connection.begin_nested():
            _refuse_deadline(day, line.entry.due_on)
            if not is_no_duplicate:
                _refuse_likes(connection, day, line.entry)
            _act(connection, "instructions/issue", day=day, asked=json.dumps(line.entry.as_json()))
    except Refused as refused:
        return str(refused)
    return None


def report(
    viewer: Viewer,
    day: date,
    *,
    instruction_id: int,
    version: int,
    declared_state: str,
    text: str,
    percent: int | None = None,
    facility_ids: Sequence[int] = (),
    files: Sequence[File] = (),
    milestone_nos: Sequence[int] = (),
) -> int:
    """Reports today for the viewer's body; returns the version made. version is the one seen (one()["version"]).

    declared_state: in_work or done; percent 0 to 100 or None; files as kept by queries.instructions.evidence;
    milestone_nos: milestones reached today. Raises Refused, Unavailable.
    """
    proof = {
        "facility_ids": list(facility_ids),
        "files": json.dumps([file.as_json() for file in files]),
        "milestone_nos": list(milestone_nos),
    }
    with writing_as(viewer) as connection:
        return _act(
            connection, "instructions/report", day=day, instruction_id=instruction_id, version=version,
            declared_state=declared_state, text=plain(text), percent=percent, **proof,
        )  # fmt: skip


def decide(
    viewer: Viewer, day: date, *, instruction_id: int, version: int, kind: str, reason: str, new_due_on: date | None = None
) -> int:  # fmt: skip
    """Writes a decision of today, kind accepted, returned or extended; returns the version made. Raises Refused, Unavailable."""
    _refuse_deadline(day, new_due_on)
    with writing_as(viewer) as connection:
        return _decide(connection, day, instruction_id, version, kind, reason, new_due_on)


def extend_many(viewer: Viewer, day: date, *, versions: dict[int, int], reason: str, new_due_on: date) -> None:
    """Sets one later deadline for several instructions, all or none; versions: instruction_id -> version seen.

    Raises Refused with the instruction_id of the first that is refused, Unavailable.
    """
    _refuse_deadline(day, new_due_on)
    with writing_as(viewer) as connection:
        for instruction_id, version in sorted(versions.items()):
            _decide(connection, day, instruction_id, version, "extended", reason, new_due_on)


def _decide(connection: Connection, day: date, instruction_id: int, version: int, kind: str, reason: str, new_due_on: date | None) -> int:
    given = {"instruction_id": instruction_id, "version": version, "kind": kind, "reason": plain(reason), "new_due_on": new_due_on}
    return _act(connection, "instructions/decide", day=day, **given)


def _act(connection: Connection, name: str, **given: object) -> int:
    try:
        return int(connection.execute(text(question(name)[0]), given).scalar_one())
    except DBAPIError as error:
        raise Refused(name_of(error, REFUSALS), _instruction_of(given)) from error


def _instruction_of(given: dict[str, object]) -> int | None:
    found = given.get("instruction_id")
    return found if isinstance(found, int) else None


def _refuse_likes(connection: Connection, day: date, entry: Entry) -> None:
    given = {"as_of": day, "said": entry.said(), "lead_body_code": entry.lead_body_code}
    try:
        if connection.execute(text(question("instructions/like")[0]), given).first() is not None:
            raise Refused("like_others")
    except DBAPIError as error:
        raise Refused(name_of(error, REFUSALS)) from error


def _refuse_deadline(day: date, due_on: date | None) -> None:
    refusal = deadlines.refusal(day, due_on)
    if refusal:
        raise Refused(refusal)
