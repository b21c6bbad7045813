"""python -m data import facilities: what a person types, and what the command answers."""

import getpass
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import psycopg2
import typer
from rich.console import Console

from data.database import nationwide_connection, raw_connection
from data.imports import Refused, import_facilities
from data.imports.answer import lines_of
from data.imports.sentences import sentence
from data.imports.stage import Progress
from data.scoring import latest_run, score

answer = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
say = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


class Language(StrEnum):
    """Languages of the answer and of the list of rejected cells; the state language first."""

    kk = "kk"
    ru = "ru"
    en = "en"


def _language_of_the_system() -> Language:
    chosen = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Language(chosen[:2]) if chosen[:2] in list(Language) else Language.en


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise typer.BadParameter(f"{given!r} is not a day; write it as 2026-10-31.") from error


def _today() -> str:
    return datetime.now(ZoneInfo("Asia/Almaty")).date().isoformat()


InLanguage = Annotated[
    Language,
    typer.Option(
        default_factory=_language_of_the_system,
        show_default="the system's, else English",
        help="Of the answer and of the rejected cells.",
    ),
]
KnownFrom = Annotated[
    date,
    typer.Option(
        "--as-of",
        parser=_day,
        default_factory=_today,
        show_default="today in Kazakhstan",
        metavar="YYYY-MM-DD",
        help="Day from which new facilities are known.",
    ),
]
Author = Annotated[
    str,
    typer.Option(default_factory=getpass.getuser, show_default="the user of the system", help="Who delivers."),
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
        _failure_in_one_sentence("import_failed", language),
        _progress(language) as tell,
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
        with _failure_in_one_sentence("scoring_failed", language), _progress(language) as tell:
            tell("scoring", report.loaded_count)
            answer.print(sentence("report_scored", language, day=_score(as_of)))
    if report.is_refused or report.is_without_accepted_rows:
        raise typer.Exit(1)


def _score(as_of: date) -> date:
    """Scores the latest scored day, or the delivery's own where later, so that its facilities show."""
    with closing(nationwide_connection()) as connection:
        day = max(latest_run(connection) or as_of, as_of)
        score(connection, day)
        connection.commit()
    return day


@contextmanager
def _progress(language: str) -> Iterator[Progress]:
    """Shows the running step, on a terminal only."""
    with say.status("") as status:
        yield lambda step, rows: status.update(f"{sentence(f'step_{step}', language)}: {rows:,}")


@contextmanager
def _failure_in_one_sentence(code: str, language: str) -> Iterator[None]:
    """A foreseen failure becomes one sentence, the database's own words in it, and exit status 1."""
    try:
        yield
    except Refused as refused:
        said = refused.in_language(language)
    except (psycopg2.OperationalError, psycopg2.InterfaceError, OSError) as error:
        said = sentence(code, language, detail=str(error).strip().partition("\n")[0])
    else:
        return
    say.print(said, style="bold red")
    raise typer.Exit(1)
