"""The demonstration in the database: sound places and days, every case to see, no way around the rights."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import psycopg2
import pytest

from data.database import nationwide_connection, raw_connection
from data.demo import DemoAlreadyLoaded, demo_is_loaded, load_demo
from data.demo.plan import FIRST_ID
from tests import rows

DAY = date(2026, 10, 31)
NEWER = ["10", "33", "62"]
FORWARD_LOOKING = {
    *("due_on", "new_due_on", "valid_to", "expertise_valid_to"),
    *("service_ends_on", "suspended_until", "planned_on"),
}
DEMO_TABLES = [
    *("employer", "employment", "facility", "device", "permit", "inspection", "prescription", "violation"),
    *("accident", "health_admission", "instruction", "milestone", "report", "decision", "programme_item", "completion_measure"),
]


@pytest.fixture
def writer(database: str) -> Iterator[Any]:
    """The writer's connection to a database without a demonstration."""
    with closing(nationwide_connection()) as connection:
        yield connection


def test_points_lie_in_their_region_by_the_database_too(demo_database: str) -> None:
    found = rows.run(
        "SELECT region_taken_from, count(*), count(*) FILTER (WHERE ST_Contains(r.geom, f.geom)),"
        " max(ST_Distance(CAST(r.geom AS geography), CAST(f.geom AS geography)))"
        " FROM facility f JOIN region r USING (region_code) GROUP BY 1 ORDER BY 1"
    )

    (taken_near, _, inside_of_near, farthest), (taken_in, total, inside, _) = found
    assert (taken_near, inside_of_near) == ("nearest", 0)
    assert farthest < 250_000
    assert (taken_in, inside) == ("point", total)


def test_no_number_of_an_employer_passes_for_a_bin(demo_database: str) -> None:
    right = "SELECT count(*) FROM employer WHERE CAST(right(bin, 1) AS integer) = bin_control_digit(bin)"

    assert rows.run(right) == [(0,)]
    assert rows.run("SELECT count(*) FROM employer WHERE name_kk !~ 'Демо' OR name_ru !~ 'Демо' OR name_en !~ 'Demo'") == [(0,)]


def test_nothing_happens_or_becomes_known_after_the_day(demo_database: str) -> None:
    columns = rows.run(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type = 'date' AND table_name = ANY (%s)", DEMO_TABLES,
    )  # fmt: skip
    checked = [(table, column) for table, column in columns if column not in FORWARD_LOOKING]

    assert len(checked) > 30
    late = {place: rows.run(f"SELECT max({place[1]}) FROM {place[0]}")[0][0] for place in checked}  # noqa: S608
    assert {place: day for place, day in late.items() if day is not None and day > DAY} == {}


@pytest.mark.parametrize(("table", "day"), [("employment", "month"), ("accident", "occurred_on"), ("inspection", "inspected_on")])
def test_regions_formed_in_2022_have_nothing_before(demo_database: str, table: str, day: str) -> None:
    question = f"SELECT region_code, min({day}) FROM {table} GROUP BY 1 HAVING region_code = ANY (%s)"  # noqa: S608
    firsts = rows.run(question, NEWER)
    earliest = date(2022, 6, 1) if table == "employment" else date(2022, 6, 8)

    assert {code for code, _ in firsts} == set(NEWER)
    assert min(first for _, first in firsts) >= earliest


def test_every_state_of_an_instruction_occurs(demo_database: str) -> None:
    states = rows.run(
        "SELECT DISTINCT state FROM instruction_state_on(%s) WHERE source_code = 'demo'",
        DAY,
    )
    every = rows.run("SELECT unnest(enum_range(NULL::instruction_state))")

    assert set(states) == set(every)


def test_several_instructions_are_led_by_each_of_the_demonstration_bodies(demo_database: str) -> None:
    led = dict(rows.run("SELECT lead_body_code, count(*) FROM instruction WHERE source_code = 'demo' GROUP BY 1"))

    assert min(led[body] for body in ("akimat_35", "akimat_47", "mlspp")) >= 3
    assert rows.run("SELECT count(*) FROM instruction WHERE source_code = 'demo' AND issuer_en !~ 'demonstration'") == [(0,)]


