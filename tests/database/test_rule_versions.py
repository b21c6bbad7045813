"""Versions of the rules: who may make one, from which day, what it does to degrees before and after, and that nothing is lost."""

from contextlib import closing
from datetime import date
from typing import Any

import psycopg2
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from data.database import raw_connection
from data.facts import load_facts
from queries import administration, passport
from queries.db import writing_as
from queries.refusals import Refused
from queries.viewer import Viewer
from tests import rows
from tests.rule_changes import change, newest
from tests.viewers import CONTROLLER, INSPECTOR, KARAGANDA, MINISTER, PM_OFFICE

SCORED = date(2026, 10, 31)
LATER = date(2026, 11, 30)
OF_EMERGENCIES = Viewer("minister_of_emergencies", "minister", None, "mes")
COMMITTEE = Viewer("head_of_committee", "minister", None, "slic")


def visited_boiler() -> int:
    """A boiler with 10 points: one prescription overdue."""
    boiler = rows.facility()
    visit = rows.inspection(boiler, date(2026, 8, 1))
    rows.prescription(boiler, visit, date(2026, 8, 1), date(2026, 9, 1))
    return boiler


def degrees(boiler: int) -> list[tuple[Any, ...]]:
    return rows.run("SELECT valid_from, labour_degree FROM risk_score WHERE facility_id = %s ORDER BY valid_from", boiler)


def test_a_change_counts_from_its_day_and_the_past_stays(database: str) -> None:
    boiler = visited_boiler()
    rows.score(SCORED)
    change(medium_from=10)

    rows.score(LATER)

    assert degrees(boiler) == [(SCORED, "low"), (LATER, "medium")]
    used = "SELECT scored_on, labour_rule_version, safety_rule_version FROM risk_run ORDER BY scored_on"
    assert rows.run(used) == [(SCORED, 1, 2), (LATER, 2, 2)]


def test_scoring_the_past_again_uses_the_version_of_its_day(database: str) -> None:
    boiler = visited_boiler()
    rows.score(SCORED)
    change(medium_from=10)
    rows.score(LATER)

    rows.score(SCORED)

    assert degrees(boiler) == [(SCORED, "low"), (LATER, "medium")]


@pytest.mark.parametrize(("day", "version"), [(date(2026, 11, 30), 1), (date(2026, 12, 1), 2)])
def test_a_version_is_in_force_from_its_first_day(database: str, day: date, version: int) -> None:
    change(valid_from=date(2026, 12, 1), high_from=80)

    assert rows.run("SELECT (rule_on('labour', %s)).version", day) == [(version,)]


def test_the_passport_shows_the_version_that_the_scoring_of_the_day_used(database: str) -> None:
    visited_boiler()
    rows.score(SCORED)
    change(medium_from=10)
    rows.score(LATER)

    versions = [passport.rules(PM_OFFICE, day).set_index("law").loc["labour", "version"] for day in (date(2026, 11, 29), LATER)]

    assert versions == [1, 2]


@pytest.mark.parametrize(("valid_from", "is_taken"), [(SCORED, False), (date(2026, 11, 1), True)])
def test_a_version_begins_after_the_last_day_scored(database: str, valid_from: date, is_taken: bool) -> None:
    rows.score(SCORED)
    if is_taken:
        change(valid_from=valid_from, high_from=80)
    else:
        with pytest.raises(Refused, match="day_is_scored"):
            change(valid_from=valid_from, high_from=80)

    assert newest()["version"] == 1 + is_taken


@pytest.mark.parametrize("viewer", [PM_OFFICE, CONTROLLER, KARAGANDA, INSPECTOR, OF_EMERGENCIES, COMMITTEE])
def test_the_database_refuses_who_may_not(database: str, viewer: Viewer) -> None:
    with pytest.raises(Refused, match="not_allowed"):
        change(viewer, high_from=80)

    assert administration.laws(viewer, SCORED).set_index("law").loc["labour", "may_change"] == False  # noqa: E712
    assert newest()["version"] == 1


