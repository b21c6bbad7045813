"""How the commands of an import speak to the person at the terminal: languages, progress, failures."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated

import psycopg2
import typer
from rich.console import Console

from data.imports.problems import Refused
from data.imports.sentences import sentence
from data.imports.stage import Progress

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


InLanguage = Annotated[
    Language,
    typer.Option(
        default_factory=_language_of_the_system,
        show_default="the system's, else English",
        help="Of the answer and of the rejected cells.",
    ),
]
Author = Annotated[
    str,
    typer.Option(default_factory=getpass.getuser, show_default="the user of the system", help="Who delivers."),
]


@contextmanager
def progress(language: str) -> Iterator[Progress]:
    """Shows the running step, on a terminal only."""
    with say.status("") as status:
        yield lambda step, rows: status.update(f"{sentence(f'step_{step}', language)}: {rows:,}")


@contextmanager
def failure_in_one_sentence(code: str, language: str) -> Iterator[None]:
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
