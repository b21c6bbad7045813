"""The model: a base plus one step function a feature plus one effect a group, all in log-odds, so that the contributions add up exactly."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from pandas import DataFrame, Series

from data.risk_model.errors import ColumnsMissing, NotNumbers


@dataclass(frozen=True)
class Feature:
    """A numeric column; direction +1: more never lowers the risk, -1: more never raises it, 0: free."""

    name: str
    direction: int = 0


@dataclass(frozen=True)
class Step:
    """Log-odds added from at_least up to the next step; the first starts at minus infinity, the one at NaN is for missing values."""

    feature: str
    at_least: float
    log_odds: float


@dataclass(frozen=True)
class GroupEffect:
    """Log-odds added for a code of a text column; a code without an effect adds nothing."""

    feature: str
    code: str
    log_odds: float


@dataclass(frozen=True)
class Model:
    """P(outcome) = 1 / (1 + exp(-(base_log_odds + the step of each feature + the effect of each group))).

    Steps and effects are centred on the rows learnt from: a contribution compares with their average.
    """

    base_log_odds: float
    steps: tuple[Step, ...]
    groups: tuple[GroupEffect, ...]
    features: tuple[Feature, ...]

    @property
    def group_columns(self) -> tuple[str, ...]:
        """Names of the text columns, in the order they were given to fit."""
        return tuple(dict.fromkeys(effect.feature for effect in self.groups))


def predict(model: Model, table: DataFrame) -> Series:
    """Probability of the outcome for each row, on the table's index.

    Columns the model does not know are ignored. Raises ColumnsMissing, NotNumbers.
    """
    log_odds = model.base_log_odds + contributions(model, table).sum(axis=1)
    return (1 / (1 + np.exp(-log_odds))).rename("probability")


def contributions(model: Model, table: DataFrame) -> DataFrame:
    """Log-odds each feature and each group column adds, one column each, on the table's index; with base_log_odds they sum to the score.

    A missing value adds what the missing had in training (0 when none was missing); a code never seen adds 0.
    Raises ColumnsMissing, NotNumbers.
    """
    names = [feature.name for feature in model.features]
    require_columns(table, [*names, *model.group_columns])
    stepped = {name: added_by_steps([s for s in model.steps if s.feature == name], numbers(table, name)) for name in names}
    grouped = {name: added_by_group(model.groups, name, table[name]) for name in model.group_columns}
    return DataFrame({**stepped, **grouped}, index=table.index)


def added_by_steps(steps: Iterable[Step], values: np.ndarray) -> np.ndarray:
    """Log-odds of the step with the largest at_least <= value; missing values take the step at NaN, or 0."""
    ordered = sorted((step for step in steps if not np.isnan(step.at_least)), key=lambda step: step.at_least)
    of_missing = next((step.log_odds for step in steps if np.isnan(step.at_least)), 0.0)
    place = np.searchsorted([step.at_least for step in ordered], values, side="right")
    added = np.array([0.0, *(step.log_odds for step in ordered)])[place]
    return np.where(np.isnan(values), of_missing, added)


def added_by_group(effects: Iterable[GroupEffect], column: str, codes: Series) -> np.ndarray:
    """Log-odds of each row's code, 0 for codes never seen and for missing ones."""
    known = {effect.code: effect.log_odds for effect in effects if effect.feature == column}
    return codes.astype(str).map(known).fillna(0.0).to_numpy(dtype=float)


def numbers(table: DataFrame, name: str) -> np.ndarray:
    """A column as floats, missing and infinite as NaN. Raises NotNumbers."""
    try:
        values = table[name].to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError) as problem:
        raise NotNumbers(f"The column {name} must hold numbers only.") from problem
    return np.where(np.isinf(values), np.nan, values)


def require_columns(table: DataFrame, names: Iterable[str]) -> None:
    """Raises ColumnsMissing with the names the table lacks."""
    missing = [name for name in names if name not in table.columns]
    if missing:
        raise ColumnsMissing(f"The table lacks these columns: {', '.join(missing)}.")
