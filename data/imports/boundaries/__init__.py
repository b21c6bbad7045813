"""Upload of the boundaries of districts, from GeoJSON, GeoPackage or a zipped shapefile (docs/imports.md)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from data.imports.boundaries import fetch
from data.imports.boundaries.columns import DISTRICTS, detected
from data.imports.boundaries.examine import FOLDER, MOST_OVERLAP, examine, measure
from data.imports.boundaries.load import close, load
from data.imports.boundaries.report import BoundaryReport
from data.imports.boundaries.shapes import stage_shapes
from data.imports.cells import cleaned
from data.imports.fetch import sha256_of
from data.imports.mapping import Mapping, read_mapping
from data.imports.problems import Refused
from data.imports.rejected import rejected_path_for, write_rejected
from data.imports.reshape import reshaped
from data.imports.sources import make_sure_of_source
from data.imports.stage import Progress, stage
from data.imports.steps import run

__all__ = ["BoundaryReport", "import_boundaries"]


def import_boundaries(
    connection: Any,
    path: Path,
    *,
    source_code: str,
    author: str,
    mapping: Path | None = None,
    layer: str | None = None,
    most_overlap: float = MOST_OVERLAP,
    is_dry_run: bool = False,
    rejected_path: Path | None = None,
    language: str = "en",
    progress: Progress | None = None,
) -> BoundaryReport:
    """Replaces the districts of the regions that a layer names, and places their facilities, in one transaction of its own.

    connection     psycopg2 connection of the writer; committed, or rolled back, when this returns
    mapping        TOML file that tells how the layer's columns become ours; else they are found by their usual names
    layer          name of the layer, where the file holds several
    most_overlap   share of the smaller of two districts that they may have in common
    rejected_path  CSV file for the rejected cells, in the language given; default: beside the file

    A single feature that cannot be taken keeps the whole layer out. Districts of other regions stay as they are; the same file
    again changes nothing. Raises Refused where file, mapping, source or coverage do not allow it, and psycopg2.OperationalError
    when the database goes away; then nothing has changed.
    """
    tell = progress or (lambda step, rows: None)
    rules = read_mapping(mapping, DISTRICTS)
    rules = replace(rules, file=rules.file | {"table": layer}) if layer else rules
    rejected_to = rejected_path_for(path, rejected_path, [mapping] if mapping else [])
    try:
        with connection.cursor() as cursor:
            report = replace(_examined(cursor, path, source_code, rules, most_overlap, tell), is_dry_run=is_dry_run)
            if report.is_refused or rejected_to.exists():
                write_rejected(connection, rejected_to, report.columns, language)
            if not report.is_refused:
                report = replace(report, **measure(cursor))
                report = load(cursor, report, source_code=source_code, author=author, tell=tell)
            if report.is_to_be_kept:
                close(cursor, report, source_code=source_code, author=author)
                connection.commit()
        return report.finished(rejected_to)
    finally:
        if not connection.closed:
            connection.rollback()  # what has not been committed


def _examined(cursor: Any, path: Path, source_code: str, rules: Mapping, most_overlap: float, tell: Progress) -> BoundaryReport:
    """The report before loading."""
    cursor.execute("SELECT set_config('app.is_nationwide', 'on', true)")
    columns, read_count = _staged(cursor, path, source_code, rules, tell)
    sha256 = sha256_of(path)
    run(cursor, "delivered_before", source_code=source_code, file_sha256=sha256)
    return BoundaryReport(
        file_name=cleaned([path.name])[0],
        file_sha256=sha256,
        read_count=read_count,
        columns=columns,
        delivered_before_on=cursor.fetchone()[0],
        **examine(cursor, read_count, most_overlap, tell),
    )


def _staged(cursor: Any, path: Path, source_code: str, rules: Mapping, tell: Progress) -> tuple[dict[str, str], int]:
    """What the layer calls our columns, and how many features it has."""
    with fetch.opened(path, rules) as layer:
        with layer.shapes() as shapes:
            make_sure_of_source(cursor, source_code, rules)
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('boundaries'))")  # one upload at a time
            run(cursor, f"{FOLDER}/staged")
            run(cursor, "rejected")
            read_count = stage_shapes(cursor, shapes, path.name, tell)
        if read_count == 0:
            raise Refused("boundaries_without_shapes", file=path.name)
        with layer.table() as table:
            plan = reshaped(table, detected(cleaned(table.header), rules), DISTRICTS)
            stage(cursor, plan, tell)
    return plan.known_as, read_count
