"""The only door to the database: connections that know who asks, and questions read from .sql files."""

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from pandas import DataFrame
from sqlalchemy import Connection, CursorResult, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from queries.viewer import NOBODY, Viewer

__all__ = [
    "NOBODY",
    "NotConfigured",
    "Unavailable",
    "Viewer",
    "at_once",
    "read",
    "read_in_parts",
    "read_one",
    "read_over",
    "reading_as",
    "write",
    "writing_as",
]

FOLDER = Path(__file__).parent
hands = ThreadPoolExecutor(8, "question")
VIEWER_BINDS = {"viewer_region": "region_code", "viewer_body": "body_code", "viewer_user": "user"}
ISOLATIONS = ALONE, TOGETHER = "AUTOCOMMIT", "READ COMMITTED"
BIND = re.compile(r"(?<![:\\\w]):(\w+)")
SET_VIEWER = "SELECT " + ", ".join(f"set_config('{name}', %({name})s, true)" for name in NOBODY.settings())


class Unavailable(Exception):
    """The database does not answer."""


class NotConfigured(Unavailable):
    """MAP_READER_URL or MAP_WRITER_URL is not set."""


@cache
def engine(name: str, isolation: str) -> Engine:
    """Connections of MAP_READER_URL or MAP_WRITER_URL for statements ALONE or TOGETHER; to change a connection would ask the server."""
    url = os.environ.get(name)
    if not url:
        raise NotConfigured(name)
    more = 25 if isolation == ALONE else 15
    return create_engine(
        url, isolation_level=isolation, pool_size=5, max_overflow=more, pool_timeout=5, connect_args={"connect_timeout": 3}
    )


@contextmanager
def _or_unavailable() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise Unavailable(str(error.orig)) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable(str(error.orig)) from error
        raise


def _begun(name: str, isolation: str, statement: str, binds: dict[str, Any]) -> tuple[Connection, CursorResult[Any]]:
    """A connection, and the answer to its first statement, which sets the viewer.

    Where the connection kept open was cut, as by a restart of the database, a new one is asked the same: nothing had been done.
    """
    for is_last in (False, True):
        connection = engine(name, isolation).connect()
        try:
            return connection, connection.exec_driver_sql(statement, binds)
        except DBAPIError as error:
            connection.close()
            if is_last or not error.connection_invalidated:
                raise
    raise AssertionError


@contextmanager
def _asking_as(viewer: Viewer, name: str) -> Iterator[Connection]:
    with _or_unavailable():
        connection, _set = _begun(name, TOGETHER, SET_VIEWER, viewer.settings())
        with connection:
            yield connection
            connection.commit()


@contextmanager
def reading_as(viewer: Viewer) -> Iterator[Connection]:
    """A read-only transaction that sees what the viewer may see. Raises Unavailable."""
    with _asking_as(viewer, "MAP_READER_URL") as connection:
        yield connection


@contextmanager
def writing_as(viewer: Viewer) -> Iterator[Connection]:
    """A transaction that may change what the viewer may see. Raises Unavailable."""
    with _asking_as(viewer, "MAP_WRITER_URL") as connection:
        yield connection


@cache
def question(name: str) -> tuple[str, frozenset[str]]:
    """Text of a question and the names it binds; name is its path in queries/ without .sql."""
    sql = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return sql, frozenset(BIND.findall(sql))


def binds_for(viewer: Viewer, name: str, given: dict[str, Any], over: str | None = None) -> dict[str, Any]:
    """What a question binds: the given values, and the viewer's own where the question, or the one it is asked over, names them."""
    names = question(name)[1] | (question(over)[1] if over else frozenset())
    of_viewer = {bind: getattr(viewer, field) for bind, field in VIEWER_BINDS.items() if bind in names}
    return given | of_viewer


@cache
def _statement(name: str, over: str | None = None) -> str:
    """The viewer's settings and a question, for one way to the database and back: the server carries out both as one transaction.

    With the driver's own placeholders, since SQLAlchemy compares what it compiles with what it has compiled at every question anew.
    """
    asked = question(name)[0]
    if over:
        asked = f"WITH monthly AS MATERIALIZED (\n{question(over)[0]}\n)\nSELECT * FROM (\n{asked}\n) AS asked_over_it"
    return f"{SET_VIEWER};\n{for_the_driver(asked)}"


def for_the_driver(sql: str) -> str:
    """A question with the placeholders of the driver, %(name)s for :name."""
    return BIND.sub(r"%(\1)s", sql.replace("%", "%%"))


@contextmanager
def _answer(viewer: Viewer, name: str, given: dict[str, Any], over: str | None = None) -> Iterator[CursorResult[Any]]:
    with _or_unavailable():
        binds = binds_for(viewer, name, given, over) | viewer.settings()
        connection, result = _begun("MAP_READER_URL", ALONE, _statement(name, over), binds)
        with connection:
            yield result


def read(viewer: Viewer, name: str, **given: Any) -> DataFrame:
    """Rows of the question queries/<name>.sql as the viewer sees them. Raises Unavailable."""
    with _answer(viewer, name, given) as result:
        return _frame(result)


def at_once(*asked: Callable[[], Any]) -> list[Any]:
    """The answers of questions that do not wait for each other, each asked on a connection of its own. Raises Unavailable."""
    begun = [hands.submit(each) for each in asked[1:]]
    return [asked[0](), *(each.result() for each in begun)]


def read_over(viewer: Viewer, name: str, over: str, **given: Any) -> DataFrame:
    """Rows of a question that reads the rows of another one, over, under the name "monthly". Raises Unavailable."""
    with _answer(viewer, name, given, over) as result:
        return _frame(result)


def _frame(result: CursorResult[Any]) -> DataFrame:
    """The rows by column; as the plain tuples of the driver, since a frame takes up to ten times as long over rows that are not."""
    return DataFrame(result.cursor.fetchall(), columns=list(result.keys()))


def read_in_parts(viewer: Viewer, name: str, size: int, **given: Any) -> Iterator[list[dict[str, Any]]]:
    """Rows of a question by column, in parts of the given size as they arrive, so that memory stays flat. Raises Unavailable."""
    with reading_as(viewer) as connection:
        streamed = connection.execution_options(stream_results=True, max_row_buffer=size)
        result = streamed.execute(text(question(name)[0]), binds_for(viewer, name, given)).mappings()
        for part in result.partitions(size):
            yield [dict(row) for row in part]


def read_one(viewer: Viewer, name: str, **given: Any) -> dict[str, Any] | None:
    """The only row of a question by column, or None. Raises Unavailable."""
    with _answer(viewer, name, given) as result:
        row = result.one_or_none()
        return dict(zip(result.keys(), row, strict=True)) if row else None


def write(viewer: Viewer, name: str, **given: Any) -> None:
    """Carries out the change queries/<name>.sql in a transaction of its own. Raises Unavailable."""
    with writing_as(viewer) as connection:
        connection.execute(text(question(name)[0]), binds_for(viewer, name, given))
