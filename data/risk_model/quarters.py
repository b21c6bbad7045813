"""A table of quarters, one row a unit and quarter, as anybody may bring it: its columns, and what is refused (docs/backtest.md)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas import DataFrame, Index, Series

from data.risk_model.errors import NoRows, NotNumbers, RowsRepeat
from data.risk_model.model import numbers, require_columns

KNOWN_AS = {
    "mine_id": "unit", "viol_quantity": "violations", "num_days_lost": "days_lost", "num_days_restrict": "days_restricted",
    "num_death": "deaths", "num_dis": "disabilities",
}  # fmt: skip
NEEDED = ("unit", "year", "quarter", "violations", "days_lost", "deaths")
COUNTS = ("violations", "days_lost", "days_restricted", "deaths", "disabilities")
SIZES = ("employees", "hours")
QUARTERS = 4


@dataclass(frozen=True)
class Panel:
    """Each number as units by quarters, oldest quarter first; quarters without a row are nought and not active.

    groups holds the text columns asked for, as each unit had them in each quarter.
    """

    units: Index
    first_year: int
    last_year: int
    numbers: Mapping[str, np.ndarray]
    groups: Mapping[str, np.ndarray]


def panel_of(table: DataFrame, groups: tuple[str, ...] = ()) -> Panel:
    """The table as a panel; other columns are left alone.

    Raises ColumnsMissing, NoRows, NotNumbers (not a number, missing, negative, a quarter other than 1 to 4) or RowsRepeat.
    """
    named = table.rename(columns={old: new for old, new in KNOWN_AS.items() if new not in table.columns})
    require_columns(named, [*NEEDED, *groups])
    if named.empty:
        raise NoRows("The table has no rows.")
    times = whole(named, "year", 1900, 2200), whole(named, "quarter", 1, QUARTERS)
    require_once(named["unit"], *times)
    units = Index(named["unit"].unique())
    place = units.get_indexer(Index(named["unit"])), (times[0] - times[0].min()) * QUARTERS + times[1] - 1
    shape = len(units), (int(times[0].max()) - int(times[0].min()) + 1) * QUARTERS
    given = {name: laid_out(counts(named, name), place, shape) for name in (*COUNTS, *SIZES) if name in named.columns}
    active = counts(named, "active") > 0 if "active" in named.columns else np.ones(len(named))
    texts = {name: laid_out(named[name].astype(object).to_numpy(), place, shape, None) for name in groups}
    last_year = last_whole_year(*times)
    return Panel(units, int(times[0].min()), last_year, {**given, "active": laid_out(active, place, shape)}, texts)


def whole(table: DataFrame, name: str, least: int, most: int) -> np.ndarray:
    """A column of whole numbers between two bounds. Raises NotNumbers."""
    values = numbers(table, name)
    if not ((values >= least) & (values <= most) & (values == np.floor(values))).all():
        raise NotNumbers(f"The column {name} must hold whole numbers from {least} to {most} in every row.")
    return values.astype(int)


def counts(table: DataFrame, name: str) -> np.ndarray:
    """A column of numbers that are never missing nor negative. Raises NotNumbers."""
    values = numbers(table, name)
    if not (values >= 0).all():
        raise NotNumbers(f"The column {name} must hold a number from 0 up in every row; {int((~(values >= 0)).sum())} rows do not.")
    return values


def require_once(units: Series, years: np.ndarray, quarters: np.ndarray) -> None:
    """Raises RowsRepeat when a unit has a quarter twice, NotNumbers never."""
    keys = DataFrame({"unit": units.to_numpy(), "year": years, "quarter": quarters})
    if units.isna().any():
        raise NoRows(f"{int(units.isna().sum())} rows do not say which unit they are about.")
    twice = keys[keys.duplicated()]
    if len(twice):
        first = twice.iloc[0]
        raise RowsRepeat(
            f"{len(twice)} rows repeat a unit's quarter, the first: unit {first['unit']}, {first['year']} quarter {first['quarter']}."
        )


def laid_out(values: np.ndarray, place: tuple[np.ndarray, np.ndarray], shape: tuple[int, int], nothing: float | None = 0.0) -> np.ndarray:
    """Values at their unit and quarter; nothing where there is no row."""
    found = np.full(shape, nothing, dtype=float if nothing is not None else object)
    found[place] = values
    return found


def last_whole_year(years: np.ndarray, quarters: np.ndarray) -> int:
    """The last year all of whose quarters occur. Raises NoRows where there is none."""
    occurring = pd.Series(quarters).groupby(years).nunique()
    if not (occurring == QUARTERS).any():
        raise NoRows("No year of the table has all four quarters.")
    return int(occurring[occurring == QUARTERS].index.max())
