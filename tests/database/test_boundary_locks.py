"""Boundaries and facilities that come in at the same time wait for each other: no facility is left with a district that is gone."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from data.database import raw_connection
from data.imports import import_facilities
from data.imports.boundaries import import_boundaries
from tests.boundaries import districts, layer
from tests.deliveries import DAY, csv_file, row

AN_IMPORT_OF_FACILITIES = "SELECT pg_advisory_xact_lock_shared(hashtext('boundaries'))"
AN_UPLOAD_OF_BOUNDARIES = "SELECT pg_advisory_xact_lock(hashtext('boundaries'))"


@pytest.fixture
def other(database: str) -> Iterator[Any]:
    """A transaction of somebody else, left open."""
    with closing(raw_connection("MAP_WRITER_URL")) as connection, connection.cursor() as cursor:
        yield cursor


@pytest.fixture
def impatient(database: str) -> Iterator[Any]:
    """A connection that does not wait long."""
    with closing(raw_connection("MAP_WRITER_URL")) as connection:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        connection.commit()
        yield connection


@pytest.mark.parametrize("running", [AN_IMPORT_OF_FACILITIES, AN_UPLOAD_OF_BOUNDARIES])
def test_an_upload_of_boundaries_waits_for_whoever_places_facilities(other: Any, impatient: Any, tmp_path: Path, running: str) -> None:
    other.execute(running)

    with pytest.raises(psycopg2.OperationalError, match="lock timeout"):
        import_boundaries(impatient, layer(tmp_path, districts()), source_code="upload", author="test")


def test_an_import_of_facilities_waits_for_an_upload_but_not_for_another_import(other: Any, impatient: Any, tmp_path: Path) -> None:
    given = {"source_code": "upload", "author": "test", "as_of": DAY}
    other.execute(AN_IMPORT_OF_FACILITIES)
    import_facilities(impatient, csv_file(tmp_path, row()), **given)

    other.connection.rollback()
    other.execute(AN_UPLOAD_OF_BOUNDARIES)
    with pytest.raises(psycopg2.OperationalError, match="lock timeout"):
        import_facilities(impatient, csv_file(tmp_path, row()), **given)
