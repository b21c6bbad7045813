"""Refuses, in a sentence, a table that nothing can be learnt from."""

from collections.abc import Sequence

import numpy as np
from pandas import DataFrame

from data.risk_model.errors import NoRows, NotNumbers, OneClassOnly
from data.risk_model.model import Feature, numbers, require_columns


def require_learnable(table: DataFrame, features: Sequence[Feature], groups: Sequence[str], outcome: str, period: str) -> None:
    """Raises ColumnsMissing, NoRows, NotNumbers or OneClassOnly."""
    require_columns(table, [*(feature.name for feature in features), *groups, outcome, period])
    if table.empty:
        raise NoRows("The table has no rows to learn from.")
    happened = outcomes_of(table, outcome)
    if happened.min() == happened.max():
        raise OneClassOnly(f"Every row has the same {outcome}: there is nothing to tell apart.")


def outcomes_of(table: DataFrame, outcome: str) -> np.ndarray:
    """The outcome as 0.0 and 1.0. Raises NotNumbers for anything else, missing included."""
    happened = numbers(table, outcome)
    if not np.isin(happened, (0.0, 1.0)).all():
        raise NotNumbers(f"The column {outcome} must hold 0 or 1 in every row.")
    return happened
