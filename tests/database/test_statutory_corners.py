"""The statutory degree where nothing, nobody or only one is there, and on the days where rules meet."""

from datetime import date, timedelta

import psycopg2
import pytest

from tests import rows

DAY = date(2026, 10, 31)
VISIT = date(2026, 8, 1)


def checklist(significant: int, minor: int) -> list[int]:
    """Requirements of the checklist of boilers, the significant ones first; returns their numbers."""
    texts = {"article": "1", "text_kk": "a", "text_ru": "a", "text_en": "a", "source_code": "upload"}
    made = []
    for severity in ["significant"] * significant + ["minor"] * minor:
        made.append(next(rows.numbers))
        rows.insert("checklist_requirement", requirement_id=made[-1], hazard_type_code="boiler", severity=severity, **texts)
    return made


def inspected(*requirement_ids: int, severity: str = "significant", **given: object) -> int:
    """A boiler inspected once, where these requirements were found broken."""
    boiler = rows.facility(**given)
    visit = rows.inspection(boiler, VISIT)
    for requirement_id in requirement_ids:
        rows.violation(boiler, visit, VISIT, severity, requirement_id=requirement_id)
    return boiler


def insured(facility_id: int, valid_to: date = DAY) -> None:
    days = {"valid_from": date(2026, 1, 1), "valid_to": valid_to, "known_on": date(2026, 1, 1)}
    rows.insert("permit", facility_id=facility_id, region_code="35", kind_code="liability_insurance", number="1", **days, **rows.origin())


def degree_of(facility_id: int, column: str = "labour_degree", day: date = DAY) -> tuple[str, float | None]:
    rows.score(day)
    kept = f"SELECT {column}, points FROM risk_score WHERE facility_id = %s AND valid_to = 'infinity'"  # noqa: S608
    degree, points = rows.run(kept, facility_id)[0]
    return degree, None if points is None else float(points)


def test_a_group_of_one_keeps_its_points(database: str) -> None:
    broken = checklist(10, 10)[:5]

    assert degree_of(inspected(*broken)) == ("medium", 35.0)  # half of the significant ones: 100 * 5 / 10 * 0.7


def test_a_group_of_equals_keeps_its_points(database: str) -> None:
    broken = checklist(10, 10)[:5]
    boilers = [inspected(*broken) for _ in range(3)]

    assert {degree_of(boiler) for boiler in boilers} == {("medium", 35.0)}


def test_a_group_is_stretched_from_its_lowest_to_its_highest_and_other_kinds_do_not_matter(database: str) -> None:
    requirements = checklist(10, 10)
    lowest, middle, highest = inspected(*requirements[:2]), inspected(*requirements[:3]), inspected(*requirements[:4])
    rows.inspection(rows.facility(hazard_type_code="lifting"), VISIT)  # clean, of another group

    assert [degree_of(boiler) for boiler in (lowest, middle, highest)] == [("low", 0.0), ("medium", 50.0), ("high", 100.0)]


def test_an_empty_checklist_gives_no_points_to_what_is_not_gross(database: str) -> None:
    boiler = rows.facility()
    rows.violation(boiler, rows.inspection(boiler, VISIT), VISIT, "significant")

    assert degree_of(boiler) == ("low", 0.0)


def test_more_broken_than_the_checklist_knows_is_at_most_everything(database: str) -> None:
    checklist(1, 1)
    boiler = rows.facility()
    visit = rows.inspection(boiler, VISIT)
    for _ in range(3):
        rows.violation(boiler, visit, VISIT, "significant")

    assert degree_of(boiler) == ("high", 100.0)


def test_two_findings_against_one_requirement_count_once(database: str) -> None:
    first = checklist(10, 0)[0]

    assert degree_of(inspected(first, first)) == ("low", 7.0)


@pytest.mark.parametrize(("broken", "severity", "degree"), [(0, "minor", "low"), (5, "significant", "low"), (1, "gross", "medium")])
def test_insurance_of_liability_lowers_by_one(database: str, broken: int, severity: str, degree: str) -> None:
    boiler = inspected(*checklist(10, 0)[:broken], severity=severity)  # low, medium and high without it
    insured(boiler)

    assert degree_of(boiler)[0] == degree


@pytest.mark.parametrize(("valid_to", "degree"), [(DAY, "low"), (DAY - timedelta(days=1), "medium")])  # its last day is a valid day
def test_insurance_counts_to_its_last_day(database: str, valid_to: date, degree: str) -> None:
    boiler = inspected(*checklist(10, 0)[:5])
    insured(boiler, valid_to)

    assert degree_of(boiler)[0] == degree


def test_insurance_leaves_unknown_unknown_and_the_two_degrees_of_2026_alone(database: str) -> None:
    nothing_known, declared = rows.facility(), rows.facility(is_declaration_required=True)
    insured(nothing_known)
    insured(declared)

    assert degree_of(nothing_known) == ("unknown", None)
    assert degree_of(declared, "safety_degree") == ("high", None)


def test_without_employer_a_facility_is_scored_too(database: str) -> None:
    assert degree_of(inspected(bin=None))[0] == "low"


def test_a_violation_of_a_day_to_come_is_refused_and_one_known_later_does_not_count(database: str) -> None:
    boiler = rows.facility()
    visit = rows.inspection(boiler, DAY)
    with pytest.raises(psycopg2.IntegrityError, match="violation_check"):
        rows.violation(boiler, visit, DAY + timedelta(days=1), "gross", known_on=DAY)
    rows.violation(boiler, visit, DAY + timedelta(days=1), "gross")

    assert degree_of(boiler)[0] == "low"


@pytest.mark.parametrize(("count", "points"), [(0, 0), (1, 10), (3, 30), (4, 30)])  # the fourth is not counted
def test_overdue_prescriptions_count_up_to_the_most(database: str, count: int, points: float) -> None:
    boiler = rows.facility()
    visit = rows.inspection(boiler, VISIT)
    for _ in range(count):
        rows.prescription(boiler, visit, VISIT, DAY - timedelta(days=1))

    assert degree_of(boiler)[1] == points


@pytest.mark.parametrize(("occurred_on", "points"), [(date(2023, 11, 1), 20), (date(2023, 10, 31), None)])  # three years end the day before
def test_a_fatal_accident_counts_for_three_years_also_where_nobody_inspected(
    database: str, occurred_on: date, points: float | None
) -> None:
    boiler = rows.facility()
    rows.accident(occurred_on, killed_count=1, facility_id=boiler)

    assert degree_of(boiler)[1] == points


@pytest.mark.parametrize(
    ("day", "degree"),
    [(date(2025, 12, 31), "low"), (date(2026, 1, 1), "not_high")],  # by points to the last day of 2025, by the rule from the next
)
def test_the_degree_of_industrial_safety_changes_its_regime_with_the_year(database: str, day: date, degree: str) -> None:
    boiler = rows.facility(is_declaration_required=False)
    rows.inspection(boiler, date(2025, 5, 5))

    assert degree_of(boiler, "safety_degree", day)[0] == degree
    assert degree_of(boiler, "labour_degree", day)[0] == "low"


def test_before_the_first_rule_nothing_has_a_degree(database: str) -> None:
    boiler = rows.facility(known_on=date(2015, 1, 1))
    visit = rows.inspection(boiler, date(2015, 5, 5))
    rows.violation(boiler, visit, date(2015, 5, 5), "gross")

    assert degree_of(boiler, day=date(2015, 12, 31)) == ("unknown", None)
    assert degree_of(boiler, day=date(2016, 1, 1)) == ("high", 100.0)
