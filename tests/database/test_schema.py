"""What the schema refuses, what it documents, and that both ways of building it agree."""

import os
import subprocess
from datetime import date
from pathlib import Path

import psycopg2
import pytest
from alembic import command
from sqlalchemy.engine import make_url

from data.database import DatabaseProblem, alembic_config, build_or_migrate, engine_of
from tests import rows
from tests.conftest import administer, lead_to

ROOT = Path(__file__).parents[2]


def structure_of(database: str) -> str:
    """The database as pg_dump writes it, without what differs by the minute."""
    url = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql", database=database)
    dumped = subprocess.run(
        ["pg_dump", "--schema-only", url.render_as_string(hide_password=False)], capture_output=True, text=True, check=True
    ).stdout
    lines = [line for line in dumped.splitlines() if line and not line.startswith(("--", "\\restrict", "\\unrestrict"))]
    return "\n".join(lines)


def test_schema_files_and_migrations_build_the_same_database(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    built_from_files = structure_of(database)
    administer("CREATE DATABASE migrated OWNER map_owner")
    try:
        administer("CREATE EXTENSION postgis", "CREATE EXTENSION pg_trgm", database="migrated")
        lead_to("migrated", monkeypatch)
        with engine_of("MAP_OWNER_URL").begin() as connection:
            command.upgrade(alembic_config(connection), "head")
        assert structure_of("migrated") == built_from_files
    finally:
        administer("DROP DATABASE migrated WITH (FORCE)")


def test_a_database_of_the_present_first_schema_is_taken_as_it_is(database: str) -> None:
    before = structure_of(database)

    build_or_migrate()

    assert structure_of(database) == before


@pytest.mark.parametrize("built_with", ["NULL", "'0f1e'"])  # before first schemas were remembered, and with another one
def test_a_database_of_another_first_schema_is_refused_and_left_alone(database: str, built_with: str) -> None:
    rows.run(f"COMMENT ON TABLE alembic_version IS {built_with}")
    before = structure_of(database)

    with pytest.raises(DatabaseProblem, match="built by another version"):
        build_or_migrate()

    assert structure_of(database) == before


@pytest.mark.parametrize(
    ("story", "violated"),
    [
        (lambda: rows.facility(point=(2.35, 48.85)), "lies_in_or_near_kazakhstan"),
        (lambda: rows.facility(region_code="99"), "facility_region_code_fkey"),
        (lambda: rows.facility(point=None, region_taken_from="point"), "facility_check"),
        (lambda: rows.facility(decommissioned_on=date(2019, 1, 1), commissioned_on=date(2020, 1, 1)), "facility_check"),
        (lambda: rows.accident(date(2026, 1, 5), injured_count=1, killed_count=2), "accident_check"),
        (lambda: rows.accident(date(2026, 1, 5), known_on=date(2026, 1, 4)), "accident_check"),
        (lambda: rows.employment("35", date(2026, 1, 2), 10), "employment_month_check"),
    ],
)
def test_nonsense_is_refused(database: str, story: object, violated: str) -> None:
    with pytest.raises(psycopg2.IntegrityError, match=violated):
        story()  # type: ignore[operator]


def test_a_violation_is_not_fixed_before_it_was_found(database: str) -> None:
    boiler = rows.facility()
    visit = rows.inspection(boiler, date(2026, 5, 2))
    fixed = {"fixed_on": date(2026, 5, 1), "fix_known_on": date(2026, 5, 1)}

    with pytest.raises(psycopg2.IntegrityError, match="not_fixed_before_found"):
        rows.violation(boiler, visit, date(2026, 5, 2), **fixed)
    rows.violation(boiler, visit, date(2026, 5, 2), fixed_on=date(2026, 5, 2), fix_known_on=date(2026, 5, 2))


def test_a_violation_cannot_point_at_another_facilitys_inspection(database: str) -> None:
    visited, other = rows.facility(), rows.facility()
    visit = rows.inspection(visited, date(2026, 5, 2))

    with pytest.raises(psycopg2.IntegrityError, match="violation_facility_id_inspection_id_fkey"):
        rows.violation(other, visit, date(2026, 5, 2))


def test_a_facility_that_moves_takes_its_rows_along(database: str) -> None:
    boiler = rows.facility("35")
    visit = rows.inspection(boiler, date(2026, 5, 2))
    rows.violation(boiler, visit, date(2026, 5, 2))

    rows.run("UPDATE facility SET region_code = '62' WHERE facility_id = %s", boiler)

    assert rows.run("SELECT region_code FROM violation") == [("62",)]


@pytest.mark.parametrize(
    ("number", "source", "is_accepted"),
    [
        ("940140000385", "upload", True),
        ("990140004654", "upload", True),
        ("940140000384", "upload", False),  # control digit wrong
        ("940140000384", "demo", True),
        ("940140000385", "demo", False),  # a demonstration number must not be a real one
    ],
)
def test_only_demonstration_bins_fail_their_control_digit(database: str, number: str, source: str, is_accepted: bool) -> None:
    given = {"name_kk": "a", "name_ru": "a", "name_en": "a", "activity_code": "B", "region_code": "35", "known_on": date(2020, 1, 1)}
    row = given | rows.origin(source) | {"bin": number}
    if is_accepted:
        rows.insert("employer", **row)
    else:
        with pytest.raises(psycopg2.IntegrityError, match="only_demonstration_bins"):
            rows.insert("employer", **row)


def test_every_table_and_every_column_with_a_unit_is_explained(database: str) -> None:
    tables = rows.run(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relowner = 'map_owner'::regrole AND obj_description(oid) IS NULL"
    )
    assert {name for (name,) in tables} - {"alembic_version"} == set()


def test_the_demonstration_people_are_there_only_with_demonstration_data(database: str) -> None:
    assert rows.run("SELECT * FROM demonstration_people()") == []
    assert rows.run("SELECT * FROM person_signing_in('pm_office', NULL)") == []

    rows.batch("demo")

    assert len(rows.run("SELECT * FROM demonstration_people()")) == 7


def test_the_source_of_a_fact_is_that_of_its_delivery(database: str) -> None:
    of_delivery = rows.run(
        "SELECT table_name, is_nullable, (SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"
        " AND conrelid = CAST(table_name AS regclass) AND pg_get_constraintdef(oid) LIKE %s)"
        " FROM information_schema.columns WHERE table_schema = 'public' AND column_name IN ('source_code', 'batch_id')"
        " AND table_name IN (SELECT table_name FROM information_schema.columns WHERE column_name = 'batch_id')"
        " AND table_name NOT IN ('batch', 'rejected_row')",
        "FOREIGN KEY (batch_id, source_code) REFERENCES batch(batch_id, source_code)%",
    )

    assert len(of_delivery) == 2 * 15
    assert {(is_nullable, keys) for _table, is_nullable, keys in of_delivery} == {("NO", 1)}
