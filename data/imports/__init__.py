"""Imports of what others deliver: facilities from CSV, XLSX, GeoJSON and GeoPackage (docs/imports.md)."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from data.imports import fetch
from data.imports.cells import cleaned
from data.imports.examine import examine
from data.imports.load import close, load
from data.imports.mapping import Mapping, read_mapping
from data.imports.problems import Refused
from data.imports.rejected import rejected_path_for, write_rejected
from data.imports.report import ImportReport
from data.imports.reshape import reshaped
from data.imports.sources import make_sure_of_source
from data.imports.stage import Progress, stage
from data.imports.steps import run

__all__ = ["ImportReport", "Refused", "import_facilities"]


def import_facilities(
    connection: Any,
    path: Path,
    *,
    source_code: str,
    mapping: Path | None = None,
    author: str,
    as_of: date,
    is_dry_run: bool = False,
    is_strict: bool = False,
    rejected_path: Path | None = None,
    language: str = "en",
    progress: Progress | None = None,
) -> ImportReport:
    """Loads a file of facilities in one transaction of its own: all accepted rows, or nothing.

    connection     psycopg2 connection of the writer; committed, or rolled back, when this returns
    mapping        TOML file that tells how the file's columns become ours
    as_of          day from which the register knows the facilities that are new
    is_strict      load nothing when a row is rejected
    rejected_path  CSV file for the rejected cells, in the language given; default: beside the file
    progress       called with the step (reading, placing, checking, loading) and the rows so far

    Facilities that the file does not name stay as they are. The same file again changes nothing.
    Raises Refused where file, mapping or source cannot be taken, and psycopg2.OperationalError when the
    database goes away; then nothing has changed.
    """
    tell = progress or (lambda step, rows: None)
    rules = read_mapping(mapping)
    rejected_to = rejected_path_for(path, rejected_path, [mapping] if mapping else [])
    try:
        with connection.cursor() as cursor:
            report, known_as = _examined(cursor, path, source_code, rules, tell)
            report = replace(report, is_dry_run=is_dry_run, is_refused=is_strict and report.rejected_count > 0)
            if not report.is_refused:
                tell("loading", report.read_count)
                report = load(cursor, report, source_code=source_code, author=author, as_of=as_of)
            if report.rejected_count or rejected_to.exists():
                write_rejected(connection, rejected_to, known_as, language)
            if report.is_to_be_kept:
                close(cursor, report, source_code=source_code, author=author)
                connection.commit()
        return report.finished(rejected_to)
    finally:
        if not connection.closed:
            connection.rollback()  # what has not been committed


def _examined(cursor: Any, path: Path, source_code: str, rules: Mapping, tell: Progress) -> tuple[ImportReport, dict[str, str]]:
    """The report before loading, and what the file calls our columns."""
    with fetch.opened(path, rules) as table:
        plan = reshaped(table, rules)
        cursor.execute("SELECT set_config('app.is_nationwide', 'on', true)")
        make_sure_of_source(cursor, source_code, rules)
        run(cursor, "staged")
        run(cursor, "rejected")
        read_count = stage(cursor, plan, tell)
    if read_count == 0:
        raise Refused("no_rows", file=path.name)
    sha256 = fetch.sha256_of(path)
    run(cursor, "delivered_before", source_code=source_code, file_sha256=sha256)
    report = ImportReport(
        file_name=cleaned([path.name])[0],
        file_sha256=sha256,
        read_count=read_count,
        delivered_before_on=cursor.fetchone()[0],
        **examine(cursor, source_code, plan.columns, read_count, tell),
    )
    return report, plan.known_as
