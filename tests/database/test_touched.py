"""What touches which facilities, what touches all, and that nothing delivered while a day is being scored is lost."""

from contextlib import closing
from datetime import date

import pytest

from data.database import nationwide_connection
from data.scoring import score_days
from tests import models, rows
from tests.database.test_touched_scores import scored_and_checked

BEFORE, DAY = date(2026, 9, 30), date(2026, 10, 15)


@pytest.fixture
def places(database: str) -> list[int]:
    """Twelve boilers, scored: the first has led since a gross violation, the second is clean, nobody else was inspected; and a crane."""
    models.model()
    bin_ = "850140000001"
    names = {f"name_{language}": "Owner" for language in ("kk", "ru", "en")}
    held = {"activity_code": "B", "region_code": "35", "employee_count": 10, "known_on": date(2020, 1, 1)}
    rows.insert("employer", bin=bin_, **names, **held, **rows.origin("demo"))
    made = [rows.facility(bin=bin_ if number > 9 else None) for number in range(12)]
    rows.facility(hazard_type_code="lifting")
    for each in made[:2]:
        rows.inspection(each, date(2026, 9, 1))
    rows.violation(made[0], inspection_of(made[0]), date(2026, 9, 1), "gross")
    rows.device(made[5], date(2026, 1, 1), 20)
    rows.score(BEFORE)
    rows.score(DAY)
    return made


def inspection_of(facility_id: int) -> int:
    return int(rows.run("SELECT inspection_id FROM inspection WHERE facility_id = %s", facility_id)[0][0])


def taken(day: date = DAY) -> tuple[int | None, int, int]:
    made = scored_and_checked(day)
    return made.touched, made.computed, made.written


def test_nothing_new_computes_nothing(places: list[int]) -> None:
    assert taken() == (0, 0, 0)


def test_a_fact_reaches_its_facility_alone(places: list[int]) -> None:
    rows.violation(places[1], inspection_of(places[1]), date(2026, 9, 1), "minor")
    assert taken() == (1, 1, 1)

    rows.run("UPDATE device SET expertise_valid_to = '2026-10-01'")
    rows.run("DELETE FROM device")
    assert taken()[:2] == (1, 1)


def test_a_delivered_fact_that_is_not_known_yet_counts_from_its_day(places: list[int]) -> None:
    rows.inspection(places[3], DAY, known_on=date(2026, 10, 17))
    assert taken() == (1, 1, 0)
    assert taken(date(2026, 10, 16)) == (0, 0, 0)
    assert taken(date(2026, 10, 17)) == (1, 1, 1)


def test_the_leader_moves_the_points_of_its_group_only(places: list[int]) -> None:
    rows.run("UPDATE violation SET severity = 'minor'")
    touched, computed, _ = taken()
    assert (touched, computed) == (1, 2)  # of the boilers only two have points

    rows.run("UPDATE facility SET decommissioned_on = %s WHERE facility_id = %s", DAY, places[1])
    assert taken()[0] == 1


def test_points_of_one_that_came_between_the_bounds_move_nobody(places: list[int]) -> None:
    rows.inspection(places[4], date(2026, 10, 1))
    assert taken() == (1, 1, 1)


def test_an_employer_reaches_its_facilities(places: list[int]) -> None:
    rows.run("UPDATE employer SET employee_count = 50")  # micro to small
    assert taken() == (2, 2, 2)


def test_a_fact_that_changes_its_facility_reaches_both(places: list[int]) -> None:
    accident_id = rows.accident(date(2026, 10, 1), facility_id=places[2])
    assert taken() == (1, 1, 1)
    rows.run("UPDATE accident SET facility_id = %s WHERE accident_id = %s", places[3], accident_id)
    assert taken() == (2, 2, 1)  # the first is as it was before the day


def test_an_ended_degree_set_by_hand_is_followed_on_the_same_day(places: list[int]) -> None:
    rows.override(places[3], DAY, date(2026, 12, 31))
    assert taken() == (1, 1, 1)
    rows.override(places[3], DAY, degree=None, entry_no=2)
    assert taken() == (1, 1, 0)
    assert rows.run("SELECT DISTINCT labour_degree FROM risk_score WHERE facility_id = %s", places[3]) == [("unknown",)]


@pytest.mark.parametrize("statement", ["UPDATE settlement SET population = population + 1", "DELETE FROM checklist_requirement WHERE false",
                                       "UPDATE facility SET employee_count = 5"])  # fmt: skip
def test_what_all_scores_stand_on_and_what_touches_a_third_computes_all(places: list[int], statement: str) -> None:
    rows.run(statement)
    assert taken()[:2] == (None, 13)


def test_another_model_computes_all(places: list[int]) -> None:
    models.model(version=2, known_through=date(2026, 10, 16))
    assert taken()[0] is None  # was written
    assert taken()[0] == 0
    assert taken(date(2026, 10, 16))[0] is None  # is in force


def test_a_move_to_another_region_is_counted_there(places: list[int]) -> None:
    rows.run("UPDATE facility SET region_code = '62' WHERE facility_id = %s", places[1])
    assert taken()[:2] == (1, 1)
    assert rows.run("SELECT is_counted_right()") == [(True,)]


def test_a_delivery_that_ends_while_a_day_is_scored_is_not_lost(places: list[int]) -> None:
    rows.inspection(places[4], date(2026, 10, 1))
    with closing(nationwide_connection()) as delivering, closing(nationwide_connection()) as scoring:
        with delivering.cursor() as cursor:
            cursor.execute("UPDATE facility SET employee_count = 90 WHERE facility_id = %s", [places[4]])
        assert score_days(scoring, [DAY])[-1].touched == 1  # the inspection
        delivering.commit()
        scoring.commit()

    assert taken() == (1, 1, 1)


def test_an_earlier_day_scored_again_forgets_nothing(places: list[int]) -> None:
    later = date(2026, 10, 20)
    rows.inspection(places[4], date(2026, 9, 2))  # delivered late: the first day knew nothing of it
    assert taken() == (1, 1, 1)
    rows.score(later)
    with closing(nationwide_connection()) as connection:
        made = score_days(connection, [DAY])
        connection.commit()
    assert [(each.day, each.touched, each.written) for each in made] == [(DAY, None, 1), (later, 0, 0)]
    assert taken(later) == (0, 0, 0)
