"""What a visit is worth and what it takes: severity by reach and people, and the length of visits."""

from datetime import date

import pytest

from tests import rows
from tests.visit_rows import STEPPE, expect, low_degree, planned


@pytest.mark.parametrize(
    ("radius", "workers", "severity"),
    [(299, 50, 1), (300, 50, 2), (999, 51, 3), (1000, 250, 4), (1000, 251, 5), (None, None, 1), (0, 0, 1)],
)
def test_severity_grows_with_reach_and_workers(database: str, radius: int | None, workers: int | None, severity: int) -> None:
    facility = low_degree(danger_radius_m=radius, employee_count=workers, point=STEPPE)
    expect({facility: 0.1})

    assert planned().visits["severity"].tolist() == [severity]


def settlement(people: int, degrees_north: float = 0.001) -> None:
    """A settlement of so many people, so far north of STEPPE."""
    rows.insert(
        "settlement", settlement_id=1, region_code="43", name_kk="А", name_ru="А", name_en="A", population=people,
        geom=f"SRID=4326;POINT(60.0 {45 + degrees_north})",
    )  # fmt: skip


@pytest.mark.parametrize(("people", "more"), [(0, 0), (999, 1), (1000, 2), (9999, 2), (10000, 3)])
def test_severity_grows_with_the_people_of_settlements_in_the_danger_radius(database: str, people: int, more: int) -> None:
    facility = low_degree(danger_radius_m=200, point=STEPPE)
    settlement(people)
    expect({facility: 0.1})

    assert planned().visits["severity"].tolist() == [1 + more]


@pytest.mark.parametrize(("degrees_north", "is_inside"), [(0.0449, True), (0.0451, False), (0.101, False)])
def test_a_settlement_lies_inside_the_danger_radius_or_not(database: str, degrees_north: float, is_inside: bool) -> None:
    facility = low_degree(danger_radius_m=5000, point=STEPPE)  # 5 km are 0.04497 degrees
    settlement(500, degrees_north)
    expect({facility: 0.1})

    assert planned().visits["population"].tolist() == [500 if is_inside else 0]


def test_severity_and_people_stand_as_they_were_scored(database: str) -> None:
    past = date(2025, 6, 30)
    facility = low_degree(danger_radius_m=200, employee_count=50, point=STEPPE)
    expect({facility: 0.1}, past)
    settlement(500)
    rows.run("UPDATE facility SET employee_count = 51")
    expect({facility: 0.1})

    told = [planned(day=day).visits[["severity", "population"]].to_numpy().tolist() for day in (past, rows.DAY)]
    assert told == [[[1, 0]], [[3, 500]]]


def test_a_score_changes_where_only_the_people_in_reach_do(database: str) -> None:
    low_degree(danger_radius_m=200, point=STEPPE)
    settlement(500)
    rows.score(date(2026, 10, 30))
    rows.run("UPDATE settlement SET population = 501 WHERE settlement_id = 1")
    rows.score(date(2026, 10, 31))

    assert rows.run("SELECT population_inside FROM risk_score ORDER BY valid_from") == [(500,), (501,)]


def inspected(facility_id: int, *inspector_days: int) -> None:
    """Inspections that hold no planned visit back, one a day from New Year on."""
    for place, days in enumerate(inspector_days):
        rows.inspection(facility_id, date(2026, 1, 1 + place), inspector_days=days, kind_code="unscheduled")


@pytest.mark.parametrize(("inspector_days", "days"), [((1, 2, 3, 4), 9.0), ((1, 2, 3, 4, 5), 3.0)])
def test_a_visit_takes_the_median_of_its_type_from_five_inspections_on(database: str, inspector_days: tuple[int, ...], days: float) -> None:
    boiler = low_degree()
    inspected(boiler, *inspector_days)
    inspected(low_degree(hazard_type_code="coal_mining"), 9, 9, 9, 9, 9)
    expect({boiler: 0.1})
    plan = planned()

    of_boilers = plan.days_by_type.set_index("hazard_type_code").loc["boiler"]
    assert (of_boilers["days"], of_boilers["visit_count"], of_boilers["is_own"]) == (days, len(inspector_days), len(inspector_days) >= 5)
    assert plan.visits["days"].tolist() == [days]


@pytest.mark.parametrize(("inspected_on", "days"), [(date(2025, 10, 31), 2.0), (date(2025, 11, 1), 7.0)])
def test_only_inspections_of_the_year_before_are_measured(database: str, inspected_on: date, days: float) -> None:
    boiler = low_degree()
    for _ in range(5):
        rows.inspection(boiler, inspected_on, inspector_days=7, kind_code="unscheduled")
    expect({boiler: 0.1})

    assert planned().visits["days"].tolist() == [days]


def test_another_type_takes_the_median_of_all(database: str) -> None:
    boiler = low_degree()
    for number in range(5):
        rows.inspection(boiler, date(2026, 1, 1 + number), inspector_days=7, kind_code="unscheduled")
    rows.score()

    of_mines = planned().days_by_type.set_index("hazard_type_code").loc["coal_mining"]
    assert (of_mines["days"], of_mines["is_own"]) == (7.0, False)