def test_each_law_has_its_own_minister(database: str) -> None:
    change(OF_EMERGENCIES, "industrial_safety", years_between_visits={"high": 1, "not_high": 2})
    with pytest.raises(Refused, match="not_allowed"):
        change(MINISTER, "industrial_safety", years_between_visits={"high": 1, "not_high": 3})

    assert rows.run("SELECT next_visit_allowed_on('industrial_safety', 'not_high', '2025-03-10', '2026-11-01')") == [(date(2027, 3, 10),)]


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO risk_rule SELECT * FROM risk_rule", "UPDATE risk_rule SET status = 'checked'", "DELETE FROM risk_rule_indicator"],
)
def test_there_is_no_way_past_the_trail(database: str, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), writing_as(MINISTER) as connection:
        connection.execute(text(statement))


def test_not_even_the_owner_changes_a_version(database: str) -> None:
    with pytest.raises(psycopg2.errors.RaiseException, match="make a new one"):
        rows.run("UPDATE risk_rule SET valid_from = valid_from - 1")


def test_the_trail_keeps_what_was_before_and_after_and_why(database: str) -> None:
    change(high_from=80, reason="Order No. 5 of 1 November 2026")

    trail = rows.run("SELECT user_code, role, object, before, after FROM audit_event WHERE action = 'change_risk_rule'")
    assert [row[:3] for row in trail] == [("minister_of_labour", "minister", "labour")]
    before, after = trail[0][3:]
    assert (before["constants"]["high_from"], after["constants"]["high_from"]) == (71, 80)
    assert after["reason"] == "Order No. 5 of 1 November 2026"
    assert before["indicators"] == after["indicators"]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"medium_from": 71},  # not below high
        {"medium_from": 0},
        {"high_from": 101},
        {"significant_weight": 0.8},  # 1.1 together
        {"significant_weight": 1.1, "minor_weight": -0.1},
        {"gross_points": None},
        {"years_between_visits": {"high": 2, "medium": 1, "low": 3}},
        {"years_between_visits": {"high": 0, "medium": 1, "low": 3}},
    ],
)
def test_constants_without_sense_are_refused_by_the_database_too(database: str, nonsense: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="constants_make_sense"):
        change(**nonsense)


@pytest.mark.parametrize(("name", "beyond"), [("points_each", 101), ("points_each", -1), ("most_counted", 101)])
def test_points_of_an_indicator_beyond_their_bounds_are_refused_by_name(database: str, name: str, beyond: int) -> None:
    base = newest("labour")
    code, indicator = next(iter(base["indicators"].items()))
    given = {"constants": base["constants"], "indicators": base["indicators"] | {code: indicator | {name: beyond}}}

    with pytest.raises(Refused, match=f"risk_rule_indicator_{name}_check"):
        administration.change_rule(MINISTER, law="labour", base_version=1, valid_from=date(2026, 11, 1), reason="Order", **given)


def test_a_reason_pasted_with_signs_no_database_takes_is_kept_without_them(database: str) -> None:
    change(high_from=80, reason=" Order\x00No. 5 \ud800")

    assert newest("labour")["reason"] == "Order No. 5 ?"


def test_a_change_needs_a_reason(database: str) -> None:
    with pytest.raises(Refused, match="risk_rule_reason_check"):
        change(high_from=80, reason="  ")


def test_loading_the_reference_facts_again_leaves_versions_as_they_are(database: str) -> None:
    change(high_from=80)
    rows.run("UPDATE batch SET file_sha256 = repeat('0', 64)")  # as if the files had changed

    with closing(raw_connection("MAP_OWNER_URL")) as connection, connection:
        assert load_facts(connection)

    made = newest()
    assert (made["version"], made["constants"]["high_from"], made["changed_by"]) == (2, 80, "minister_of_labour")
    assert made["changed_by_en"] == "Minister of Labour and Social Protection"
