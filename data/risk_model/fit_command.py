"""python -m data fit: a new version of the model of the predicted probability."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date

from rich.console import Console

from data.asked_day import Day, day_of
from data.database import nationwide_connection
from data.demo.loading import demo_is_loaded
from data.risk_model.errors import UnfitTable
from data.risk_model.features import OUTCOME
from data.risk_model.proving import prove
from data.risk_model.versions import renew

say = Console(stderr=True)


def fit(as_of: Day = None) -> None:
    """Fits the predicted probability on what was known by a day, and keeps it as a new version, valid from that day."""
    fit_for([day_of(as_of)])
    say.print("Days scored before keep their scores; python -m data score scores a day by the new version.")


def fit_for(days: Iterable[date]) -> None:
    """A version known through each of some days, the earliest first, each kept by itself; the last is proved. Raises UnfitTable."""
    in_order = sorted(set(days))
    for day in in_order:
        with closing(nationwide_connection()) as connection:
            version, taught = renew(connection, day)
            struck = int(taught.rows[OUTCOME].sum())
            say.print(f"Version {version}, known through {day}: learnt from {len(taught.rows)} rows, {struck} with an accident after.")
            if day == in_order[-1]:
                prove(connection, version, taught, "demo" if demo_is_loaded(connection) else "register")
            connection.commit()


def fit_if_possible(days: Iterable[date]) -> None:
    """The same, but a register that cannot teach yet is said and left without a model."""
    try:
        fit_for(days)
    except UnfitTable as problem:
        say.print(f"No predicted probability: {problem}")
