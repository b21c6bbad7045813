"""python -m data import instructions: what a person types, and what the command answers."""

from pathlib import Path
from typing import Annotated

import typer

from data.asked_day import today
from data.imports.console import InLanguage, answer, failure_in_one_sentence
from data.imports.problems import Refused
from data.imports.protocol import COMMAND, import_protocol
from data.imports.sentences import sentence
from queries.db import Unavailable


def instructions(
    file: Annotated[Path, typer.Argument(help="XLSX or CSV; its columns: docs/instructions.md.")],
    language: InLanguage,
    mapping: Annotated[Path | None, typer.Option(help="TOML file: how the table's columns become ours.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Try every line, then undo it.")] = False,
    no_duplicates: Annotated[
        bool, typer.Option("--no-duplicates", help="Those that say nearly the same as others are other ones.")
    ] = False,
) -> None:
    """Enters the instructions of a protocol's table, all of them or none.

    Exit status: 0 done, 1 refused or failed, 2 wrong usage.
    """
    with failure_in_one_sentence("import_failed", language):
        try:
            outcomes = import_protocol(COMMAND, today(), file, mapping=mapping, is_dry_run=dry_run, is_no_duplicate=no_duplicates)
        except Unavailable as error:
            raise Refused("import_failed", detail=str(error).strip().partition("\n")[0]) from error
    refused = [(line, refusal) for line, refusal in outcomes if refusal]
    for line, refusal in refused:
        reason = sentence(f"instruction_{refusal}", language)
        answer.print(sentence("protocol_line", language, line=line.line_no, number=line.number, reason=reason))
    code = "protocol_refused" if refused else "protocol_dry_run" if dry_run else "protocol_entered"
    answer.print(sentence(code, language, count=len(outcomes), refused=len(refused)))
    if refused:
        raise typer.Exit(1)
