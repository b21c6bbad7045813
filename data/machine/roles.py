"""What must be in the server before the schema: a database, PostGIS, three roles that can do little harm."""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg2.errors import InsufficientPrivilege
from psycopg2.extensions import encrypt_password
from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError
from sqlalchemy.pool import NullPool

from data.machine.keys import ROLES
from data.machine.places import CannotStart

DATABASE = "digital_map"
EXTENSIONS = ("postgis", "pg_trgm", "fuzzystrmatch", "unaccent")
AVAILABLE = text("SELECT name FROM pg_available_extensions")


def private(address: str) -> dict[str, str]:
    """Make the private server ready; returns the addresses by the name of their variable.

    No passwords: who gets through to its socket is trusted. Raises CannotStart.
    """
    url = make_url(address)
    with _connected(url) as server:
        _ensure_roles(server, None)
        if not server.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": DATABASE}):
            server.execute(text(f"CREATE DATABASE {DATABASE} OWNER map_owner"))
    return _ready(url.set(database=DATABASE), None)


def given(address: str, passwords: dict[str, str]) -> dict[str, str]:
    """Make the database at DATABASE_URL ready; returns the addresses by the name of their variable.

    passwords: by role; a role that has another one gets this one, a role that is not named keeps its own.
    Raises CannotStart with what to ask for.
    """
    url = _with_our_driver(address)
    with _connected(url) as server:
        _ensure_roles(server, passwords)
    return _ready(url, passwords)


def _ready(url: URL, passwords: dict[str, str] | None) -> dict[str, str]:
    with _connected(url) as server:
        _refuse_powerful_roles(server)
        _ensure_extensions(server)
        name = server.dialect.identifier_preparer.quote(str(url.database))
        server.execute(text(f"GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {name} TO map_owner"))
        server.execute(text("GRANT USAGE, CREATE ON SCHEMA public TO map_owner WITH GRANT OPTION"))
    addresses = {"DATABASE_URL": url} | {f"{role.upper()}_URL": _as(url, role, passwords) for role in ROLES}
    return {name: where.render_as_string(hide_password=False) for name, where in addresses.items()}


def _with_our_driver(address: str) -> URL:
    try:
        url = make_url(address.replace("postgres://", "postgresql://", 1))
    except ArgumentError:
        raise CannotStart("DATABASE_URL is not an address: write postgresql://USER:PASSWORD@HOST:5432/DATABASE.") from None
    if url.get_backend_name() != "postgresql" or not url.database:
        raise CannotStart("DATABASE_URL must name a PostgreSQL database: postgresql://USER:PASSWORD@HOST:5432/DATABASE.")
    return url.set(drivername="postgresql+psycopg2")


def _as(url: URL, role: str, passwords: dict[str, str] | None) -> URL:
    return url.set(username=role, password=(passwords or {}).get(role))


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    """A connection on which each statement stands alone; what the server refuses becomes a sentence."""
    shown = url.render_as_string(hide_password=True)
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool, connect_args={"connect_timeout": 5})
    try:
        with engine.connect() as connection:
            yield connection
    except OperationalError as error:
        why = str(error.orig).strip().splitlines()[-1]
        raise CannotStart(f"No database answers at {shown} ({why}): check DATABASE_URL and that the server runs.") from None
    except ProgrammingError as error:
        if not isinstance(error.orig, InsufficientPrivilege):
            raise
        why = str(error.orig).strip().splitlines()[0]
        raise CannotStart(
            f"The user of {shown} lacks a right ({why}): give a DATABASE_URL whose user owns the database "
            f"and has CREATEROLE, or have an administrator do this once."
        ) from None


def _ensure_roles(server: Connection, passwords: dict[str, str] | None) -> None:
    for role in ROLES:
        if not server.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}):
            server.execute(text(f"CREATE ROLE {role} LOGIN"))
        if passwords and role in passwords and not _lets_in(_as(server.engine.url, role, passwords)):
            server.execute(text(f"ALTER ROLE {role} PASSWORD :secret"), {"secret": _hidden(server, role, passwords)})


def _hidden(server: Connection, role: str, passwords: dict[str, str]) -> str:
    """The password as the server keeps it, so that its log never shows the real one."""
    driver = server.connection.driver_connection
    return str(encrypt_password(passwords[role], role, scope=driver, algorithm="scram-sha-256"))


def _lets_in(url: URL) -> bool:
    try:
        with create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 5}).connect():
            return True
    except OperationalError:
        return False


def _refuse_powerful_roles(server: Connection) -> None:
    """Rows are kept apart by row-level security, which such a role would walk past."""
    powerful = text("SELECT rolname FROM pg_roles WHERE rolname = ANY(:roles) AND (rolsuper OR rolbypassrls)")
    for role in server.scalars(powerful, {"roles": list(ROLES)}):
        raise CannotStart(f"The role {role} can see past row-level security: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS.")


def _ensure_extensions(server: Connection) -> None:
    there = set(server.scalars(AVAILABLE))
    if "postgis" not in there:
        raise CannotStart("The database server has no PostGIS: install its package on that server and start again.")
    present = set(server.scalars(text("SELECT extname FROM pg_extension")))
    for name in EXTENSIONS:
        if name in there - present:
            server.execute(text(f"CREATE EXTENSION {name}"))
