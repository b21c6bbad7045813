"""The ladder of a deadline: who is told of which step on which day, and that nobody is told twice or of what he may not see."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from data.escalation import escalate
from tests import rows
from tests.escalation_rows import MONDAY, before, only_one, told_on
from tests.instruction_rows import decision, report
from tests.viewers import CONTROLLER, KARAGANDA, MINISTER, PM_OFFICE


@pytest.fixture
def due_on_monday(database: str) -> int:
    """The only instruction there is."""
    return only_one()


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
