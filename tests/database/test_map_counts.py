"""Counts kept for the map are moved by what changed, and are always what counting everything would give."""

from contextlib import closing
from datetime import date

import pytest

from data.database import nationwide_connection
from tests import rows

LON, LAT = rows.KARAGANDA_CITY
SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
CELLS = (
    "SELECT colour, zoom, cell_x, cell_y, region_code, mark, facility_count, gross_count, significant_count, minor_count,"
    " clean_count, not_inspected_count, lon_e6_sum, lat_e6_sum FROM facility_cell WHERE valid_from <= %s AND valid_to > %s"
    " ORDER BY 1, 2, 3, 4, 5, 6"
)
KINDS = (
    "SELECT zoom, is_of_all, cell_x, cell_y, marks, size_class, region_code, hazard_type_code, activity_code, facility_count, lon_e6_sum,"
    " lat_e6_sum, worst_marks, overdue_known, overdue_bad, inspected_known, inspected_bad, accidents_known, accidents_bad, insurance_known,"
    " insurance_bad, probability_known, probability_bad FROM facility_kind WHERE valid_from <= %s AND valid_to > %s"
    " ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9"
)
ALIKE = (
    "SELECT cell_x, cell_y, marks, size_class, region_code, district_code, hazard_type_code, activity_code, facility_count, lon_e6_sum,"
    " lat_e6_sum FROM facility_alike WHERE valid_from <= %s AND valid_to > %s ORDER BY 1, 2, 3, 4, 5, 6, 7, 8"
)
TOTALS = (
    "SELECT colour, region_code, district_code, hazard_type_code, activity_code, size_class, is_on_map, mark, facility_count"
    " FROM facility_total WHERE valid_from <= %s AND valid_to > %s ORDER BY 1, 2, 3, 4, 5, 6, 7, 8"
)
BELIEVED = "SELECT relname, reltuples FROM pg_class WHERE relname IN ('facility_cell', 'facility_total', 'facility_alike', 'facility_kind')"


def kept(day: date) -> list[list[tuple[object, ...]]]:
    """Cells, totals, facilities alike and of a kind of a day."""
    return [rows.run(statement, day, day) for statement in (CELLS, TOTALS, ALIKE, KINDS)]


