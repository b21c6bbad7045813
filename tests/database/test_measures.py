"""What a measure counts, at what pace, and what the pace says of the deadline: both sides of every boundary."""

from datetime import date
from typing import Any

import pytest

from queries import instructions, measures, overview
from tests import rows
from tests.instruction_rows import ISSUED, days, decision, instruction, milestone, report
from tests.measure_rows import item, measure, programme
from tests.viewers import PM_OFFICE


def counted(instruction_id: int, as_of: date) -> dict[str, Any]:
    return measures.one(PM_OFFICE, as_of, instruction_id=instruction_id) or {}


def state(instruction_id: int, as_of: date) -> str:
    return str((instructions.one(PM_OFFICE, as_of, instruction_id=instruction_id) or {})["state"])


def with_programme(done: list[date | None], due_on: date | None) -> int:
    """An instruction measured by a programme with one facility for each given day of completion."""
    one, code = instruction(due_on=due_on), programme()
    for day in done:
        item(code, day)
    measure(one, programme_code=code)
    return one


TEN_DAYS_ON = ISSUED + days(50)


@pytest.mark.parametrize(
    ("due_on", "verdict", "spare", "expected"),
    [
        (ISSUED + days(100), "in_time", 0, "not_due"),  # ten in 50 days, ten to go: the last one on the day of the deadline itself
        (ISSUED + days(99), "behind", -1, "at_risk"),  # one day after it
        (None, "no_deadline", None, "no_deadline"),
    ],
)
def test_at_risk_from_the_first_day_the_pace_falls_short(
    database: str, due_on: date | None, verdict: str, spare: int, expected: str
) -> None:
    one = with_programme([ISSUED + days(5 * n) for n in range(1, 11)] + [None] * 10, due_on)
    found = counted(one, TEN_DAYS_ON)

    assert (found["asked_count"], found["done_count"], found["open_count"]) == (20, 10, 10)
    assert found["finishes_on"] == ISSUED + days(100)
    assert (found["verdict"], found["days_spare"], state(one, TEN_DAYS_ON)) == (verdict, spare, expected)
    assert overview.overdue_instructions(PM_OFFICE, TEN_DAYS_ON)["at_risk_count"] == (expected == "at_risk")


@pytest.mark.parametrize(
    ("after", "verdict", "expected"),
    [
        (13, "too_early", "not_due"),
        (14, "behind", "at_risk"),  # two weeks after the first day: an even pace would have 14 of 100
        (100, "behind", "at_risk"),  # the last day of the deadline, with everything open
    ],
)
def test_nothing_done_says_nothing_at_first_and_has_no_finish(database: str, after: int, verdict: str, expected: str) -> None:
    one = with_programme([None] * 100, ISSUED + days(100))
    report(one, ISSUED)
    found = counted(one, ISSUED + days(after))

    assert (found["done_count"], found["finishes_on"], found["verdict"]) == (0, None, verdict)
    assert state(one, ISSUED + days(after)) == expected


@pytest.mark.parametrize(("after", "verdict"), [(49, "too_early"), (50, "behind")])
def test_few_facilities_are_judged_once_an_even_pace_would_have_five_done(database: str, after: int, verdict: str) -> None:
    one = with_programme([None] * 10, ISSUED + days(100))

    assert counted(one, ISSUED + days(after))["verdict"] == verdict


def test_all_done_is_complete_and_at_risk_no_more(database: str) -> None:
    one = with_programme([ISSUED + days(80)] * 20, ISSUED + days(100))

    assert counted(one, ISSUED + days(79))["verdict"] == "behind"
    found = counted(one, ISSUED + days(80))
    assert (found["done_count"], found["open_count"], found["verdict"]) == (20, 0, "complete")
    assert state(one, ISSUED + days(80)) == "not_due"
    assert state(one, ISSUED + days(101)) == "no_report"  # counted done is not declared done


def test_a_set_that_has_emptied_asks_for_nothing(database: str) -> None:
    one = with_programme([None] * 2, ISSUED + days(100))
    rows.run("UPDATE facility SET decommissioned_on = %s", ISSUED + days(30))
    rows.run("SELECT refresh_measures(NULL)")

    assert counted(one, ISSUED + days(29))["open_count"] == 2
    found = counted(one, ISSUED + days(30))  # the day of closing
    assert (found["asked_count"], found["finishes_on"], found["verdict"]) == (0, None, "nothing_asked")
    assert state(one, ISSUED + days(60)) == "not_due"


