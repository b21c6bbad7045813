"""How instructions stand is kept by triggers: always what the definition says."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date

import psycopg2
import pytest

from data.database import nationwide_connection, raw_connection
from tests import rows
from tests.instruction_rows import DUE, ISSUED, days, decision, instruction, milestone, report
from tests.measure_rows import measure

FACTS = (
    "state, due_on, extension_count, declared_state, declared_on, last_report_on, accepted_on,"
    " milestone_count, done_milestone_count, late_milestone_count"
)
DIFFERENCES = f"""
    WITH days AS (SELECT CAST(d AS date) AS day FROM generate_series(CAST(%s AS date), CAST(%s AS date), interval '1 day') d),
    kept AS (
        SELECT d.day, s.instruction_id, {FACTS} FROM days d JOIN instruction_standing s ON d.day >= s.valid_from AND d.day < s.valid_to),
    defined AS (
        SELECT d.day, i.instruction_id, f.*
        FROM days d JOIN instruction i ON i.known_on <= d.day CROSS JOIN LATERAL instruction_facts_on(i, d.day) f)
    (SELECT * FROM kept EXCEPT SELECT * FROM defined) UNION ALL (SELECT * FROM defined EXCEPT SELECT * FROM kept)
"""  # noqa: S608


def differences() -> list[tuple[object, ...]]:
    """Days and instructions where what is kept is not what the definition says, over the whole life of those of these tests."""
    return rows.run(DIFFERENCES, ISSUED - days(3), DUE + days(120))


def states(instruction_id: int) -> list[tuple[date, str]]:
    """First day and state of each row that is kept."""
    return rows.run("SELECT valid_from, state FROM instruction_standing WHERE instruction_id = %s ORDER BY valid_from", instruction_id)


def test_an_instruction_nobody_touches_changes_on_the_days_of_its_deadline(database: str) -> None:
    assert states(instruction()) == [(ISSUED, "not_due"), (DUE - days(14), "due_soon"), (DUE + days(1), "no_report")]
    assert states(instruction(due_on=None)) == [(ISSUED, "no_deadline")]
    assert differences() == []


def test_every_day_of_every_life_is_what_the_definition_says(database: str) -> None:
    """Extended twice, returned, accepted late; a step before the instruction was known; milestones late and not; no deadline."""
    moved = instruction()
    decision(moved, ISSUED + days(40), "extended", DUE + days(30))
    decision(moved, ISSUED + days(60), "extended", DUE + days(10))  # an earlier deadline than the one before it
    report(moved, DUE - days(3), "done")
    decision(moved, DUE + days(2), "returned")
    report(moved, DUE + days(5), "done")
    decision(moved, DUE + days(20), "accepted")
    late_known = instruction(known_on=ISSUED + days(20))
    report(late_known, ISSUED + days(5))  # before the register knew of the instruction
    milestone(late_known, ISSUED + days(10))
    stepwise = instruction()
    milestone(stepwise, ISSUED + days(30), ISSUED + days(31), ISSUED + days(45))  # late from the 31st day, done as known from the 45th
    milestone(stepwise, DUE - days(1))
    endless = instruction(due_on=None)
    report(endless, ISSUED + days(9), body_code="mes")  # not the lead: a report, and nothing declared
    decision(endless, ISSUED + days(15), "extended", DUE)

    assert differences() == []
    assert states(moved)[-1] == (DUE + days(20), "done_late")


def test_what_is_changed_or_taken_away_is_kept_anew(database: str) -> None:
    one = instruction()
    milestone(one, ISSUED + days(30))
    assert "at_risk" in dict(states(one)).values()

    rows.run("UPDATE milestone SET done_on = %s, done_known_on = %s WHERE instruction_id = %s", ISSUED, ISSUED, one)
    assert "at_risk" not in dict(states(one)).values()
    rows.run("UPDATE milestone SET done_on = NULL, done_known_on = NULL WHERE instruction_id = %s", one)
    assert "at_risk" in dict(states(one)).values()
    rows.run("DELETE FROM milestone WHERE instruction_id = %s", one)
    assert "at_risk" not in dict(states(one)).values()
    rows.run("UPDATE instruction SET due_on = NULL, number = 'Z-1' WHERE instruction_id = %s", one)
    assert states(one) == [(ISSUED, "no_deadline")]
    assert rows.run("SELECT number FROM instruction_standing WHERE instruction_id = %s", one) == [("Z-1",)]
    assert differences() == []
    rows.run("DELETE FROM instruction WHERE instruction_id = %s", one)
    assert states(one) == []


def test_two_deliveries_at_once_both_count(database: str) -> None:
    one = instruction()
    with closing(raw_connection("MAP_OWNER_URL")) as first, ThreadPoolExecutor(1) as other, first.cursor() as cursor:
        cursor.execute(
            "INSERT INTO report (instruction_id, report_no, body_code, reported_on, declared_state, text_kk, text_ru, text_en)"
            " VALUES (%s, 1, 'mlspp', %s, 'done', 'x', 'x', 'x')",
            [one, ISSUED + days(3)],
        )
        second = other.submit(decision, one, ISSUED + days(5), "accepted")  # waits for the first, and must then see its report
        with pytest.raises(TimeoutError):
            second.result(timeout=0.3)
        first.commit()
        second.result()

    assert states(one) == [(ISSUED, "not_due"), (ISSUED + days(3), "reported"), (ISSUED + days(5), "done")]
    assert differences() == []


def test_nobody_writes_what_is_kept(database: str) -> None:
    instruction()
    with closing(nationwide_connection()) as writer, writer.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute("UPDATE instruction_standing SET state = 'done'")


def test_what_is_measured_is_counted_as_measured_from_its_choice(database: str) -> None:
    one = instruction()
    measured = "SELECT DISTINCT is_measured FROM instruction_standing WHERE instruction_id = %s"
    assert rows.run(measured, one) == [(False,)]

    measure(one, "milestones")
    assert rows.run(measured, one) == [(True,)]
