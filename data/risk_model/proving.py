"""How well the model would have foretold the years the register knows, measured and kept beside a version."""

import math
from collections.abc import Iterable
from typing import Any

from pandas import DataFrame

from data.risk_model.backtesting import backtest
from data.risk_model.errors import UnfitTable
from data.risk_model.features import FEATURES, GROUPS, OUTCOME, PERIOD, UNIT
from data.risk_model.storing import write_figures
from data.risk_model.training import Training

NAIVE = {"past_violations": "violation_count", "past_accidents": "accident_count"}
FIGURE_COLUMNS = ["outcome", "year", "method", "figure", "value", "low", "high"]
CURVE_COLUMNS = ["outcome", "year", "method", "curve", "point_no", "x", "y", "row_count"]


def prove(connection: Any, version: int, training: Training, table_name: str) -> bool:
    """Backtests on the rows the version was learnt from, each year by fits to the years before it; False where they do not tell
    enough: one year only, or a year without an accident.

    Of a large register the rows are every accident and a part of the rest: rankings, slope and intercept stand, Brier score and
    the points of the calibration are those of the rows taken. The connection is the writer's; the caller commits.
    """
    table = training.rows.assign(year=training.rows[PERIOD].dt.year, **_counted(training.rows))
    try:
        found = backtest(table, FEATURES, GROUPS, OUTCOME, naive=NAIVE, unit=UNIT, first=int(table["year"].min()) + 1)
    except UnfitTable:
        return False
    write_figures(connection, version, _rows(found.figures, FIGURE_COLUMNS, table_name), _rows(found.curves, CURVE_COLUMNS, table_name))
    return True


def _counted(rows: DataFrame) -> dict[str, Any]:
    """What the naive rankings go by: violations and accidents of the three years before."""
    violations = [feature.name for feature in FEATURES if feature.name.startswith(("gross_count", "significant_count", "minor_count"))]
    accidents = [feature.name for feature in FEATURES if feature.name.startswith("accident_count")]
    return {"violation_count": rows[violations].sum(axis=1), "accident_count": rows[accidents].sum(axis=1)}


def _rows(table: DataFrame, columns: list[str], table_name: str) -> Iterable[tuple[Any, ...]]:
    """Rows as they are kept, what is not defined as null."""
    for row in table[columns].astype(object).itertuples(index=False):
        yield (table_name, *(None if isinstance(value, float) and math.isnan(value) else value for value in row))
