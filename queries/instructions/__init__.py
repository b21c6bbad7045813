"""Questions about instructions: what falls due, what is late, what is really done."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pandas import DataFrame

from queries import working_days
from queries.db import Viewer, read, read_in_parts, read_one
from queries.instructions.views import answerable, board, counts, marks, past, timeliness, with_working_days, work
from queries.instructions.writing import decide, extend_many, issue, issue_many, like, report

__all__ = [
    "answerable", "board", "bodies", "controllers", "counts", "deadlines_to_move", "decide", "evidence_file", "exported",
    "extend_many", "history", "issue", "issue_many", "like", "marks", "milestones", "one", "past", "proof", "register", "related",
    "report", "rights", "timeliness", "work",
]  # fmt: skip
ROWS_OF_A_PART = 2000


def register(
    viewer: Viewer,
    as_of: date,
    *,
    state: str | None = None,
    body_code: str | None = None,
    controller: str | None = None,
    is_demonstration: bool | None = None,
    search: str | None = None,
    most: int | None = None,
    skipped: int = 0,
) -> DataFrame:
    """Instructions known on as_of, what to do first on top: the first most of them, all for None, after so many skipped ones.

    A filter that is None filters nothing. body_code is the lead body's, controller one of those of answerable; search looks,
    without regard to case, in number, text and lead body in three languages.
    One row an instruction:
      instruction_id, number, issued_on, text_kk/ru/en
      lead_body_code, lead_short_kk/ru/en
      co_body_codes, co_short_kk/ru/en  list of codes; short names joined by commas, empty for none
      controller_kk/ru/en, final_result_kk/ru/en  as the document calls them; None where not stated
      first_due_on       the deadline as first set; None where none was
      due_on             the deadline as known on as_of, extensions included
      extension_count    extensions known on as_of
      days_left          days from as_of to due_on, negative when past; NaN without a deadline and once accepted
      working_days_left  the same in working days of Kazakhstan's calendar (queries/working_days.py)
      state              instruction_state: data/schema/480_instruction_state.sql
      declared_state     in_work or done: the lead body's last report; None before the first
      declared_on        day of that report
      accepted_on        day the controller accepted; None before
      is_demonstration, source_url

    Raises Unavailable when the database does not answer.
    """
    rows = read(
        viewer, "instructions/register", as_of=as_of, state=state, body_code=body_code, controller=controller,
        is_demonstration=is_demonstration, search=search or None, most=most, skipped=skipped,
    )  # fmt: skip
    return with_working_days(rows, as_of)


def exported(viewer: Viewer, as_of: date, **filters: Any) -> Iterator[list[dict[str, Any]]]:
    """Every row of register that passes its filters, in parts as they arrive, without working_days_left. Raises Unavailable."""
    nothing = dict.fromkeys(("state", "body_code", "controller", "is_demonstration", "search"))
    return read_in_parts(viewer, "instructions/register", ROWS_OF_A_PART, as_of=as_of, **(nothing | filters), most=None, skipped=0)


def one(viewer: Viewer, as_of: date, *, instruction_id: int) -> dict[str, Any] | None:
    """One instruction as known on as_of; None where there is none, it was not known yet, or it is not the viewer's to see.

    instruction_id, number, issued_on, known_on; text, issuer, source_document, final_result, controller, lead, co, source
    in _kk/_ru/_en (co: names of the co-executors joined by semicolons; final_result, controller and co may be None);
    parent_number: what it is part of, None where nothing the viewer may see; source_url, lead_body_code, is_demonstration;
    first_due_on, due_on, extension_count, days_left, working_days_left, state, declared_state, accepted_on as in register;
    declared_on: day of the lead body's last report; version: how many steps followed the issue by
    now, whatever as_of; may_report, may_decide: what the viewer's role and body allow today. Raises Unavailable.
    """
    row = read_one(
        viewer,
        "instructions/one",
        as_of=as_of,
        instruction_id=instruction_id,
    )
    if row is None:
        return None
    has_days = row["days_left"] is not None
    return row | {"working_days_left": working_days.left(as_of, row["due_on"]) if has_days else None}


def milestones(
    viewer: Viewer,
    as_of: date,
    *,
    instruction_id: int | None = None,
    state: str | None = None,
    body_code: str | None = None,
    is_demonstration: bool | None = None,
    search: str | None = None,
) -> DataFrame:
    """Milestones of one instruction, or of all that the filters of register leave, by instruction and day.

    instruction_id, number, milestone_no, name_kk/ru/en, due_on, done_on (None where not known to be done),
    milestone_state: done, done_late, late (from the day after due_on) or open. Raises Unavailable.
    """
    return read(
        viewer, "instructions/milestones", as_of=as_of,
        instruction_id=instruction_id, state=state, body_code=body_code, is_demonstration=is_demonstration,
        search=search or None,
    )  # fmt: skip


def history(viewer: Viewer, as_of: date, *, instruction_id: int) -> DataFrame:
    """Every step of one instruction known on as_of, newest first.

    happened_on; kind: issued, milestone_done, reported_in_work, reported_done, accepted, returned or extended; body_code and
    body_kk/ru/en of whoever leads or reports, None for others; new_due_on of an issue or an extension; text_kk/ru/en: issuer,
    milestone, report or reason; version and step_no of the step, done_pct declared, is_late: after the deadline as it then stood;
    author_kk/ru/en: his post, recorded_at; each None where not known. Raises Unavailable when the database does not answer.
    """
    return read(
        viewer,
        "instructions/history",
        as_of=as_of,
        instruction_id=instruction_id,
    )


def proof(viewer: Viewer, as_of: date, *, instruction_id: int) -> DataFrame:
    """What the reports on one instruction bring as their proof, by report: files first, then facilities the viewer may see.

    report_no; of a file evidence_no, file_name, media_type, byte_count; of a facility facility_id, name_kk/ru/en; None in the others.
    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "instructions/proof", as_of=as_of, instruction_id=instruction_id)


