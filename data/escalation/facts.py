"""What a run stands on: instructions that are not done, people, and what each of them may see."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import text

from data.database import DatabaseProblem
from data.escalation.ladder import Open, Part
from queries.db import Unavailable, reading_as
from queries.viewer import Viewer

STILL_OPEN = (Path(__file__).parent / "still_open.sql").read_text(encoding="utf-8")
PEOPLE = "SELECT user_code, role, region_code, body_code, email, language, name_kk, name_ru, name_en FROM app_user ORDER BY user_code"
VISIBLE = text(
    "SELECT i.instruction_id,"
    " app_reports() AND (i.lead_body_code = app_body() OR i.instruction_id IN ("
    " SELECT t.instruction_id FROM instruction_body t WHERE t.body_code = app_body())),"
    " app_decides(i.lead_body_code, i.controller_user_code, i.controller_body_code)"
    " FROM instruction_state_on(CAST(:day AS date)) i JOIN unnest(CAST(:ids AS bigint[])) AS asked (instruction_id) USING (instruction_id)"
)


class Person(NamedTuple):
    """Somebody who may be told, with the name of his post in kk, ru and en."""

    viewer: Viewer
    email: str | None
    language: str
    names: tuple[str, str, str]


def still_open(cursor: Any, day: date) -> dict[int, Open]:
    """Instructions with a deadline that are not done as known on the day, by instruction_id, the earliest deadline first."""
    cursor.execute(STILL_OPEN, {"day": day})
    return {row[0]: Open(*row) for row in cursor.fetchall()}


def people(cursor: Any) -> dict[str, Person]:
    """Everybody who may sign in, by user_code."""
    cursor.execute(PEOPLE)
    return {row[0]: Person(Viewer(*row[:4]), row[4], row[5], tuple(row[6:])) for row in cursor.fetchall()}


def seen_by(viewer: Viewer, ids: list[int], day: date) -> dict[int, Part]:
    """Those of the instructions known on the day that the person may see now, with his part in each, as the database decides.

    Raises DatabaseProblem.
    """
    try:
        with reading_as(viewer) as connection:
            return {row[0]: Part(*row[1:]) for row in connection.execute(VISIBLE, {"ids": ids, "day": day})}
    except Unavailable as reason:
        raise DatabaseProblem(f"The database does not answer: {reason}") from reason
