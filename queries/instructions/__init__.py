"""Questions about instructions: what falls due, what is late, what is really done."""

from datetime import date

from pandas import DataFrame

from queries import working_days
from queries.db import Viewer, read


def register(
    viewer: Viewer,
    as_of: date,
    *,
    state: str | None = None,
    body_code: str | None = None,
    is_demonstration: bool | None = None,
    search: str | None = None,
) -> DataFrame:
    """Instructions known on as_of, what to do first on top; an argument that is None filters nothing.

    body_code is the lead body's; search looks, without regard to case, in number, text and bodies in all three languages.
    One row an instruction:
      instruction_id, number, issued_on, text_kk/ru/en
      lead_body_code, lead_short_kk/ru/en; co_body_codes list, co_short_kk/ru/en joined by commas, empty for none
      due_on             the deadline as known on as_of, extensions included; None where none is set
      days_left          days from as_of to due_on, negative when past; NaN without a deadline and once accepted
      working_days_left  the same in working days of Kazakhstan's calendar (queries/working_days.py)
      state              instruction_state, data/schema/480_instruction_state.sql
      declared_state     in_work or done: the lead body's last report; None before the first
      accepted_on        day the controller accepted; None before
      is_demonstration, source_url

    Raises Unavailable when the database does not answer.
    """
    rows = read(
        viewer, "instructions/register", as_of=as_of, overseeing=viewer.sees_all_instructions,
        state=state, body_code=body_code, is_demonstration=is_demonstration, search=search or None,
    )  # fmt: skip
    rows["working_days_left"] = [
        working_days.left(as_of, due) if days == days and days is not None else None
        for due, days in zip(rows["due_on"], rows["days_left"], strict=True)
    ]
    return rows
