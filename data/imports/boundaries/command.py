"""python -m data import boundaries: what a person types, and what the command answers."""

from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from data.database import nationwide_connection, raw_connection
from data.imports.boundaries import BoundaryReport, import_boundaries
from data.imports.boundaries.answer import lines_of
from data.imports.boundaries.examine import MOST_OVERLAP
from data.imports.console import Author, InLanguage, Language, answer, failure_in_one_sentence, progress
from data.imports.sentences import sentence
from data.scoring import latest_run, score_latest


class Level(StrEnum):
    """Levels whose boundaries can be replaced; those of regions come with the project."""

    district = "district"


def boundaries(
    file: Annotated[Path, typer.Argument(help="GeoJSON, GPKG or a zipped shapefile, up to 100 MB; its columns: docs/imports.md.")],
    level: Annotated[Level, typer.Option(help="What the areas are.")],
    language: InLanguage,
    author: Author,
    source: Annotated[str, typer.Option(help="Code of the source that delivers.")] = "upload",
    layer: Annotated[str | None, typer.Option(help="Name of the layer, where the file holds several.")] = None,
    mapping: Annotated[Path | None, typer.Option(help="TOML file: how the layer's columns become ours.")] = None,
    most_overlap: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the smaller of two districts that they may have in common.")
    ] = MOST_OVERLAP,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything, then undo it.")] = False,
    rejected: Annotated[Path | None, typer.Option(help="CSV for rejected cells; default: beside the file.")] = None,
) -> None:
    """Replaces the districts of the regions that a layer names, and places every facility in its district: all, or nothing.

    Exit status: 0 done, 1 refused or failed, 2 wrong usage.
    """
    with (
        failure_in_one_sentence("import_failed", language),
        progress(language) as tell,
        closing(raw_connection("MAP_WRITER_URL")) as connection,
    ):
        report = import_boundaries(
            connection,
            file,
            source_code=source,
            author=author,
            mapping=mapping,
            layer=layer,
            most_overlap=most_overlap,
            is_dry_run=dry_run,
            rejected_path=rejected,
            language=language,
            progress=tell,
        )
    for line in lines_of(report, language):
        answer.print(line)
    if report.batch_id is not None and report.moved_count:
        _score(report, language)
    if report.is_refused:
        raise typer.Exit(1)


def _score(report: BoundaryReport, language: Language) -> None:
    """Scores the latest scored day again, since what is counted beforehand is counted by district."""
    with (
        failure_in_one_sentence("scoring_failed", language),
        progress(language) as tell,
        closing(nationwide_connection()) as connection,
    ):
        tell("scoring", report.moved_count)
        day = latest_run(connection)
        score_latest(connection)
        connection.commit()
    if day is not None:
        answer.print(sentence("report_scored", language, day=day))
