"""The ladder of a deadline: who is told of which step on which day, and that nobody is told twice or of what he may not see."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from data.escalation import escalate
from queries import escalation
from queries.db import writing_as
from queries.escalation import Refused
from tests import rows
from tests.instruction_rows import decision, instruction, report
from tests.viewers import CONTROLLER, KARAGANDA, MANGYSTAU, MINISTER, PM_OFFICE

MONDAY = date(2026, 12, 14)  # Wednesday the 16th is a holiday


@pytest.fixture
def due_on_monday(database: str) -> int:
    """An instruction to the Ministry of Labour, the akimat of Karaganda taking part, the controller controlling, and no other."""
    rows.run("DELETE FROM instruction_body; DELETE FROM instruction")
    one = instruction(due_on=MONDAY, controller_user_code=CONTROLLER.user)
    rows.insert("instruction_body", instruction_id=one, body_code="akimat_35")
    return one


def told_on(day: date) -> set[tuple[str, str]]:
    """Who is told of which step by a run on the day."""
    escalate(day, None)
    return {(user, step) for user, step in rows.run("SELECT user_code, step FROM notice WHERE told_on = %s", day)}


def before(days: int) -> date:
    return MONDAY - timedelta(days=days)


def test_each_step_is_told_on_its_day_to_its_people_and_only_once(due_on_monday: int) -> None:
    executors = (MINISTER.user, KARAGANDA.user)
    expected = {
        before(11): set(),
        before(10): {(each, "first") for each in executors},
        before(9): set(),
        before(4): set(),
        before(3): {(each, "second") for each in executors},
        MONDAY: {(each, "deadline") for each in executors},
        date(2026, 12, 15): set(),  # one working day past
        date(2026, 12, 16): set(),  # a holiday does not count, and is a quiet day
        date(2026, 12, 17): {(MINISTER.user, "heads")},  # the second working day past
        date(2026, 12, 18): set(),
        date(2026, 12, 21): {(CONTROLLER.user, "controllers")},
        date(2026, 12, 22): set(),
        date(2026, 12, 23): {(PM_OFFICE.user, "office")},
        date(2026, 12, 24): set(),  # nobody stands above
        date(2027, 3, 1): set(),
    }

    assert {day: told_on(day) for day in expected} == expected


def test_a_run_repeated_adds_nothing(due_on_monday: int) -> None:
    assert escalate(MONDAY, None).letter_count == 2
    assert escalate(MONDAY, None).letter_count == 0
    assert rows.run("SELECT count(*) FROM notice") == rows.run("SELECT count(*) FROM digest") == [(2,)]


def test_two_runs_at_once_tell_once(due_on_monday: int) -> None:
    with ThreadPoolExecutor(2) as pool:
        letters = [each.letter_count for each in pool.map(lambda day: escalate(day, None), [MONDAY, MONDAY])]

    assert sum(letters) == 2
    assert rows.run("SELECT count(*) FROM notice") == rows.run("SELECT count(*) FROM digest") == [(2,)]


def test_a_timer_that_did_not_run_tells_the_last_step_only(due_on_monday: int) -> None:
    assert told_on(date(2026, 12, 16)) == set()  # a holiday is quiet
    assert told_on(date(2026, 12, 18)) == {(MINISTER.user, "heads"), (KARAGANDA.user, "deadline")}


def test_a_step_of_a_day_off_comes_on_the_working_day_before_it(due_on_monday: int) -> None:
    rows.run("UPDATE instruction SET due_on = '2026-12-20'")  # a Sunday; 10 and 3 days before: 10 December, 17 December

    assert told_on(date(2026, 12, 10)) == {(MINISTER.user, "first"), (KARAGANDA.user, "first")}
    assert told_on(date(2026, 12, 17)) == {(MINISTER.user, "second"), (KARAGANDA.user, "second")}
    assert told_on(date(2026, 12, 18)) == {(MINISTER.user, "deadline"), (KARAGANDA.user, "deadline")}
    assert told_on(date(2026, 12, 19)) == set()
    assert told_on(date(2026, 12, 22)) == {(MINISTER.user, "heads")}


def test_a_letter_holds_everything_of_the_day_in_the_language_of_the_person(due_on_monday: int) -> None:
    rows.run("UPDATE app_user SET language = 'en' WHERE user_code = %s", MINISTER.user)
    instruction(due_on=before(30), number="LATE-1", text_en="<b>Check</b>\nthe gas")

    escalate(MONDAY, None)

    letters = dict(rows.run("SELECT user_code, subject || chr(10) || body FROM digest"))
    assert "Instructions whose deadline is near or has passed: 2" in letters[MINISTER.user]
    assert "LATE-1 · deadline: 14 November 2026 · working days past: 21\n" in letters[MINISTER.user]  # the 14th a Saturday
    assert "<b>Check</b> the gas\n" in letters[MINISTER.user]
    assert letters[MINISTER.user].index("DEADLINE HAS PASSED") < letters[MINISTER.user].index("DEADLINE IS NEAR")
    assert "мерзімі: 14 желтоқсан 2026 · қалған жұмыс күндері: 0" in letters[KARAGANDA.user]
    assert "LATE-1" not in letters[KARAGANDA.user]


def test_who_lost_the_right_to_see_an_instruction_is_not_told(due_on_monday: int) -> None:
    rows.run("UPDATE app_user SET body_code = 'akimat_47', region_code = '47' WHERE user_code = %s", KARAGANDA.user)

    assert told_on(MONDAY) == {(MINISTER.user, "deadline")}


def test_where_no_controller_is_named_the_office_controls(due_on_monday: int) -> None:
    rows.run("UPDATE instruction SET controller_user_code = NULL")

    assert told_on(date(2026, 12, 21)) == {(MINISTER.user, "heads"), (KARAGANDA.user, "deadline"), (PM_OFFICE.user, "controllers")}
    assert told_on(date(2026, 12, 23)) == {(PM_OFFICE.user, "office")}


def test_an_extension_begins_the_ladder_anew(due_on_monday: int) -> None:
    escalate(MONDAY, None)
    decision(due_on_monday, date(2026, 12, 15), "extended", new_due_on=date(2026, 12, 25))

    assert told_on(date(2026, 12, 15)) == {(MINISTER.user, "first"), (KARAGANDA.user, "first")}
    assert rows.run("SELECT DISTINCT due_on FROM notice ORDER BY 1") == [(MONDAY,), (date(2026, 12, 25),)]


@pytest.mark.parametrize("ends", ["accepted", "declared done"])
def test_what_is_done_or_waits_for_the_controller_is_not_told(due_on_monday: int, ends: str) -> None:
    if ends == "accepted":
        decision(due_on_monday, before(20), "accepted")
    else:
        report(due_on_monday, before(20), "done")

    assert told_on(MONDAY) == set()


def test_what_was_returned_is_told_again(due_on_monday: int) -> None:
    report(due_on_monday, before(20), "done")
    decision(due_on_monday, before(19), "returned")

    assert told_on(MONDAY) == {(MINISTER.user, "deadline"), (KARAGANDA.user, "deadline")}


def test_an_issuer_has_a_ladder_of_its_own(due_on_monday: int) -> None:
    given = {"issuer": "issuer kk", "base_version": 0, "first_days": 20, "second_days": 5, "working_days_a_level": 1, "top_level": "heads"}
    escalation.change_ladder(PM_OFFICE, **given)
    rows.run("UPDATE escalation_ladder SET changed_on = '2026-11-01'")

    assert told_on(before(21)) == set()
    assert told_on(before(20)) == {(MINISTER.user, "first"), (KARAGANDA.user, "first")}
    assert told_on(before(10)) == set()
    assert told_on(date(2026, 12, 15)) == {(MINISTER.user, "heads"), (KARAGANDA.user, "deadline")}
    assert told_on(date(2026, 12, 30)) == set()  # the ladder ends with the heads
    ladder = escalation.ladders(PM_OFFICE, date(2026, 12, 1)).set_index("issuer_kk").loc["issuer kk"]
    assert ladder[["version", "first_days", "second_days"]].tolist() == [1, 20, 5]
    assert escalation.ladders(PM_OFFICE, date(2026, 10, 31))["version"].tolist() == [0]


def test_a_ladder_without_sense_or_right_is_refused(due_on_monday: int) -> None:
    sensible = {
        "viewer": PM_OFFICE,
        "issuer": "issuer kk",
        "first_days": 10,
        "second_days": 3,
        "working_days_a_level": 2,
        "top_level": "office",
    }
    escalation.change_ladder(**sensible, base_version=0)
    refused = [
        ({"viewer": MINISTER}, "not_allowed"),
        ({"first_days": 3}, "reminders_come_in_turn"),
        ({"first_days": 61}, "reminders_come_in_turn"),
        ({"working_days_a_level": 0}, "level_takes_1_to_20_days"),
        ({"top_level": "president"}, "level_is_known"),
        ({"base_version": 0}, "ladder_changed_meanwhile"),
    ]

    for changed, refusal in refused:
        with pytest.raises(Refused, match=refusal):
            escalation.change_ladder(**{"base_version": 1, **sensible, **changed})  # type: ignore[arg-type]


def test_a_person_takes_note_for_himself_only(due_on_monday: int) -> None:
    escalate(MONDAY, None)
    escalation.acknowledge(MINISTER, instruction_id=due_on_monday)
    escalation.acknowledge(MANGYSTAU, instruction_id=due_on_monday)
    with writing_as(CONTROLLER) as connection:
        assert connection.execute(text("UPDATE notice SET acknowledged_at = now()")).rowcount == 0
    with pytest.raises(ProgrammingError, match="permission denied"), writing_as(MINISTER) as connection:
        connection.execute(text("UPDATE notice SET told_on = '2026-01-01'"))
    assert rows.run("SELECT user_code FROM notice WHERE acknowledged_at IS NOT NULL") == [(MINISTER.user,)]

    rows.run("UPDATE notice SET acknowledged_at = '2026-12-15 00:00+05' WHERE user_code = %s", MINISTER.user)

    def noted(day: date) -> dict[str, object]:
        told = escalation.notices(CONTROLLER, day, instruction_id=due_on_monday)
        return dict(zip(told["user_code"], told["acknowledged_on"], strict=True))

    assert noted(before(1)) == {}
    assert noted(MONDAY) == {MINISTER.user: None, KARAGANDA.user: None}  # the day before midnight in Almaty
    assert noted(date(2026, 12, 15)) == {MINISTER.user: date(2026, 12, 15), KARAGANDA.user: None}
    assert escalation.notices(MANGYSTAU, date(2027, 1, 1), instruction_id=due_on_monday).empty
