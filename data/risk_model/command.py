"""python -m data backtest: how well the method would have foretold the years of any table of quarters."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from pandas import DataFrame
from rich.console import Console
from rich.table import Table

from data.risk_model import backtesting, histories
from data.risk_model.backtesting import Backtest
from data.risk_model.errors import OneClassOnly
from data.risk_model.files import read_quarters
from data.risk_model.quarters import panel_of
from data.risk_model.telling import said, tables

say = Console(stderr=True)


class Outcome(StrEnum):
    """What is foretold; lost_day and death are those of histories.OUTCOMES."""

    lost_day = "lost_day"
    death = "death"
    both = "both"


class Among(StrEnum):
    """Whose year is foretold."""

    known = "known"
    working = "working"


def backtest(
    on: Annotated[list[Path], typer.Option("--on", metavar="FILE", help="CSV or Parquet of quarters; given again, files add up.")],
    outcome: Annotated[Outcome, typer.Option(help="What is foretold.")] = Outcome.both,
    first_year: Annotated[int | None, typer.Option(min=1900, help="First year to foretell; default: the fourth that can be.")] = None,
    among: Annotated[Among, typer.Option(help="Units active in the year before (known), or in the year foretold (working).")] = Among[
        "known"
    ],
    group: Annotated[list[str] | None, typer.Option(metavar="COLUMN", help="Text column whose codes have effects of their own.")] = None,
    replicates: Annotated[int, typer.Option(min=20, max=10_000, help="Resamples behind each interval.")] = 200,
    seed: Annotated[int, typer.Option(help="Same seed, same intervals.")] = 1,
    figures: Annotated[Path | None, typer.Option(metavar="FILE", help="Writes every figure to this CSV.")] = None,
    curves: Annotated[Path | None, typer.Option(metavar="FILE", help="Writes calibration and lift to this CSV.")] = None,
) -> None:
    """Foretells each year of a table of quarters from the years before it only, and measures how well (docs/backtest.md)."""
    groups = tuple(group or ())
    rows = histories.yearly_rows(panel_of(read_quarters(on), groups), among.value)
    asked = list(histories.OUTCOMES) if outcome is Outcome.both else [outcome.value]
    found = all_proved(rows, asked, groups, first_year, replicates, seed)
    for path, parts in ((figures, [each.figures for each in found]), (curves, [each.curves for each in found])):
        if path is not None:
            written(pd.concat(parts, ignore_index=True), path)


def all_proved(
    rows: DataFrame, outcomes: list[str], groups: tuple[str, ...], first: int | None, replicates: int, seed: int
) -> list[Backtest]:
    """The backtest of each outcome; of several, one that never or always came is said and left out. Raises OneClassOnly for the last."""
    found = []
    for outcome in outcomes:
        try:
            found.append(proved(rows, outcome, groups, first, replicates, seed))
        except OneClassOnly as problem:
            if outcome == outcomes[-1] and not found:
                raise
            say.print(str(problem), highlight=False)
    return found


def proved(rows: DataFrame, outcome: str, groups: tuple[str, ...], first: int | None, replicates: int, seed: int) -> Backtest:
    """The backtest of one outcome, shown as soon as it is done."""
    features = [feature for feature in histories.directions(rows) if feature.name not in groups]
    found = backtesting.backtest(
        rows, features, groups, outcome, naive=histories.NAIVE, first=first, replicates=replicates, seed=seed
    )  # fmt: skip
    for title, headings, lines in tables(found):
        shown(f"{outcome}: {title}", headings, lines)
    for sentence in said(found):
        Console().print(sentence, highlight=False)
    Console().print()
    return found


def shown(title: str, headings: list[str], lines: list[list[str]]) -> None:
    """Prints a table."""
    table = Table(title=title, title_justify="left")
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    for line in lines:
        table.add_row(*line)
    Console().print(table)


def written(rows: DataFrame, path: Path) -> None:
    """Writes rows as CSV. Raises typer.BadParameter where that is not possible."""
    try:
        rows.to_csv(path, index=False)
    except OSError as problem:
        raise typer.BadParameter(f"{path} cannot be written: {problem.strerror or problem}.") from problem
    say.print(f"Written: {path.name}, {len(rows)} rows.", highlight=False)