def evidence_file(viewer: Viewer, *, instruction_id: int, report_no: int, evidence_no: int) -> dict[str, Any] | None:
    """file_name, media_type, byte_count and sha256 of one file; None where there is none the viewer may see. Raises Unavailable."""
    return read_one(viewer, "instructions/evidence_file", instruction_id=instruction_id, report_no=report_no, evidence_no=evidence_no)


def rights(viewer: Viewer, as_of: date) -> bool:
    """Whether the viewer may enter instructions, whatever the day. Raises Unavailable."""
    return bool((read_one(viewer, "instructions/rights") or {})["may_issue"])


def bodies(viewer: Viewer, as_of: date) -> DataFrame:
    """Bodies that exist on the day, offices and ministries first: body_code, kind, name_kk/ru/en, short_kk/ru/en. Raises Unavailable."""
    return read(viewer, "instructions/bodies", as_of=as_of)


def controllers(viewer: Viewer, as_of: date) -> DataFrame:
    """People who can be named as controllers, nobody for who may not enter: user_code, name_kk/ru/en. Raises Unavailable."""
    return read(viewer, "instructions/controllers")


def deadlines_to_move(viewer: Viewer, as_of: date) -> DataFrame:
    """Up to 500 open instructions whose deadlines the viewer may move, the nearest first.

    instruction_id, number, text_kk/ru/en, lead_short_kk/ru/en, due_on or None, version as writing.extend_many asks. Raises Unavailable.
    """
    return read(viewer, "instructions/deadlines_to_move", as_of=as_of)


def related(viewer: Viewer, as_of: date, *, instruction_id: int) -> DataFrame:
    """What an instruction is tied to, of what the viewer may see, at most 200: its parts, then indicators, then facilities.

    kind: part, indicator or facility; code: instruction_id, indicator_code or facility_id as text; name_kk/ru/en. Raises Unavailable.
    """
    return read(viewer, "instructions/related", as_of=as_of, instruction_id=instruction_id)
