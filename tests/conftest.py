"""A real PostGIS for every test that asks: fresh databases copied from templates, opened as the application's own roles."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from itertools import count, product

import psycopg2
import pytest
from sqlalchemy.engine import make_url

from data.database import build_or_migrate, nationwide_connection, raw_connection
from data.demo import load_demo
from data.facts import load_facts
from data.scoring import score
from queries import db
from tests import owner, rows

ROLES = ("MAP_OWNER_URL", "MAP_WRITER_URL", "MAP_READER_URL")
DEMO_DAY = date(2026, 10, 31)
DEMO_FACILITIES = 3000
SLOW_FIRST = ("acceptance", "risk_model", "commands", "app", "browser", "database")  # app before browser, which changes what it looks at
numbers = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files come before short ones, so that the last minute of a run is not one worker's alone."""
    places = {name: place for place, name in enumerate(SLOW_FIRST)}
    items.sort(key=lambda item: places.get(item.path.parent.name, len(places)))


def administer(*statements: str, database: str = "postgres") -> None:
    """Runs statements as the administrator, outside a transaction."""
    url = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql", database=database)
    with closing(psycopg2.connect(url.render_as_string(hide_password=False))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def lead_to(database: str, environment: pytest.MonkeyPatch) -> None:
    """Points the roles' addresses at a database and forgets connections to another one; those to this one serve the next test."""
    for name in ROLES:
        url = make_url(os.environ[name]).set(database=database)
        environment.setenv(name, url.render_as_string(hide_password=False))
    if any(db.engine(name, db.ALONE).url != make_url(os.environ[name]) for name in ROLES[1:]):
        forget_connections()


def forget_connections() -> None:
    """Closes the pools, so that a database can be dropped."""
    owner.forget()
    for name, isolation in product(ROLES[1:], db.ISOLATIONS):
        if name in os.environ:
            db.engine(name, isolation).dispose()
    db.engine.cache_clear()


@contextmanager
def leading_to(database: str) -> Iterator[None]:
    """The roles' addresses lead to a database, which can be dropped afterwards."""
    with pytest.MonkeyPatch.context() as environment:
        lead_to(database, environment)
        yield
        forget_connections()


@contextmanager
def copy_of(template: str, name: str) -> Iterator[str]:
    """Name of a copy of a database, dropped afterwards."""
    administer(f"CREATE DATABASE {name} TEMPLATE {template} OWNER map_owner STRATEGY FILE_COPY")
    yield name
    administer(f"DROP DATABASE {name} WITH (FORCE)")


def make(name: str) -> None:
    """Makes a database with the schema and the reference facts."""
    administer(f"CREATE DATABASE {name} OWNER map_owner")
    administer("CREATE EXTENSION postgis", "CREATE EXTENSION pg_trgm", database=name)
    with leading_to(name):
        build_or_migrate()
        with closing(raw_connection("MAP_OWNER_URL")) as connection:
            load_facts(connection)
            connection.commit()


@pytest.fixture(scope="session")
def _needs_database() -> None:
    if "DATABASE_URL" not in os.environ:
        pytest.fail("These tests need the database that ./test starts: run ./test tests/database")


@pytest.fixture(scope="session")
def facts_template(_needs_database: None) -> Iterator[str]:
    """Name of a database with the schema and the reference facts."""
    name = f"facts_{os.getpid()}"
    make(name)
    yield name
    administer(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def demo_template(facts_template: str) -> Iterator[str]:
    """Name of a database with demonstration data, scored a year before, a month before and on its day."""
    with copy_of(facts_template, f"demo_{os.getpid()}") as name:
        with leading_to(name):
            with closing(nationwide_connection()) as connection:
                load_demo(connection, facilities=DEMO_FACILITIES, as_of=DEMO_DAY, seed=1)
                connection.commit()
            for day in (date(2025, 10, 31), date(2026, 9, 30), DEMO_DAY):
                with closing(nationwide_connection()) as connection:
                    score(connection, day)
                    connection.commit()
        yield name


@pytest.fixture(scope="session")
def shown_database(demo_template: str) -> Iterator[str]:
    """A copy of the demonstration database that the tests of screens share; they only read it and add to its trail."""
    with copy_of(demo_template, f"shown_{os.getpid()}") as name:
        yield name


def _copied(template: str) -> Iterator[str]:
    with copy_of(template, f"test_{os.getpid()}_{next(numbers)}") as name, leading_to(name):
        yield name


@pytest.fixture
def database(facts_template: str) -> Iterator[str]:
    """Name of a fresh database with schema and reference facts; the roles' addresses lead to it."""
    yield from _copied(facts_template)


@pytest.fixture
def demo_database(demo_template: str) -> Iterator[str]:
    """Name of a fresh database with small demonstration data; the roles' addresses lead to it."""
    yield from _copied(demo_template)


@pytest.fixture
def register_since_2024(database: str) -> None:
    """The register begins in January 2024, far from where the tests look."""
    rows.accident(date(2024, 1, 15), "59")
