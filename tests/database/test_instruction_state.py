"""The computed state of an instruction at both sides of every boundary, and deadlines that move."""

from datetime import date
from typing import Any

import pytest

from queries import instructions
from tests.instruction_rows import DUE, ISSUED, days, decision, instruction, milestone, report
from tests.viewers import PM_OFFICE


def seen(instruction_id: int, as_of: date) -> Any:
    """The instruction's row of the register."""
    register = instructions.register(PM_OFFICE, as_of)
    return register[register["instruction_id"] == instruction_id].iloc[0]


def state(instruction_id: int, as_of: date) -> str:
    return str(seen(instruction_id, as_of)["state"])


@pytest.mark.parametrize(
    ("as_of", "reported", "unreported"),
    [
        (DUE - days(15), "not_due", "not_due"),
        (DUE - days(14), "due_soon", "due_soon"),  # two weeks before is the first day of due soon
        (DUE, "due_soon", "due_soon"),  # the last day of the deadline is still in time
        (DUE + days(1), "overdue", "no_report"),  # late starts on the day after
    ],
)
def test_state_around_the_deadline(database: str, as_of: date, reported: str, unreported: str) -> None:
    with_report, without = instruction(), instruction()
    report(with_report, ISSUED + days(30))

    assert (state(with_report, as_of), state(without, as_of)) == (reported, unreported)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 6, 12), "not_due"),  # published two days after the session
        (date(2025, 10, 17), "not_due"),
        (date(2025, 10, 18), "due_soon"),
        (date(2025, 11, 1), "due_soon"),
        (date(2025, 11, 2), "no_report"),  # nothing was published: neither done nor late is claimed
        (date(2026, 10, 31), "no_report"),
    ],
)
def test_a_published_instruction_never_gets_an_outcome(database: str, as_of: date, expected: str) -> None:
    register = instructions.register(PM_OFFICE, as_of).set_index("number")

    assert register.loc["PUB-2025-06-10-2", "state"] == expected
    assert set(register["state"]) <= {"not_due", "due_soon", "no_report", "no_deadline"}


@pytest.mark.parametrize(("accepted_on", "expected"), [(DUE, "done"), (DUE + days(1), "done_late")])
def test_done_is_late_from_the_day_after_the_deadline(database: str, accepted_on: date, expected: str) -> None:
    one = instruction()
    report(one, DUE - days(1), "done")
    decision(one, accepted_on, "accepted")

    assert state(one, accepted_on - days(1)) == "reported"  # the decision was not known yet
    assert state(one, accepted_on) == expected
    assert seen(one, accepted_on)[["days_left", "working_days_left"]].isna().all()  # nothing is left to count


def test_done_without_a_deadline_is_never_late(database: str) -> None:
    one = instruction(due_on=None)
    assert state(one, DUE) == "no_deadline"

    report(one, DUE, "done")
    assert state(one, DUE) == "reported"

    decision(one, DUE + days(500), "accepted")
    assert state(one, DUE + days(500)) == "done"


def test_a_return_is_open_until_the_body_reports_again(database: str) -> None:
    one = instruction()
    report(one, date(2026, 8, 3), "done")
    decision(one, date(2026, 8, 3), "returned")  # on the same day: it answers that report
    report(one, date(2026, 8, 20), "done")

    assert state(one, date(2026, 8, 2)) == "not_due"
    assert state(one, date(2026, 8, 3)) == "returned"
    assert state(one, date(2026, 8, 19)) == "returned"
    assert state(one, date(2026, 8, 20)) == "reported"


def test_an_extension_does_not_close_a_return(database: str) -> None:
    one = instruction()
    report(one, date(2026, 8, 3), "done")
    decision(one, date(2026, 8, 5), "returned")
    decision(one, date(2026, 8, 6), "extended", DUE + days(30))

    assert state(one, date(2026, 8, 6)) == "returned"


def test_an_accepted_instruction_returned_later_is_open_again(database: str) -> None:
    one = instruction()
    report(one, date(2026, 8, 3), "done")
    decision(one, date(2026, 8, 5), "accepted")
    decision(one, date(2026, 9, 5), "returned")

    assert state(one, date(2026, 9, 4)) == "done"
    assert state(one, date(2026, 9, 5)) == "returned"


def test_a_report_after_acceptance_changes_nothing(database: str) -> None:
    one = instruction()
    report(one, date(2026, 8, 3), "done")
    decision(one, date(2026, 8, 5), "accepted")
    report(one, date(2026, 8, 9), "in_work")

    assert state(one, date(2026, 8, 9)) == "done"


def test_work_taken_up_again_is_no_longer_declared_done(database: str) -> None:
    one = instruction()
    report(one, date(2026, 8, 3), "done")
    report(one, date(2026, 8, 4), "in_work")

    assert state(one, date(2026, 8, 3)) == "reported"
    assert state(one, date(2026, 8, 4)) == "not_due"


def test_only_the_lead_body_declares_it_done_but_anybodys_report_is_a_report(database: str) -> None:
    one = instruction()
    report(one, date(2026, 8, 3), "done", body_code="mes")

    row = seen(one, DUE + days(1))
    assert (row["state"], row["declared_state"]) == ("overdue", None)


def test_the_deadline_is_the_one_known_on_the_day(database: str) -> None:
    one = instruction()
    report(one, date(2026, 7, 1))
    decision(one, DUE + days(3), "extended", DUE + days(10))
    decision(one, DUE + days(12), "extended", DUE + days(40))

    def shown(as_of: date) -> tuple[date, int, str]:
        row = seen(one, as_of)
        return row["due_on"], row["days_left"], row["state"]

    assert shown(DUE + days(2)) == (DUE, -2, "overdue")
    assert shown(DUE + days(3)) == (DUE + days(10), 7, "due_soon")
    assert shown(DUE + days(11)) == (DUE + days(10), -1, "overdue")
    assert shown(DUE + days(12)) == (DUE + days(40), 28, "not_due")
    assert seen(one, DUE + days(12))["first_due_on"] == DUE


MILESTONE = date(2026, 8, 10)


@pytest.mark.parametrize(
    ("as_of", "expected", "of_the_step"),
    [
        (MILESTONE, "not_due", "open"),
        (MILESTONE + days(1), "at_risk", "late"),  # its day has passed undone
        (MILESTONE + days(5), "at_risk", "late"),  # done by now, but not yet known
        (MILESTONE + days(6), "not_due", "done_late"),
    ],
)
def test_at_risk_while_a_milestone_is_late_as_known(database: str, as_of: date, expected: str, of_the_step: str) -> None:
    one = instruction()
    milestone(one, MILESTONE, done_on=MILESTONE + days(4), done_known_on=MILESTONE + days(6))

    assert state(one, as_of) == expected
    assert instructions.milestones(PM_OFFICE, as_of, instruction_id=one)["milestone_state"].tolist() == [of_the_step]


def test_a_milestone_done_on_its_day_is_done_in_time(database: str) -> None:
    one = instruction()
    milestone(one, MILESTONE, done_on=MILESTONE)

    assert instructions.milestones(PM_OFFICE, MILESTONE, instruction_id=one)["milestone_state"].tolist() == ["done"]


def test_at_risk_says_more_than_due_soon_and_less_than_overdue(database: str) -> None:
    one = instruction()
    report(one, ISSUED)
    milestone(one, MILESTONE)

    assert state(one, DUE) == "at_risk"
    assert state(one, DUE + days(1)) == "overdue"
