"""Loads a demonstration as one batch, table after table, in the caller's transaction."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from data.demo.columns import Rows
from data.demo.copying import load
from data.demo.plan import Plan
from data.demo.reference import source_names
from data.demo.tables import TABLE_COUNT, tables

SOURCE = "demo"
AUTHOR = "python -m data demo"
WITHOUT_BATCH = {
    "checklist_requirement",
    "facility_substance",
    "casualty",
    "instruction_body",
    "milestone",
    "report",
    "decision",
    "completion_measure",
    "degree_override",
}


class DemoAlreadyLoaded(Exception):
    """The demonstration data is loaded already; start with a new, empty database to load another one."""

    def __str__(self) -> str:
        return str(self.__doc__)


class Progress(Protocol):
    """What is told how far the loading has come: rich.progress.Progress, or anything with these two."""

    def add_task(self, description: str, *, total: float | None) -> Any:
        """Begins a task of so many steps and names it; returns its handle."""

    def update(self, task_id: Any, *, description: str | None = None, advance: float | None = None) -> None:
        """Renames a task or moves it on."""


@dataclass(frozen=True)
class DemoReport:
    """What was loaded: the batch, and how many rows of each table."""

    batch_id: int
    rows: dict[str, int]


def demo_is_loaded(connection: Any) -> bool:
    """Whether demonstration rows have been delivered to this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM batch WHERE source_code = %s)", [SOURCE])
        return bool(cursor.fetchone()[0])


def load_demo(
    connection: Any,
    *,
    facilities: int = 200_000,
    as_of: date,
    seed: int = 1,
    progress: Progress | None = None,
) -> DemoReport:
    """Loads invented rows at real size: the same facilities, as_of and seed give the same rows on any day.

    connection: a psycopg2 connection of the writer; the caller commits, and nothing is loaded unless he does.
    facilities: employers, inspections, devices and permits follow in proportion. Employment and accidents are
    of national size from 20,000 facilities on, and in proportion below.
    as_of: nothing happens or becomes known after this day; deadlines of instructions are set around it.

    Raises DemoAlreadyLoaded where the database holds a demonstration.
    """
    if demo_is_loaded(connection):
        raise DemoAlreadyLoaded
    plan = Plan(facilities, as_of, seed)
    with connection.cursor() as cursor:
        _see_everything(cursor)
        batch_id = _open_batch(cursor, plan)
        cursor.execute("SELECT set_indexes_aside()")
        rows = _load_tables(cursor, plan, batch_id, progress)
        cursor.execute("SELECT build_indexes_set_aside(), refresh_search(NULL)")
        _close_batch(cursor, batch_id, sum(rows.values()))
    return DemoReport(batch_id, rows)


def _see_everything(cursor: Any) -> None:
    """For this transaction, so that row-level security lets every region's rows in."""
    cursor.execute("SELECT set_config('app.is_nationwide', 'on', true), set_config('app.sees_all_instructions', 'on', true)")


def _open_batch(cursor: Any, plan: Plan) -> int:
    """The delivery that every row names."""
    cursor.execute(
        "INSERT INTO source (source_code, name_kk, name_ru, name_en, is_demonstration)"
        " VALUES (%s, %s, %s, %s, true) ON CONFLICT DO NOTHING",
        [SOURCE, *source_names()],
    )
    cursor.execute(
        "INSERT INTO batch (source_code, file_name, file_sha256, author) VALUES (%s, %s, %s, %s) RETURNING batch_id",
        [SOURCE, plan.description, plan.sha256, AUTHOR],
    )
    return int(cursor.fetchone()[0])


def _load_tables(cursor: Any, plan: Plan, batch_id: int, progress: Progress | None) -> dict[str, int]:
    """Rows loaded of each table."""
    task = progress.add_task("Demonstration data", total=TABLE_COUNT) if progress else None
    loaded: dict[str, int] = {}
    for table, rows in _made_ahead(tables(plan)):
        if progress:
            progress.update(task, description=f"Demonstration data: {table}")
        origin: dict[str, str | int] = {} if table in WITHOUT_BATCH else {"source_code": SOURCE, "batch_id": batch_id}
        loaded[table] = load(cursor, table, rows, **origin)
        if progress:
            progress.update(task, advance=1)
    return loaded


def _made_ahead(made: Iterator[tuple[str, Rows]]) -> Iterator[tuple[str, Rows]]:
    """The same, the next table being made while the server is busy with the present one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        upcoming = pool.submit(next, made, None)
        while (present := upcoming.result()) is not None:
            upcoming = pool.submit(next, made, None)
            yield present


def _close_batch(cursor: Any, batch_id: int, rows: int) -> None:
    """Counts of the batch; caches are told that the data changed."""
    cursor.execute("UPDATE batch SET read_count = %s, loaded_count = %s WHERE batch_id = %s", [rows, rows, batch_id])
    cursor.execute("SELECT move_data_version()")