def counted_anew(day: date) -> list[list[tuple[object, ...]]]:
    """The same, counted from every facility; the last scored day only."""
    with closing(nationwide_connection()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count_anew(%s)", [day])
        made = []
        for statement in (CELLS, TOTALS, ALIKE, KINDS):
            cursor.execute(statement, [day, day])
            made.append(cursor.fetchall())
        connection.rollback()
    return made


def test_three_scorings_leave_what_counting_everything_gives(demo_database: str) -> None:
    assert kept(OCTOBER) == counted_anew(OCTOBER)
    assert rows.run("SELECT is_counted_right()") == [(True,)]


def test_the_planner_is_told_of_the_counts_by_a_run_that_moves_many_not_by_one_that_moves_a_few(database: str) -> None:
    first, *_ = [rows.facility(point=(LON + n / 10, LAT)) for n in range(12)]
    rows.score(SEPTEMBER)
    counted = dict(zip(("facility_cell", "facility_total", "facility_alike", "facility_kind"), map(len, kept(SEPTEMBER)), strict=True))

    assert dict(rows.run(BELIEVED)) == counted
    rows.inspection(first, date(2026, 10, 5))
    rows.score(OCTOBER)
    assert dict(rows.run(BELIEVED)) == counted


def test_what_did_not_change_is_not_written_again(database: str) -> None:
    rows.facility()
    changing = rows.facility(point=(LON + 5, LAT))
    rows.score(SEPTEMBER)
    rows.inspection(changing, date(2026, 10, 5))
    rows.score(OCTOBER)

    written = {day: rows.run("SELECT count(*) FROM facility_cell WHERE valid_from = %s", day)[0][0] for day in (SEPTEMBER, OCTOBER)}
    assert written[OCTOBER] < written[SEPTEMBER] / 2 + 1
    assert kept(OCTOBER) == counted_anew(OCTOBER)
    assert sum(row[-1] for row in kept(SEPTEMBER)[1]) == sum(row[-1] for row in kept(OCTOBER)[1]) == 2 * 8  # colourings


def test_a_facility_that_moved_left_or_came_is_counted_where_it_is(database: str) -> None:
    moving, leaving = (
        rows.facility(),
        rows.facility(point=(LON + 1, LAT), decommissioned_on=date(2026, 10, 10), commissioned_on=date(2020, 1, 1)),
    )
    rows.score(SEPTEMBER)
    before = kept(SEPTEMBER)
    rows.run(
        "UPDATE facility SET geom = ST_SetSRID(ST_MakePoint(%s, %s), 4326), hazard_type_code = 'lifting' WHERE facility_id = %s",
        LON + 3,
        LAT,
        moving,
    )
    rows.facility(point=None, known_on=date(2026, 10, 1))
    rows.score(OCTOBER)

    assert leaving
    assert kept(OCTOBER) == counted_anew(OCTOBER)
    assert kept(SEPTEMBER) == before  # the past stays as it was counted
    assert sum(row[-1] for row in kept(OCTOBER)[1] if row[0] == "labour_degree") == 2


def test_a_move_to_another_region_makes_everything_be_counted_anew(database: str) -> None:
    moving = rows.facility("35")
    rows.facility("35")
    rows.score(SEPTEMBER)
    rows.run("UPDATE facility SET region_code = '62' WHERE facility_id = %s", moving)
    rows.score(OCTOBER)

    assert kept(OCTOBER) == counted_anew(OCTOBER)
    assert {(row[1], row[-1]) for row in kept(OCTOBER)[1] if row[0] == "insurance"} == {("35", 1), ("62", 1)}


def test_scoring_a_day_again_changes_nothing(database: str) -> None:
    facility_id = rows.facility()
    rows.score(SEPTEMBER)
    rows.violation(facility_id, rows.inspection(facility_id, date(2026, 10, 2)), date(2026, 10, 2), "gross")
    rows.score(OCTOBER)
    first = [*kept(SEPTEMBER), *kept(OCTOBER)]
    rows.score(SEPTEMBER)  # and October after it

    assert [*kept(SEPTEMBER), *kept(OCTOBER)] == first


MARKS = [
    ("overdue_mark(0, 'never')", 0), ("overdue_mark(0, 'longer')", 1), ("overdue_mark(1, 'never')", 2), ("overdue_mark(2, 'longer')", 2),
    ("overdue_mark(3, 'longer')", 3), ("accident_mark(0, 0)", 1), ("accident_mark(1, 0)", 2), ("accident_mark(2, 1)", 3),
    ("inspection_mark(inspection_age_on(NULL, '2026-10-31'))", 0), ("inspection_mark(inspection_age_on('2025-11-01', '2026-10-31'))", 1),
    ("inspection_mark(inspection_age_on('2025-10-31', '2026-10-31'))", 2),
    ("inspection_mark(inspection_age_on('2023-11-01', '2026-10-31'))", 2),
    ("inspection_mark(inspection_age_on('2023-10-31', '2026-10-31'))", 3),
    ("harm_potential_of(NULL, NULL)", 1), ("harm_potential_of(299, 50)", 1), ("harm_potential_of(300, 0)", 2),
    ("harm_potential_of(0, 51)", 2),
    ("harm_potential_of(999, 250)", 2), ("harm_potential_of(1000, 0)", 3), ("harm_potential_of(NULL, 251)", 3),
    ("mark_of(31234567, 'harm_potential')", 3), ("mark_of(31234567, 'insurance')", 1), ("mark_of(31234567, 'labour_degree')", 7),
]  # fmt: skip


def test_every_class_begins_where_it_says(database: str) -> None:
    assert [(asked, rows.run(f"SELECT {asked}")[0][0]) for asked, _ in MARKS] == MARKS  # our own list


@pytest.mark.parametrize(("count", "size"), [(None, "unknown"), (0, "micro"), (15, "micro"), (16, "small"), (100, "small"), (101, "medium"),
                                             (250, "medium"), (251, "large")])  # fmt: skip
def test_sizes_begin_where_they_say(database: str, count: int | None, size: str) -> None:
    assert rows.run("SELECT CAST(size_class_of(%s) AS text)", count) == [(size,)]


POLICIES = [  # kinds valid on the day, kinds lapsed before it, state
    ((), (), "unknown"),
    (("liability_insurance", "accident_insurance"), (), "insured"),
    (("liability_insurance",), (), "gap"),
    (("accident_insurance",), ("liability_insurance",), "gap"),
    ((), ("liability_insurance", "accident_insurance"), "gap"),
    (("rescue_contract",), (), "unknown"),
]


def test_insurance_is_whole_only_with_both_policies_valid(database: str) -> None:
    made = {rows.facility(): policies for policies in POLICIES}
    for facility_id, (valid, lapsed, _) in made.items():
        for kind in (*valid, *lapsed):
            ends_on = OCTOBER if kind in valid else date(2026, 10, 30)
            rows.insert("permit", **rows.origin(), facility_id=facility_id, region_code="35", kind_code=kind, number="1",
                        valid_from=date(2026, 1, 1), valid_to=ends_on, known_on=date(2026, 1, 1))  # fmt: skip
    rows.score(OCTOBER)

    found = dict(rows.run("SELECT facility_id, CAST(insurance AS text) FROM risk_score"))
    assert found == {facility_id: state for facility_id, (_, _, state) in made.items()}


def test_gross_violations_count_until_their_fix_is_known(database: str) -> None:
    facility_id = rows.facility()
    inspection_id = rows.inspection(facility_id, date(2026, 3, 2))
    for fixed_on, known_on in ((None, None), (date(2026, 5, 1), date(2026, 10, 31)), (date(2026, 5, 1), date(2026, 11, 1))):
        rows.violation(facility_id, inspection_id, date(2026, 3, 2), "gross", fixed_on=fixed_on, fix_known_on=known_on)
    rows.score(OCTOBER)

    assert rows.run("SELECT gross_open_count FROM risk_score") == [(2,)]
