"""From which day the law allows the next planned visit: both sides of every limit."""

from datetime import date

import pytest

from queries import passport
from tests import rows
from tests.viewers import MANGYSTAU, PM_OFFICE

DAY = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("law", "degree", "allowed_on"),
    [
        ("labour", "high", date(2026, 3, 10)),  # once a year
        ("labour", "medium", date(2027, 3, 10)),  # once in two
        ("labour", "low", date(2028, 3, 10)),  # once in three
        ("labour", "unknown", date(2028, 3, 10)),  # as the longest the rule names
        ("industrial_safety", "high", date(2026, 3, 10)),  # every year
        ("industrial_safety", "not_high", date(2028, 3, 10)),  # not more than once in three years
    ],
)
def test_the_limit_follows_from_the_degree(database: str, law: str, degree: str, allowed_on: date) -> None:
    assert rows.run("SELECT next_visit_allowed_on(%s, %s, '2025-03-10', %s)", law, degree, DAY) == [(allowed_on,)]


@pytest.mark.parametrize(
    ("last", "allowed_on"),
    [("2024-02-29", date(2025, 2, 28)), (None, None)],  # a leap day falls back by a day; nothing known holds nothing back
)
def test_a_leap_day_and_no_visit(database: str, last: str | None, allowed_on: date | None) -> None:
    assert rows.run("SELECT next_visit_allowed_on('labour', 'high', %s, %s)", last, DAY) == [(allowed_on,)]


def test_the_limits_are_those_of_the_rule_of_the_day(database: str) -> None:
    limits = "SELECT next_visit_allowed_on('industrial_safety', 'medium', '2025-03-10', %s)"
    assert rows.run(limits, date(2025, 12, 31)) == [(date(2027, 3, 10),)]
    assert rows.run(limits, date(2015, 12, 31)) == [(None,)]  # no rule, no limit


@pytest.mark.parametrize(("kind_code", "counts"), [("scheduled", True), ("preventive", True), ("unscheduled", False), ("follow_up", False)])
def test_only_planned_visits_count(database: str, kind_code: str, counts: bool) -> None:
    boiler = rows.facility()
    rows.inspection(boiler, date(2026, 3, 10), kind_code=kind_code)

    found = rows.run("SELECT last_planned_visit_on(%s, 'industrial_safety', %s)", boiler, DAY)
    assert found == [(date(2026, 3, 10) if counts else None,)]


def test_a_passport_says_it_for_both_laws_and_only_to_whom_the_facility_is_shown(database: str) -> None:
    boiler = rows.facility(is_declaration_required=True)
    rows.inspection(boiler, date(2026, 3, 10))  # of industrial safety
    rows.score(DAY)

    told = passport.next_visits(PM_OFFICE, DAY, facility_id=boiler).set_index("law")
    assert told.loc["industrial_safety", "allowed_on"] == date(2027, 3, 10)
    assert told.loc["industrial_safety", "years"] == 1
    assert told.loc["labour", "allowed_on"] is None
    assert passport.next_visits(MANGYSTAU, DAY, facility_id=boiler).empty
