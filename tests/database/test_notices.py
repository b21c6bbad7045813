"""What a letter tells, who takes note of a notice, and ladders that an issuer has of its own."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from data.escalation import escalate
from queries import escalation
from queries.db import writing_as
from queries.refusals import Refused
from tests import rows
from tests.escalation_rows import MONDAY, before, only_one, told_on
from tests.instruction_rows import instruction
from tests.viewers import CONTROLLER, KARAGANDA, MANGYSTAU, MINISTER, PM_OFFICE


@pytest.fixture
def due_on_monday(database: str) -> int:
    """The only instruction there is."""
    return only_one()


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


def test_a_letter_tells_fifty_and_counts_the_rest(due_on_monday: int) -> None:
    for number in range(51):
        instruction(due_on=before(1), number=f"MANY-{number}")
    rows.run("UPDATE app_user SET language = 'en' WHERE user_code = %s", MINISTER.user)

    escalate(MONDAY, None)

    ((subject, body),) = rows.run("SELECT subject, body FROM digest WHERE user_code = %s", MINISTER.user)
    assert (subject[-4:], body.count("· deadline:")) == (": 52", 50)
    assert "\nMore on the screen Instructions: 2\n" in body
    assert rows.run("SELECT count(*) FROM notice WHERE user_code = %s", MINISTER.user) == [(52,)]


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
