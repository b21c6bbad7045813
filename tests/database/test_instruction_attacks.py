"""Instructions past the forms: the tables are closed to people, the reader cannot act, and steps are never changed."""

import psycopg2
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from queries.db import reading_as, writing_as
from tests import rows
from tests.acts import issued, report
from tests.viewers import MINISTER, PM_OFFICE


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO report (instruction_id, report_no, body_code, reported_on, declared_state, text_kk, text_ru, text_en)"
        " VALUES (:one, 9, 'mlspp', '2026-01-01', 'done', 'x', 'x', 'x')",
        "INSERT INTO decision (instruction_id, decision_no, kind, decided_on, reason_kk, reason_ru, reason_en)"
        " VALUES (:one, 9, 'accepted', '2026-01-01', 'x', 'x', 'x')",
        "INSERT INTO instruction_body VALUES (:one, 'mlspp')",
        "INSERT INTO evidence VALUES (:one, 1, 9, 'a.pdf', 'application/pdf', 1, repeat('0', 64))",
        "UPDATE report SET text_ru = 'x' WHERE instruction_id = :one", "UPDATE decision SET kind = 'accepted' WHERE instruction_id = :one",
        "UPDATE instruction SET due_on = '2030-01-01' WHERE instruction_id = :one", "DELETE FROM report WHERE instruction_id = :one",
        "UPDATE milestone SET done_on = '2026-01-01' WHERE instruction_id = :one",
        "INSERT INTO instruction (instruction_id) VALUES (:one + 1)",
    ],
)  # fmt: skip
def test_the_tables_themselves_are_closed_to_people_even_to_the_lead(database: str, statement: str) -> None:
    made = issued()
    report(made)

    for door in (reading_as, writing_as):
        with pytest.raises(ProgrammingError, match=r"permission denied|row-level security"), door(MINISTER) as connection:
            connection.execute(text(statement), {"one": made} if ":one" in statement else {})


@pytest.mark.parametrize("act", ["issue_instruction", "report_on_instruction", "decide_on_instruction"])
def test_the_reader_cannot_act(database: str, act: str) -> None:
    asked = {"issue_instruction": "'2026-01-01', '{}'", "report_on_instruction": "'2026-01-01', 1, 0, 'done', 'x', 1, '{}', '[]', '{}'"}
    given = asked.get(act, "'2026-01-01', 1, 0, 'accepted', 'x', NULL")
    with pytest.raises(ProgrammingError, match="permission denied"), reading_as(PM_OFFICE) as connection:
        connection.execute(text(f"SELECT {act}({given})"))


@pytest.mark.parametrize("table", ["report", "decision", "evidence"])
def test_steps_are_append_only_even_for_the_owner(database: str, table: str) -> None:
    report(issued())
    for statement in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE", f"UPDATE {table} SET instruction_id = instruction_id"):  # noqa: S608
        with pytest.raises(psycopg2.errors.RaiseException, match="append only"):
            rows.run(statement)
