"""Learns a model from a table of past periods: one row a unit and period, its features as known then, and what happened after."""

from collections.abc import Sequence

import numpy as np
from pandas import DataFrame
from scipy.sparse import csr_array

from data.risk_model.calibrating import Calibration, calibrated
from data.risk_model.checking import outcomes_of, require_learnable
from data.risk_model.design import Layout, layout_of
from data.risk_model.learning import Learnt, learnt
from data.risk_model.model import Feature, Model
from data.risk_model.reading import model_of


def fit(
    table: DataFrame, features: Sequence[Feature], groups: Sequence[str], outcome: str, *, period: str = "year", is_stepped: bool = True
) -> Model:
    """The model of P(outcome) learnt from the table; the same table gives the same model.

    table     one row a unit and period: a numeric column each feature, a text column each group, `outcome` 0 or 1, `period` that sorts
    is_stepped  False: the plain baseline, regularised logistic regression on logarithms, written on the same steps

    Where the table spans several periods, a first fit without the last one is calibrated on it (slope and level, pulled towards 1 and 0
    where events are few), and the fit to all of it keeps that correction. Numbers that are not finite count as missing.
    Raises NoRows, ColumnsMissing, NotNumbers, OneClassOnly.
    """
    require_learnable(table, features, groups, outcome, period)
    layout = layout_of(table, features, groups)
    seen, happened = layout.design(table), outcomes_of(table, outcome)
    is_last = (table[period] == table[period].max()).to_numpy()
    before, correction = held_out(layout, seen, happened, is_last, is_stepped)
    return model_of(layout, seen, learnt(layout, seen, happened, is_stepped, before), correction)


def held_out(
    layout: Layout, seen: csr_array, happened: np.ndarray, is_last: np.ndarray, is_stepped: bool
) -> tuple[Learnt | None, Calibration]:
    """A fit without the last period, and how it must be corrected there; nothing where the earlier periods teach nothing."""
    earlier = happened[~is_last]
    if len(earlier) == 0 or earlier.min() == earlier.max():
        return None, Calibration()
    found = learnt(layout, seen[~is_last], earlier, is_stepped)
    return found, calibrated(found.base + seen[is_last] @ found.table, happened[is_last])