def test_the_pace_is_that_of_the_last_ninety_days(database: str) -> None:
    early = [ISSUED + days(n) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)]
    one = with_programme([*early, ISSUED + days(100), *[None] * 4], ISSUED + days(400))

    assert counted(one, ISSUED + days(99))["gained_count"] == 1  # the tenth is done after day 9, where the window begins
    found = counted(one, ISSUED + days(100))
    assert (found["pace_from"], found["gained_count"]) == (ISSUED + days(10), 1)  # what was done on the day itself is not after it
    assert found["finishes_on"] == ISSUED + days(100 + 4 * 90)


def test_a_finish_beyond_ten_years_is_none(database: str) -> None:
    one = with_programme([ISSUED + days(50), *[None] * 40], ISSUED + days(400))
    assert counted(one, ISSUED + days(90))["finishes_on"] == ISSUED + days(90 + 40 * 90)

    slower = with_programme([ISSUED + days(50), *[None] * 41], ISSUED + days(400))
    assert counted(slower, ISSUED + days(90))["finishes_on"] is None  # 3,690 days
    assert counted(slower, ISSUED + days(90))["verdict"] == "behind"


def test_the_past_is_counted_as_it_was_known(database: str) -> None:
    one, code = instruction(), programme()
    item(code, ISSUED + days(10), done_known_on=ISSUED + days(20))
    item(code, known_on=ISSUED + days(15))
    measure(one, programme_code=code, set_on=ISSUED + days(5))

    assert counted(one, ISSUED + days(4)) == {}  # not chosen yet
    assert [counted(one, ISSUED + days(n))["done_count"] for n in (19, 20)] == [0, 1]
    assert [counted(one, ISSUED + days(n))["asked_count"] for n in (14, 15)] == [1, 2]
    told = measures.by_day(PM_OFFICE, ISSUED + days(30), instruction_id=one)
    assert [tuple(row) for row in told.itertuples(index=False)] == [
        (ISSUED, 1, 0),
        (ISSUED + days(15), 2, 0),
        (ISSUED + days(20), 2, 1),
        (ISSUED + days(30), 2, 1),
    ]


def test_an_extended_deadline_is_what_the_pace_is_held_against(database: str) -> None:
    one = with_programme([ISSUED + days(5 * n) for n in range(1, 11)] + [None] * 10, ISSUED + days(90))
    decision(one, ISSUED + days(55), "extended", ISSUED + days(120))

    assert state(one, ISSUED + days(54)) == "at_risk"
    assert (state(one, ISSUED + days(55)), counted(one, ISSUED + days(55))["due_on"]) == ("not_due", ISSUED + days(120))


def test_milestones_are_put_off_by_what_the_earliest_open_one_is_late(database: str) -> None:
    one = instruction(due_on=ISSUED + days(100))
    milestone(one, ISSUED + days(30), done_on=ISSUED + days(36))
    milestone(one, ISSUED + days(98))
    measure(one, "milestones")

    def found(after: int) -> tuple[Any, ...]:
        row = counted(one, ISSUED + days(after))
        return row["asked_count"], row["done_count"], row["verdict"], row["days_spare"]

    assert found(30) == (2, 0, "in_time", 2)
    assert found(32) == (2, 0, "in_time", 0)
    assert found(33) == (2, 0, "behind", -1)
    assert found(36) == (2, 1, "in_time", 2)
    assert measures.still_open(PM_OFFICE, ISSUED + days(36), instruction_id=one).empty
    assert measures.by_day(PM_OFFICE, ISSUED + days(40), instruction_id=one)["done_count"].tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 10, 15), {"not_due": 5, "no_deadline": 8}),
        (date(2025, 11, 2), {"no_report": 2, "not_due": 3, "no_deadline": 8}),  # a day after the first deadlines
        (date(2026, 11, 22), {"no_report": 5, "no_deadline": 8}),
    ],
)
def test_published_instructions_have_no_measure_nor_outcome_that_was_not_published(
    database: str, as_of: date, expected: dict[str, int]
) -> None:
    register = instructions.register(PM_OFFICE, as_of, is_demonstration=False)

    assert register["state"].value_counts().to_dict() == expected
    assert register["declared_state"].isna().all()
    assert measures.standing(PM_OFFICE, as_of).empty
