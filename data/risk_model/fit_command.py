"""python -m data fit: a new version of the model of the predicted probability."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date

from rich.console import Console

from data.asked_day import Day, day_of
from data.database import nationwide_connection
from data.risk_model.errors import UnfitTable
from data.risk_model.features import OUTCOME
from data.risk_model.versions import renew

say = Console(stderr=True)


def fit(as_of: Day = None) -> None:
    """Fits the predicted probability on what was known by a day, and keeps it as a new version, valid from that day."""
    fit_for([day_of(as_of)])
    say.print("Days scored before keep their scores; python -m data score scores a day by the new version.")


def fit_for(days: Iterable[date]) -> None:
    """A version known through each of some days, the earliest first, each kept by itself with its backtest. Raises UnfitTable."""
    for day in sorted(set(days)):
        with closing(nationwide_connection()) as connection:
            found = renew(connection, day)
            rows = found.training.rows
            learnt = f"learnt from {len(rows)} rows, {int(rows[OUTCOME].sum())} with an accident after"
            say.print(f"Version {found.version} ({found.form}), known through {day}: {learnt}.")
            connection.commit()


def fit_if_possible(days: Iterable[date]) -> None:
    """The same, but a register that cannot teach yet is said and left without a model."""
    try:
        fit_for(days)
    except UnfitTable as problem:
        say.print(f"No predicted probability: {problem}")
