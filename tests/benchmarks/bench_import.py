"""Import of facilities beside a bare COPY of the same rows into the same table: python -m tests.benchmarks.bench_import [ROWS]

Needs DATABASE_URL and the roles' addresses; works in a database of its own, dropped at the end. Prints seconds of each run in turn,
the ratio of the medians (budget: the import at most twice the COPY) and the memory the import took beyond the first thousand rows.
"""

import io
import os
import resource
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg2
import pytest
from sqlalchemy.engine import make_url

from data.database import build_or_migrate, raw_connection
from data.facts import load_facts
from data.imports import import_facilities
from tests import rows
from tests.conftest import administer, forget_connections, lead_to

DATABASE = "bench_import"
RUNS = 3
COLUMNS = (
    "source_key, name_ru, bin, owner_name, hazard_type_code, address, region_code, ST_X(geom) AS lon, ST_Y(geom) AS lat, employee_count,"
    " is_declaration_required, declaration_no, danger_radius_m, commissioned_on, decommissioned_on"
)
EMPLOYERS = """
INSERT INTO employer (bin, name_kk, name_ru, name_en, activity_code, region_code, known_on, source_code, batch_id)
SELECT eleven || bin_control_digit(eleven), 'А', 'А', 'A', 'B', '35', '2020-01-01', 'upload', %s
FROM (SELECT '990140' || lpad(CAST(n AS text), 5, '0') AS eleven FROM generate_series(1, 11000) AS n) AS numbers
WHERE bin_control_digit(eleven) IS NOT NULL
"""
FACILITIES = """
WITH points AS (
    SELECT region_code, (ST_Dump(ST_GeneratePoints(geom, CAST(ceil(%(rows)s / 20.0) AS integer), 1))).geom AS geom FROM region
),
numbered AS (
    SELECT row_number() OVER (ORDER BY md5(ST_AsText(geom))) AS n, * FROM points
)
INSERT INTO facility (source_code, source_key, batch_id, bin, owner_name, name_kk, name_ru, name_en, address, hazard_type_code,
                      region_code, region_taken_from, geom, employee_count, is_declaration_required, declaration_no,
                      danger_radius_m, commissioned_on, known_on)
SELECT 'upload', 'K-' || n, %(batch)s, e.bins[1 + n %% array_length(e.bins, 1)], 'ТОО Предприятие ' || n %% 11000,
    'Опасный производственный объект ' || n, 'Опасный производственный объект ' || n, 'Опасный производственный объект ' || n,
    'ул. Промышленная, ' || n, h.codes[1 + n %% array_length(h.codes, 1)], region_code, 'point', geom, n %% 500, n %% 2 = 0,
    'D-' || n, n %% 3000, date '1960-01-01' + CAST(n %% 20000 AS integer), '2026-01-01'
FROM numbered, (SELECT array_agg(bin) AS bins FROM employer) AS e, (SELECT array_agg(hazard_type_code) AS codes FROM hazard_type) AS h
WHERE n <= %(rows)s
"""


def administrator() -> psycopg2.extensions.connection:
    """A connection that row-level security does not stop, since COPY knows none."""
    url = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql", database=DATABASE)
    return psycopg2.connect(url.render_as_string(hide_password=False))


def copied_out(query: str) -> io.BytesIO:
    """Rows of a query as CSV with a header."""
    file = io.BytesIO()
    with closing(administrator()) as connection, connection.cursor() as cursor:
        cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)", file)
    file.seek(0)
    return file


def seconds_of_copy(bare_rows: io.BytesIO) -> float:
    """Loads the finished rows into the empty table, committed."""
    rows.run("TRUNCATE facility CASCADE")
    bare_rows.seek(0)
    with closing(administrator()) as connection, connection, connection.cursor() as cursor:
        begun = time.perf_counter()
        cursor.copy_expert("COPY facility FROM STDIN (FORMAT csv, HEADER)", bare_rows)
        connection.commit()
        return time.perf_counter() - begun


def seconds_of_import(path: Path) -> float:
    """Loads the file into the empty table: read, staged, placed, checked, loaded, committed."""
    rows.run("TRUNCATE facility CASCADE")
    with closing(raw_connection("MAP_WRITER_URL")) as connection:
        begun = time.perf_counter()
        report = import_facilities(connection, path, source_code="upload", author="bench", as_of=date(2026, 1, 1))
        taken = time.perf_counter() - begun
    assert report.rejected_count == 0
    assert report.new_count == report.read_count
    return taken


def memory_mb() -> float:
    """Most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(row_count: int, folder: Path) -> None:
    """Prints the runs in turn, so that a busy machine slows both."""
    rows.run(EMPLOYERS, rows.batch())
    rows.run(FACILITIES.replace("%(rows)s", str(row_count)).replace("%(batch)s", str(rows.batch())))
    bare_rows, path, short = copied_out("SELECT * FROM facility"), folder / "facilities.csv", folder / "short.csv"
    path.write_bytes(copied_out(f"SELECT {COLUMNS} FROM facility").getvalue())  # noqa: S608  our own columns
    with path.open(encoding="utf-8") as whole:
        short.write_text("".join(next(whole) for _ in range(1001)), encoding="utf-8")
    seconds_of_import(short)
    before = memory_mb()
    taken = [(seconds_of_copy(bare_rows), seconds_of_import(path)) for _ in range(RUNS)]
    for copy, whole_import in taken:
        print(f"{row_count} rows: COPY {copy:6.2f} s, import {whole_import:6.2f} s")  # noqa: T201
    ratio = statistics.median(i for _, i in taken) / statistics.median(c for c, _ in taken)
    print(f"import / COPY = {ratio:.2f} (budget 2); memory grew by {memory_mb() - before:.0f} MB")  # noqa: T201


def main() -> None:
    """Makes the database, measures, drops it."""
    row_count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    administer(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)", f"CREATE DATABASE {DATABASE} OWNER map_owner")
    administer("CREATE EXTENSION postgis", "CREATE EXTENSION pg_trgm", database=DATABASE)
    with pytest.MonkeyPatch.context() as environment, tempfile.TemporaryDirectory() as folder:
        lead_to(DATABASE, environment)
        build_or_migrate()
        with closing(raw_connection("MAP_OWNER_URL")) as connection:
            load_facts(connection)
            connection.commit()
        measure(row_count, Path(folder))
        forget_connections()
    administer(f"DROP DATABASE {DATABASE} WITH (FORCE)")


if __name__ == "__main__":
    main()
