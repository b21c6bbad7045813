"""Building the database: schema files for a new one, migrations for a running one."""

import hashlib
import os
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

FOLDER = Path(__file__).parent
INIT_LOCK = 7_202_411


class DatabaseProblem(Exception):
    """The database cannot be used; the message says why and what to do."""


def engine_of(variable: str) -> Engine:
    """Connections of the role whose address stands in an environment variable. Raises DatabaseProblem."""
    url = os.environ.get(variable)
    if not url:
        raise DatabaseProblem(f"{variable} is not set. Start with ./run, which sets it, or set it to the address of the database.")
    return create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 5})


def raw_connection(variable: str) -> Any:
    """A psycopg2 connection of that role, for COPY. Raises DatabaseProblem."""
    try:
        pooled = engine_of(variable).raw_connection()
        connection = pooled.driver_connection
        pooled.detach()
        return connection
    except OperationalError as error:
        raise DatabaseProblem(f"The database does not answer: {error.orig}") from error


def nationwide_connection() -> Any:
    """A psycopg2 connection of the writer whose first transaction may change every region. Raises DatabaseProblem."""
    connection = raw_connection("MAP_WRITER_URL")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.is_nationwide', 'on', true), set_config('app.sees_all_instructions', 'on', true)")
    return connection


def build_or_migrate() -> None:
    """Brings the database of MAP_OWNER_URL to the present schema, whatever state it is in. Raises DatabaseProblem."""
    try:
        with engine_of("MAP_OWNER_URL").begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": INIT_LOCK})
            if is_built(connection):
                refuse_another_foundation(connection)
                command.upgrade(alembic_config(connection), "head")
            else:
                run_schema_files(connection)
                command.stamp(alembic_config(connection), "head")
                remember_foundation(connection)
    except OperationalError as error:
        raise DatabaseProblem(f"The database does not answer: {error.orig}") from error


def is_built(connection: Connection) -> bool:
    """Whether a schema of ours is there."""
    return bool(connection.execute(text("SELECT to_regclass('public.alembic_version') IS NOT NULL")).scalar())


def foundation() -> str:
    """What the first schema is known by: the SHA-256 of its files, one after the other."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in schema_files())).hexdigest()


def remember_foundation(connection: Connection) -> None:
    """Writes into a new database which first schema it was built with."""
    connection.execute(text("COMMENT ON TABLE alembic_version IS :foundation"), {"foundation": foundation()})


def refuse_another_foundation(connection: Connection) -> None:
    """Raises DatabaseProblem where the first schema was another one: no migration leads from there to here."""
    if connection.execute(text("SELECT obj_description(CAST('public.alembic_version' AS regclass))")).scalar() != foundation():
        raise DatabaseProblem(
            "This database was built by another version of the program, and until version 1.0 none leads to the next."
            " Nothing was changed in it. Go on with that version, or start with an empty database:"
            " ./run --data ANOTHER_FOLDER, or another name in DATABASE_URL."
        )


def schema_files() -> list[Path]:
    """The files that make an empty database, in the order of their names."""
    return sorted((FOLDER / "schema").glob("*.sql"))


def run_schema_files(connection: Connection) -> None:
    """Creates everything in an empty database."""
    for path in schema_files():
        run_file(connection, path)


def run_file(connection: Connection, path: Path) -> None:
    """Carries out a file of SQL as it stands, percent signs included."""
    connection.exec_driver_sql(path.read_text(encoding="utf-8"), execution_options={"no_parameters": True})


def alembic_config(connection: Connection) -> Config:
    """Alembic on an open connection, so that a migration is part of the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER / "migrations"))
    config.attributes["connection"] = connection
    return config
