"""The table the model learns from: facilities as they were known on past days, and what happened in the twelve months after."""

import io
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
from pandas import DataFrame

from data.calendar import last_month_end, same_month_end_a_year_before
from data.risk_model.errors import NoRows
from data.risk_model.features import FEATURES, GROUPS, OUTCOME, PERIOD, UNIT

SQL = Path(__file__).parent / "sql"
YEARS_OF_HISTORY = 1
MOST_ORIGINS = 5
MOST_ROWS_AN_ORIGIN = 30_000
LOTS = 1024


@dataclass(frozen=True)
class Training:
    """Rows of one facility and origin, and how they were chosen.

    rows           UNIT, PERIOD, OUTCOME (0 or 1), every feature and group
    known_through  last day of which anything was known
    share_kept     share of the rows without an accident that is in rows; all of those with one are
    """

    rows: DataFrame
    known_through: date
    share_kept: float


def training_table(connection: Any, known_through: date, *, most_rows: int = MOST_ROWS_AN_ORIGIN) -> Training:
    """The table as it could have been made at the end of known_through: nothing learned later is in it.

    Origins are the ends of one month in the last five years at most: those whose twelve months are over and which have a year of
    the register behind them. Of a large register a part of the facilities without an accident is taken, about most_rows an
    origin. The connection is the writer's, nationwide. Raises NoRows.
    """
    origins = origins_of(connection, known_through)
    if not origins:
        raise NoRows("No day of the past has both a year of the register before it and a year after it.")
    lots = min(LOTS, max(1, LOTS * most_rows // max(1, _facility_count(connection))))
    parts = [_rows_of(connection, origin, known_through, lots) for origin in origins]
    return Training(pd.concat(parts, ignore_index=True), known_through, lots / LOTS)


def origins_of(connection: Any, known_through: date) -> list[date]:
    """Days to look ahead from, the earliest first."""
    start = _one_value(connection, (SQL / "register_start.sql").read_text(encoding="utf-8"))
    origins: list[date] = []
    day = same_month_end_a_year_before(last_month_end(known_through + timedelta(days=1)))
    while start and (day - start).days >= 365 * YEARS_OF_HISTORY and len(origins) < MOST_ORIGINS:
        origins.insert(0, day)
        day = same_month_end_a_year_before(day)
    return origins


def _facility_count(connection: Any) -> int:
    return int(_one_value(connection, "SELECT count(*) FROM facility"))


def _one_value(connection: Any, statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def _rows_of(connection: Any, origin: date, known_through: date, lots: int) -> DataFrame:
    """By COPY, so that half a million rows never stand in memory as objects."""
    given = {"origin": origin, "known_through": known_through, "lots": lots}
    with connection.cursor() as cursor, io.BytesIO() as copied:
        asked = cursor.mogrify((SQL / "training_rows.sql").read_text(encoding="utf-8"), given).decode()
        cursor.copy_expert(f"COPY ({asked}) TO STDOUT WITH (FORMAT csv, HEADER)", copied)
        copied.seek(0)
        return pd.read_csv(copied, dtype=_kinds(), parse_dates=[PERIOD], keep_default_na=False, na_values=[""])


def _kinds() -> dict[str, str]:
    names = {feature.name: "float32" for feature in FEATURES}
    return names | dict.fromkeys(GROUPS, "str") | {UNIT: "int64", OUTCOME: "int8"}
