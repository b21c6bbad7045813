"""The ways to look at many instructions at once: my work, the board, who keeps deadlines, marks of the timeline."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pandas import DataFrame, Series

from queries import working_days
from queries.db import Viewer, read

FIRST_DEADLINES = date(2018, 1, 1)  # no register begins earlier


def counts(
    viewer: Viewer, as_of: date, *, body_code: str | None = None, controller: str | None = None, is_demonstration: bool | None = None,
    search: str | None = None,
) -> DataFrame:  # fmt: skip
    """state, instruction_count of each state that occurs, what to do first on top; arguments as in register. Raises Unavailable."""
    return read(
        viewer, "instructions/counts", as_of=as_of, body_code=body_code, controller=controller, is_demonstration=is_demonstration,
        search=search or None,
    )  # fmt: skip


def answerable(viewer: Viewer, as_of: date) -> DataFrame:
    """Who leads and who controls what the viewer may see: part (lead or controller), code, name_kk/ru/en. Raises Unavailable.

    The code of a controller that no person or body stands for is his name as published, or none; the names are then None.
    """
    return read(viewer, "instructions/answerable", as_of=as_of)


def work(viewer: Viewer, as_of: date, *, most: int) -> DataFrame:
    """What waits for the viewer, in heaps, the most pressing first; at most so many of each heap.

    heap: waiting (for his decision), returned, overdue, no_report, at_risk or due; heap_count of all in it; place from 1;
    part: decides, leads, controls, oversees or takes_part; instruction_id, number, text_kk/ru/en, lead_short_kk/ru/en, due_on,
    days_left and working_days_left as in register, state, declared_on; returned_on and reason_kk/ru/en of what was returned;
    is_demonstration, declared_state, extension_count, controller_kk/ru/en, co_short_kk/ru/en as in register.
    Raises Unavailable.
    """
    return with_working_days(read(viewer, "instructions/work", as_of=as_of, most=most), as_of)


def past(viewer: Viewer, as_of: date, *, most: int) -> DataFrame:
    """What is past its deadline and not accepted, the longest past it first; at most so many.

    instruction_id, number, text_kk/ru/en, lead_short_kk/ru/en, due_on, days_left, working_days_left, state; past_count of all.
    Raises Unavailable.
    """
    return with_working_days(read(viewer, "instructions/past", as_of=as_of, most=most), as_of)


def board(
    viewer: Viewer, as_of: date, *, most: int, body_code: str | None = None, controller: str | None = None,
    is_demonstration: bool | None = None, search: str | None = None,
) -> DataFrame:  # fmt: skip
    """The first instructions of each state, the nearest deadline first; of closed ones the last accepted first.

    state, state_count of all in it, place from 1, instruction_id, number, text_kk/ru/en, lead_short_kk/ru/en, due_on, accepted_on,
    days_left, working_days_left; arguments as in register. Raises Unavailable.
    """
    rows = read(
        viewer, "instructions/board", as_of=as_of, most=most, body_code=body_code, controller=controller, is_demonstration=is_demonstration,
        search=search or None,
    )  # fmt: skip
    return with_working_days(rows, as_of)


def timeliness(
    viewer: Viewer, as_of: date, *, grouping: Literal["lead", "controller"], is_demonstration: bool | None = None, search: str | None = None
) -> DataFrame:
    """How deadlines are kept, by lead body or by controller, the most past their deadline first.

    code and name_kk/ru/en as in answerable; instruction_count, open_count, waiting_count (declared done, not decided on);
    no_report_count (past the deadline, no report recorded: not judged);
    on_time_count and done_late_count of what was accepted; overdue_count: past the deadline and still open; late_count: both late ones;
    on_time_pct of those judged, None under five; mean_delay and longest_delay of the late ones in working days of Kazakhstan's calendar,
    to the day of acceptance, or to as_of while open. Instructions without a deadline are counted and not judged. Raises Unavailable.
    """
    days = working_days.between(FIRST_DEADLINES, as_of)
    return read(
        viewer, "instructions/timeliness", as_of=as_of, grouping=grouping, working_days=days, is_demonstration=is_demonstration,
        search=search or None,
    )  # fmt: skip


def marks(viewer: Viewer, as_of: date, *, instruction_ids: Sequence[int]) -> DataFrame:
    """Milestones and moved deadlines of the instructions, by instruction and day.

    instruction_id, name_kk/ru/en, at (day), mark: moved, or a milestone's state as in milestones; of a moved deadline
    moved_to and moved_on. Raises Unavailable.
    """
    return read(viewer, "instructions/marks", as_of=as_of, instruction_ids=list(instruction_ids))


def with_working_days(rows: DataFrame, as_of: date) -> DataFrame:
    """The rows with working_days_left beside due_on and days_left."""
    left = [
        working_days.left(as_of, due_on) if days is not None and days == days else None
        for due_on, days in zip(rows["due_on"], rows["days_left"], strict=True)
    ]
    return rows.assign(working_days_left=Series(left, index=rows.index))
