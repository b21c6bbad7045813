"""The door to the database: what one question leaves behind, and what happens when connections are cut."""

import pytest
from sqlalchemy import text

from queries import db, facilities, system
from queries.db import Unavailable, reading_as, writing_as
from tests import rows
from tests.conftest import administer
from tests.viewers import KARAGANDA, PM_OFFICE

SETTINGS = ("user", "role", "region", "body", "is_nationwide", "sees_all_instructions")


def cut_all_connections(database: str) -> None:
    """Those of this test alone: the server also holds the databases of tests that run beside it."""
    administer(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND usename IN ('map_reader', 'map_writer')",
        database=database,
    )


def test_a_question_leaves_nothing_of_its_viewer_on_the_connection(database: str) -> None:
    facilities.region_boxes(PM_OFFICE, rows.DAY)

    with db.engine("MAP_READER_URL", db.ALONE).connect() as connection:
        left = [connection.execute(text(f"SELECT current_setting('app.{name}', true)")).scalar_one() for name in SETTINGS]
    assert set(left) <= {None, ""}


def test_one_connection_asked_in_turns_shows_each_viewer_his_own(database: str) -> None:
    here, there = rows.facility("35"), rows.facility("47")
    for _ in range(3):
        assert facilities.located(KARAGANDA, rows.DAY, facility_id=here)
        assert facilities.located(KARAGANDA, rows.DAY, facility_id=there) is None
        assert facilities.located(PM_OFFICE, rows.DAY, facility_id=there)


def test_a_question_after_a_cut_is_answered_by_a_new_connection(database: str) -> None:
    system.data_version()
    cut_all_connections(database)

    assert system.data_version() > 0


@pytest.mark.parametrize("door", [reading_as, writing_as])
def test_a_transaction_after_a_cut_begins_on_a_new_connection(database: str, door: object) -> None:
    for _ in range(2):
        with door(PM_OFFICE) as connection:  # type: ignore[operator]
            assert connection.execute(text("SELECT current_setting('app.user')")).scalar_one() == "pm_office"
        cut_all_connections(database)


def test_a_cut_in_the_middle_of_a_transaction_is_told(database: str) -> None:
    with pytest.raises(Unavailable), writing_as(PM_OFFICE) as connection:  # noqa: PT012 - the cut must fall inside
        cut_all_connections(database)
        connection.execute(text("SELECT 1"))