def test_rows_added_later_get_numbers_of_their_own(demo_database: str) -> None:
    assert rows.facility() < FIRST_ID


def test_a_second_demonstration_is_refused(writer: Any) -> None:
    assert not demo_is_loaded(writer)
    load_demo(writer, facilities=100, as_of=DAY)

    assert demo_is_loaded(writer)
    with pytest.raises(DemoAlreadyLoaded, match="loaded already"):
        load_demo(writer, facilities=100, as_of=DAY)


def test_nothing_stays_unless_the_caller_commits(writer: Any) -> None:
    load_demo(writer, facilities=100, as_of=DAY)
    writer.rollback()

    assert rows.run("SELECT (SELECT count(*) FROM facility), (SELECT count(*) FROM employer)") == [(0, 0)]


def test_indexes_of_facts_are_built_after_their_rows_and_none_is_lost(writer: Any) -> None:
    indexes = "SELECT indexrelid, pg_get_indexdef(indexrelid), indrelid = 'facility'::regclass AND NOT indisunique FROM pg_index ORDER BY 2"
    before = rows.run(indexes)

    load_demo(writer, facilities=100, as_of=DAY)
    writer.commit()

    after = rows.run(indexes)
    assert [definition for _, definition, _ in after] == [definition for _, definition, _ in before]
    built_anew = {number for number, _, _ in after} - {number for number, _, _ in before}
    assert {number for number, _, is_of_facilities in after if is_of_facilities} <= built_anew
    assert rows.run("SELECT count(*) FROM index_set_aside") == [(0,)]


def test_where_facilities_are_known_their_readers_go_on(writer: Any) -> None:
    rows.facility()

    load_demo(writer, facilities=100, as_of=DAY)

    with closing(raw_connection("MAP_READER_URL")) as connection, connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '1s'; SELECT count(*) FROM facility")


def test_nobody_else_says_what_is_built(writer: Any) -> None:
    with writer.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute("INSERT INTO index_set_aside VALUES ('DROP TABLE facility')")


def test_the_right_to_all_regions_ends_with_the_transaction(database: str) -> None:
    with closing(raw_connection("MAP_WRITER_URL")) as connection, connection.cursor() as cursor:
        report = load_demo(connection, facilities=100, as_of=DAY)
        connection.commit()
        cursor.execute("SELECT (SELECT count(*) FROM facility), (SELECT count(*) FROM instruction)")
        seen = cursor.fetchone()

    assert report.rows["facility"] == 100
    assert seen == (0, 0)


def test_the_batch_says_what_was_loaded(writer: Any) -> None:
    before = rows.run("SELECT counter FROM data_version")[0][0]
    report = load_demo(writer, facilities=100, as_of=DAY, seed=5)
    writer.commit()

    ((name, loaded),) = rows.run("SELECT file_name, loaded_count FROM batch WHERE batch_id = %s", report.batch_id)
    assert name == "demonstration, seed 5, 100 facilities, as of 2026-10-31"
    assert loaded == sum(report.rows.values())
    assert rows.run("SELECT counter FROM data_version")[0][0] > before


def test_progress_is_told_table_by_table(writer: Any) -> None:
    class Told:
        def __init__(self) -> None:
            self.names: list[str | None] = []
            self.advanced = 0.0

        def add_task(self, description: str, *, total: float | None) -> int:
            self.total = total
            return 1

        def update(self, task_id: int, *, description: str | None = None, advance: float | None = None) -> None:
            self.names.append(description)
            self.advanced += advance or 0

    told = Told()
    load_demo(writer, facilities=100, as_of=DAY, progress=told)

    assert told.advanced == told.total
    assert any("violation" in name for name in told.names if name)


def test_the_reader_cannot_load(database: str) -> None:
    with (
        closing(raw_connection("MAP_READER_URL")) as connection,
        pytest.raises(psycopg2.errors.InsufficientPrivilege),
    ):
        load_demo(connection, facilities=100, as_of=DAY)
