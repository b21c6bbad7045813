"""How well both forms would have foretold the years the register knows: decides the form of a version, and is kept beside it."""

import math
from collections.abc import Iterable
from typing import Any

from pandas import DataFrame

from data.risk_model.backtesting import Backtest, backtest
from data.risk_model.errors import UnfitTable
from data.risk_model.features import FEATURES, GROUPS, OUTCOME, PERIOD, UNIT
from data.risk_model.storing import write_figures
from data.risk_model.training import Training

NAIVE = {"past_violations": "violation_count", "past_accidents": "accident_count"}
FIGURE_COLUMNS = ["outcome", "year", "method", "figure", "value", "low", "high"]
CURVE_COLUMNS = ["outcome", "year", "method", "curve", "point_no", "x", "y", "row_count"]


def proven(training: Training) -> Backtest | None:
    """Backtests on the rows a version is to learn from, each year by fits to the years before it; None where they do not tell
    enough: one year only, or a year without an accident.

    Of a large register the rows are every accident and a part of the rest: rankings, slope and intercept stand, Brier score and
    the points of the calibration are those of the rows taken.
    """
    table = training.rows.assign(year=training.rows[PERIOD].dt.year, **_counted(training.rows))
    try:
        return backtest(table, FEATURES, GROUPS, OUTCOME, naive=NAIVE, unit=UNIT, first=int(table["year"].min()) + 1)
    except UnfitTable:
        return None


def keep(connection: Any, version: int, found: Backtest, table_name: str) -> None:
    """Keeps what a backtest measured beside a version. The connection is the writer's; the caller commits."""
    write_figures(connection, version, _rows(found.figures, FIGURE_COLUMNS, table_name), _rows(found.curves, CURVE_COLUMNS, table_name))


def _counted(rows: DataFrame) -> dict[str, Any]:
    """What the naive rankings go by: violations and accidents of the three years before."""
    violations = [feature.name for feature in FEATURES if feature.name.startswith(("gross_count", "significant_count", "minor_count"))]
    accidents = [feature.name for feature in FEATURES if feature.name.startswith("accident_count")]
    return {"violation_count": rows[violations].sum(axis=1), "accident_count": rows[accidents].sum(axis=1)}


def _rows(table: DataFrame, columns: list[str], table_name: str) -> Iterable[tuple[Any, ...]]:
    """Rows as they are kept, what is not defined as null."""
    for row in table[columns].astype(object).itertuples(index=False):
        yield (table_name, *(None if isinstance(value, float) and math.isnan(value) else value for value in row))
