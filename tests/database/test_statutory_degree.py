"""The statutory degree at every boundary of its rules."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import rows

DAY = date(2026, 10, 31)


def degree_by_points(points: float | None) -> str:
    return rows.run("SELECT degree_by_points(%s, 31, 71)", points)[0][0]


def points(gross: int, significant: int, minor: int, significant_required: int, minor_required: int) -> float:
    asked = (gross, significant, minor, significant_required, minor_required)
    return float(rows.run("SELECT violation_points(%s, %s, %s, %s, %s, 100, 0.7, 0.3)", *asked)[0][0])


@pytest.mark.parametrize(
    ("given", "degree"),
    [
        (0, "low"),
        (30, "low"),
        (30.49, "low"),  # the law names whole points; below the half it is still 30
        (30.5, "medium"),  # the half rounds up
        (31, "medium"),
        (70, "medium"),
        (70.49, "medium"),
        (70.5, "high"),
        (71, "high"),
        (100, "high"),
        (None, "unknown"),
    ],
)
def test_degree_at_the_bounds_of_the_points(database: str, given: float | None, degree: str) -> None:
    assert degree_by_points(given) == degree


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((0, 0, 0, 20, 10), 0),
        ((1, 0, 0, 20, 10), 100),  # one gross violation is enough
        ((1, 20, 10, 20, 10), 100),  # and more does not add
        ((0, 20, 0, 20, 10), 70),
        ((0, 0, 10, 20, 10), 30),
        ((0, 20, 10, 20, 10), 100),
        ((0, 5, 2, 20, 10), 23.5),
        ((0, 0, 0, 0, 0), 0),  # empty checklist
        ((0, 3, 0, 0, 10), 0),  # found, yet the checklist knows none of that severity
    ],
)
def test_points_from_violations(database: str, found: tuple[int, ...], expected: float) -> None:
    assert points(*found) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("given", "lowest", "highest", "expected"),
    [(20, 10, 60, 20), (10, 10, 60, 0), (60, 10, 60, 100), (40, 40, 40, 40)],
)
def test_points_are_stretched_within_the_group_and_equals_keep_theirs(
    database: str, given: int, lowest: int, highest: int, expected: int
) -> None:
    assert float(rows.run("SELECT normalised(%s, %s, %s)", given, lowest, highest)[0][0]) == expected


@pytest.mark.parametrize(
    ("before", "after"), [("high", "medium"), ("medium", "low"), ("low", "low"), ("not_high", "not_high"), ("unknown", "unknown")]
)
def test_insurance_moves_one_degree_down(database: str, before: str, after: str) -> None:
    assert rows.run("SELECT one_degree_down(%s)", before) == [(after,)]


@pytest.mark.parametrize(
    ("declaration", "expired", "devices", "degree"),
    [
        (True, 0, 0, "high"),
        (True, 0, 5, "high"),
        (False, 1, 1, "high"),
        (None, 1, 1, "high"),
        (False, 0, 5, "not_high"),
        (False, 0, 0, "not_high"),
        (None, 0, 5, "not_high"),
        (None, 0, 0, "unknown"),  # nothing is known to judge by
    ],
)
def test_degree_by_the_rule_of_2026(database: str, declaration: bool | None, expired: int, devices: int, degree: str) -> None:
    assert rows.run("SELECT degree_by_rule(%s, %s, %s)", declaration, expired, devices) == [(degree,)]


@pytest.mark.parametrize(("day", "regime"), [(date(2025, 12, 31), "points"), (date(2026, 1, 1), "rule"), (date(2015, 12, 31), None)])
def test_the_regime_of_industrial_safety_changes_with_2026(database: str, day: date, regime: str | None) -> None:
    assert rows.run("SELECT (rule_on('industrial_safety', %s)).regime", day) == [(regime,)]


def scored(facility_id: int, day: date = DAY) -> dict[str, Any]:
    rows.score(day)
    columns = "safety_degree, labour_degree, points, violation_class, overdue_prescription_count, reasons"
    found = rows.run(f"SELECT {columns} FROM risk_score WHERE facility_id = %s AND valid_to = 'infinity'", facility_id)  # noqa: S608
    return dict(zip(columns.split(", "), found[0], strict=True))


@pytest.mark.parametrize(("service_ends", "degree"), [(DAY, "high"), (DAY + timedelta(days=1), "not_high")])
def test_a_device_is_beyond_its_life_from_the_day_it_ends(database: str, service_ends: date, degree: str) -> None:
    boiler = rows.facility(is_declaration_required=False)
    rows.device(boiler, service_ends.replace(year=service_ends.year - 20), 20)

    assert scored(boiler)["safety_degree"] == degree


@pytest.mark.parametrize(("due", "count"), [(DAY, 0), (DAY - timedelta(days=1), 1)])
def test_a_prescription_is_overdue_from_the_day_after_its_term(database: str, due: date, count: int) -> None:
    boiler = rows.facility()
    visit = rows.inspection(boiler, date(2026, 8, 1))
    rows.prescription(boiler, visit, date(2026, 8, 1), due)

    assert scored(boiler)["overdue_prescription_count"] == count


def test_what_became_known_later_does_not_count(database: str) -> None:
    boiler = rows.facility()
    visit = rows.inspection(boiler, date(2026, 10, 20))
    rows.violation(boiler, visit, date(2026, 10, 20), "gross", known_on=DAY + timedelta(days=1))

    assert scored(boiler)["violation_class"] == "clean"


@pytest.mark.parametrize(
    ("found_on", "found"),
    [(date(2024, 1, 1), "gross"), (date(2023, 12, 31), "not_inspected")],  # twelve quarters end with the quarter of the day
)
def test_the_strip_of_twelve_quarters_has_a_first_day(database: str, found_on: date, found: str) -> None:
    boiler = rows.facility()
    visit = rows.inspection(boiler, found_on)
    rows.violation(boiler, visit, found_on, "gross")

    assert scored(boiler)["violation_class"] == found


def test_nothing_known_is_not_low(database: str) -> None:
    boiler = rows.facility()

    found = scored(boiler)

    assert (found["safety_degree"], found["labour_degree"], found["violation_class"], found["points"]) == (
        "unknown",
        "unknown",
        "no_data",
        None,
    )


def test_a_gross_violation_explains_the_high_degree(database: str) -> None:
    boiler = rows.facility()
    visit = rows.inspection(boiler, date(2026, 8, 1))
    rows.violation(boiler, visit, date(2026, 8, 1), "gross")

    found = scored(boiler)

    assert found["labour_degree"] == "high"
    assert found["reasons"] == [{"code": "gross_violations", "count": 1, "points": 100.00}]


def test_only_what_changed_gets_a_row_and_the_past_stays(database: str) -> None:
    boiler, quiet = rows.facility(), rows.facility()
    rows.score(date(2026, 9, 30))
    visit = rows.inspection(boiler, date(2026, 10, 5))
    rows.violation(boiler, visit, date(2026, 10, 5), "gross")

    rows.score(DAY)

    kept = "SELECT valid_from, CAST(valid_to AS text), labour_degree FROM risk_score WHERE facility_id = %s ORDER BY valid_from"
    assert rows.run(kept, quiet) == [(date(2026, 9, 30), "infinity", "unknown")]
    assert rows.run(kept, boiler) == [(date(2026, 9, 30), "2026-10-31", "unknown"), (DAY, "infinity", "high")]


def test_scoring_an_earlier_day_again_gives_the_same_as_scoring_in_order(database: str) -> None:
    boiler = rows.facility()
    rows.score(DAY)
    visit = rows.inspection(boiler, date(2026, 9, 5))
    rows.violation(boiler, visit, date(2026, 9, 5), "gross")

    rows.score(date(2026, 9, 30))

    assert rows.run("SELECT valid_from, labour_degree FROM risk_score ORDER BY valid_from") == [(date(2026, 9, 30), "high")]
    assert rows.run("SELECT scored_on FROM risk_run ORDER BY scored_on") == [(date(2026, 9, 30),), (DAY,)]
