"""Row-level security: what the application's own roles see and may do, table by table."""

from contextlib import closing

import psycopg2
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from data.database import raw_connection
from queries import system
from queries.db import NOBODY, reading_as, writing_as
from queries.viewer import Viewer
from tests import rows
from tests.viewers import KARAGANDA, MANGYSTAU, MINISTER, PM_OFFICE

OF_A_REGION = [
    "facility", "device", "permit", "inspection", "prescription", "violation", "accident", "casualty",
    "health_admission", "employment", "risk_score", "facility_alike", "facility_kind", "facility_cell", "facility_total",
    "facility_substance", "facility_words", "degree_override", "risk_flow", "programme_item", "measure_change",
]  # fmt: skip
PUBLIC = {
    "region", "district", "settlement", "rescue_unit", "body", "activity", "hazard_type", "checklist_requirement", "source", "batch",
    "data_version", "official_series", "official_figure", "indicator", "target", "risk_rule", "risk_rule_indicator",
    "risk_run", "app_user", "place_words", "programme", "measure", "escalation_ladder",
    "risk_model", "risk_model_step", "risk_model_group", "risk_model_figure", "risk_model_curve",
}  # fmt: skip


def count_of(table: str, viewer: Viewer) -> int:
    with reading_as(viewer) as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def regions_of(table: str, viewer: Viewer) -> set[str]:
    with reading_as(viewer) as connection:
        return set(connection.execute(text(f"SELECT DISTINCT region_code FROM {table}")).scalars())  # noqa: S608


@pytest.mark.parametrize("table", OF_A_REGION)
def test_an_akimat_sees_only_its_own_region(demo_database: str, table: str) -> None:
    assert regions_of(table, KARAGANDA) == {"35"}
    assert {"35", "47"} <= regions_of(table, PM_OFFICE)


@pytest.mark.parametrize("table", OF_A_REGION)
def test_nobody_sees_nothing(demo_database: str, table: str) -> None:
    assert count_of(table, NOBODY) == 0
    assert count_of(table, Viewer("x", "akimat", None, "akimat_35")) == 0  # a regional role that lost its region


def test_every_table_is_either_public_or_protected_and_forced(database: str) -> None:
    unprotected = rows.run(
        "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE nspname = 'public' AND relkind = 'r' AND relowner = 'map_owner'::regrole AND NOT (relrowsecurity AND relforcerowsecurity)"
    )

    assert {name for (name,) in unprotected} - {"alembic_version", "index_set_aside"} == PUBLIC


def test_an_employer_is_seen_where_it_has_a_facility(database: str) -> None:
    for bin_number, region in (("991240000012", "75"), ("991240000024", "75")):
        rows.run(
            "INSERT INTO employer (bin, name_kk, name_ru, name_en, activity_code, region_code, known_on, source_code, batch_id)"
            " VALUES (%s, 'a', 'a', 'a', 'B', %s, '2020-01-01', 'demo', %s)", bin_number, region, rows.batch("demo"),
        )  # fmt: skip
    rows.facility("35", bin="991240000012")

    with reading_as(KARAGANDA) as connection:
        assert connection.execute(text("SELECT bin FROM employer")).scalars().all() == ["991240000012"]


def test_instructions_are_seen_by_the_bodies_named_and_by_those_who_oversee(database: str) -> None:
    led, shared = "PUB-2025-06-10-2", "PUB-2025-02-21-1"

    def seen_by(viewer: Viewer) -> set[str]:
        with reading_as(viewer) as connection:
            return set(connection.execute(text("SELECT number FROM instruction")).scalars())

    assert {led, shared} <= seen_by(MINISTER) < seen_by(PM_OFFICE)
    assert seen_by(KARAGANDA) == set()


@pytest.fixture
def two_facilities(database: str) -> tuple[int, int]:
    return rows.facility("35"), rows.facility("47", point=(51.2, 43.6))


def test_a_writer_cannot_put_rows_into_another_region(two_facilities: tuple[int, int]) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), writing_as(MANGYSTAU) as connection:
        connection.execute(
            text(
                "INSERT INTO facility (source_code, source_key, batch_id, name_kk, name_ru, name_en, hazard_type_code, region_code,"
                " region_taken_from, known_on) SELECT 'upload', 'x', max(batch_id), 'a', 'a', 'a', 'boiler', '35', 'declared',"
                " '2020-01-01' FROM batch WHERE source_code = 'upload'"
            )
        )


def test_a_writer_cannot_move_a_foreign_row(two_facilities: tuple[int, int]) -> None:
    with writing_as(MANGYSTAU) as connection:
        changed = connection.execute(text("UPDATE facility SET address = 'taken' WHERE facility_id = :id"), {"id": two_facilities[0]})

    assert changed.rowcount == 0


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO region SELECT * FROM region",
        "UPDATE facility SET address = 'x'",
        "DELETE FROM facility",
        "UPDATE data_version SET counter = 0",
        "INSERT INTO audit_event (user_code, role, action, object) VALUES ('x', 'x', 'x', 'x')",
        "SELECT * FROM app_user",
        "CREATE TABLE mine (x integer)",
        "ALTER TABLE facility DISABLE ROW LEVEL SECURITY",
        "SET ROLE map_owner",
    ],
)
def test_the_reader_cannot_write_nor_step_up(database: str, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), reading_as(PM_OFFICE) as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement", ["DELETE FROM facility", "DELETE FROM audit_event", "UPDATE audit_event SET object = 'x'", "SET ROLE map_owner"]
)
def test_the_writer_cannot_destroy(database: str, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied"), writing_as(PM_OFFICE) as connection:
        connection.execute(text(statement))


def test_what_was_set_for_one_viewer_is_gone_for_the_next(two_facilities: tuple[int, int]) -> None:
    assert count_of("facility", PM_OFFICE) == 2
    assert count_of("facility", NOBODY) == 0


def test_the_trail_is_chained_and_append_only(database: str) -> None:
    for each in ("first", "second", "third"):
        system.record(PM_OFFICE, "view_passport", each)

    chain = rows.run("SELECT audit_id, previous_hash, hash, audit_hash(e) FROM audit_event e ORDER BY audit_id")
    assert [number for number, *_ in chain] == [1, 2, 3]
    assert [previous for _, previous, *_ in chain] == ["", chain[0][2], chain[1][2]]
    assert all(kept == computed for *_, kept, computed in chain)
    with closing(raw_connection("MAP_OWNER_URL")) as owner, pytest.raises(psycopg2.errors.RaiseException, match="append only"):
        owner.cursor().execute("DELETE FROM audit_event")
