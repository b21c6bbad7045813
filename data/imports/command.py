"""python -m data import facilities: what a person types, and what the command answers."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from data.asked_day import today, written
from data.database import nationwide_connection, raw_connection
from data.imports import import_facilities
from data.imports.answer import lines_of
from data.imports.console import Author, InLanguage, answer, failure_in_one_sentence, progress
from data.imports.sentences import sentence
from data.imports.steps import run
from data.scoring import latest_run, score

KnownFrom = Annotated[
    date,
    typer.Option(
        "--as-of",
        parser=written,
        default_factory=lambda: today().isoformat(),
        show_default="today in Kazakhstan",
        metavar="YYYY-MM-DD",
        help="Day from which new facilities are known.",
    ),
]


def facilities(
    file: Annotated[Path, typer.Argument(help="CSV, XLSX, GeoJSON or GPKG; its columns: docs/imports.md.")],
    source: Annotated[str, typer.Option(help="Code of the source that delivers.")],
    language: InLanguage,
    as_of: KnownFrom,
    author: Author,
    mapping: Annotated[Path | None, typer.Option(help="TOML file: how the file's columns become ours.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything, then undo it.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Load nothing when a row is rejected.")] = False,
    rejected: Annotated[Path | None, typer.Option(help="CSV for rejected cells; default: beside the file.")] = None,
) -> None:
    """Loads hazardous facilities from a file, all accepted rows or nothing, and computes their risk degrees.

    Exit status: 0 done, 1 refused or failed, 2 wrong usage.
    """
    with (
        failure_in_one_sentence("import_failed", language),
        progress(language) as tell,
        closing(raw_connection("MAP_WRITER_URL")) as connection,
    ):
        report = import_facilities(
            connection,
            file,
            source_code=source,
            mapping=mapping,
            author=author,
            as_of=as_of,
            is_dry_run=dry_run,
            is_strict=strict,
            rejected_path=rejected,
            language=language,
            progress=tell,
        )
    for line in lines_of(report, language):
        answer.print(line)
    if report.batch_id is not None and report.loaded_count:
        with failure_in_one_sentence("scoring_failed", language), progress(language) as tell:
            tell("scoring", report.loaded_count)
            answer.print(sentence("report_scored", language, day=_show(report.batch_id, as_of)))
    if report.is_refused or report.is_without_accepted_rows:
        raise typer.Exit(1)


def _show(batch_id: int, as_of: date) -> date:
    """Lets the search know the delivery, and scores the latest scored day, or its own where later, so that its facilities show."""
    with closing(nationwide_connection()) as connection:
        run(connection.cursor(), "refresh_search", batch_id=batch_id)
        day = max(latest_run(connection) or as_of, as_of)
        score(connection, day)
        connection.commit()
    return day
