"""What is known of a unit from its past quarters, and what came in the year after: the rows that a model learns from."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from pandas import DataFrame

from data.risk_model.errors import TooFewYears
from data.risk_model.model import Feature
from data.risk_model.quarters import QUARTERS, SIZES, Panel

OUTCOMES = {"lost_day": "days_lost", "death": "deaths"}
NAIVE = {"past_violations": "violations_3y", "past_accidents": "days_lost_3y"}
PAST = ("violations", "days_lost", "days_restricted", "deaths", "disabilities")
PRIOR_QUARTERS, PRIOR_RATE = 1.0, 0.2  # what a rate is taken for before a unit has a history
EITHER_WAY = (
    "quarters_since_violation", "active_last_quarter", "active_1y", "active_3y", "age_quarters", "employees_1y", "hours_1y",
)  # fmt: skip
LESS_IS_NEVER_SAFER = ("quarters_since_lost_day",)
Derive = Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]]


def directions(table: DataFrame) -> list[Feature]:
    """The features of a table made by yearly_rows: of most, more never lowers the risk."""
    names = [name for name in table.columns if name not in ("unit", "year", *OUTCOMES)]
    return [
        Feature(name, 0 if name in EITHER_WAY else -1 if name in LESS_IS_NEVER_SAFER else 1) for name in names if is_number(table, name)
    ]


def is_number(table: DataFrame, name: str) -> bool:
    """Whether a column is numeric; the others are groups."""
    return pd.api.types.is_numeric_dtype(table[name])


def yearly_rows(panel: Panel, among: str = "known", derive: Derive | None = None) -> DataFrame:
    """One row a unit and year that is predicted: unit, year, what was known before the year began, lost_day and death (0, 1) of the year.

    among   known: units active in the year before, which is all that can be known beforehand;
            working: units active in the year itself, for comparison with studies made afterwards
    derive  what is told of the past; history_of by default
    Raises TooFewYears.
    """
    years = range(panel.first_year + 1, panel.last_year + 1)
    if not years:
        raise TooFewYears("The table has one year only: nothing comes before it to learn from.")
    return pd.concat([rows_of(panel, year, among, derive or history_of) for year in years], ignore_index=True)


def rows_of(panel: Panel, year: int, among: str, derive: Derive) -> DataFrame:
    """The rows of one predicted year."""
    end = (year - panel.first_year) * QUARTERS
    past = {name: values[:, :end] for name, values in panel.numbers.items()}
    coming = {name: values[:, end : end + QUARTERS] for name, values in panel.numbers.items()}
    told = {name: values[:, end - 1] for name, values in panel.groups.items()}
    came = {outcome: (coming[column] > 0).any(axis=1).astype(int) for outcome, column in OUTCOMES.items()}
    rows = DataFrame({"unit": panel.units, "year": year, **derive(past), **told, **came})
    is_asked = ((past["active"][:, -QUARTERS:] if among == "known" else coming["active"]) > 0).any(axis=1)
    return rows.loc[np.flatnonzero(is_asked)]


def history_of(past: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Features by name from arrays of units by past quarters, the latest last; quarters before the table began are nought."""
    active, violations, lost = past["active"], past["violations"], past["days_lost"]
    struck, hurt = (lost > 0).astype(float), np.any([past[name] > 0 for name in PAST[1:] if name in past], axis=0).astype(float)
    told = {f"{name}_1y": past[name][:, -4:].sum(axis=1) for name in PAST if name in past}
    told |= {f"{name}_3y": past[name][:, -12:].sum(axis=1) for name in PAST if name in past}
    told |= {f"{name}_ever": past[name].sum(axis=1) for name in PAST[1:] if name in past}
    told |= {f"{name}_1y": past[name][:, -4:].mean(axis=1) for name in SIZES if name in past}
    return told | {
        "violations_last_quarter": violations[:, -1],
        "violations_per_quarter_lately": rate(violations, active, 2),
        "violations_per_quarter_long": rate(violations, active, 16),
        "quarters_with_violation_lately": rate((violations > 0).astype(float), active, 2),
        "quarters_with_violation_3y": (violations[:, -12:] > 0).sum(axis=1).astype(float),
        "quarters_since_violation": quarters_since(violations),
        "quarters_with_lost_day_lately": rate(struck, active, 4),
        "quarters_with_lost_day_long": rate(struck, active, 16),
        "quarters_with_lost_day_1y": struck[:, -4:].sum(axis=1),
        "quarters_since_lost_day": quarters_since(lost),
        "quarters_with_injury": faded(hurt, 8),
        "active_last_quarter": active[:, -1],
        "active_1y": active[:, -4:].sum(axis=1),
        "active_3y": active[:, -12:].sum(axis=1),
        "age_quarters": age(active),
    }


def faded(values: np.ndarray, half_life: float) -> np.ndarray:
    """Sum over the past in which a quarter counts half as much as the one half_life quarters later."""
    ago = np.arange(values.shape[1])[::-1]
    return np.asarray((values * 0.5 ** (ago / half_life)).sum(axis=1))


def rate(values: np.ndarray, active: np.ndarray, half_life: float) -> np.ndarray:
    """Faded sum per faded active quarter; a short history is drawn towards a small common rate."""
    return (faded(values, half_life) + PRIOR_RATE) / (faded(active, half_life) + PRIOR_QUARTERS)


def quarters_since(values: np.ndarray) -> np.ndarray:
    """Quarters since the last one above nought: 0 the latest; missing where there was none."""
    return np.where((values > 0).any(axis=1), np.argmax(values[:, ::-1] > 0, axis=1), np.nan)


def age(active: np.ndarray) -> np.ndarray:
    """Quarters since the first active one of the table; missing where there was none."""
    return np.where((active > 0).any(axis=1), active.shape[1] - np.argmax(active > 0, axis=1), np.nan)
