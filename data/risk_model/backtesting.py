"""Proves a model on the past: for each year one that knew the years before only, against the plain one and naive rankings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas import DataFrame

from data.risk_model.checking import outcomes_of, require_learnable
from data.risk_model.errors import TooFewYears
from data.risk_model.figures import curves_of, figures_of
from data.risk_model.fitting import fit
from data.risk_model.forms import PLAIN, STRONGER
from data.risk_model.model import Feature, numbers, predict, require_columns

LearnFrom = tuple[Sequence[Feature], Sequence[str], bool]
YEARS_TO_LEARN_FROM = 3
LATEST_YEARS = 5  # a fit learns from the latest years only: how units, inspectors and reports behave changes


@dataclass(frozen=True)
class Backtest:
    """What the backtest found.

    figures      outcome, year (0: all together), method, figure, value, low, high (95 per cent, bootstrap over units; NaN where undefined)
    curves       outcome, year, method, curve (calibration, lift), point_no, x, y, row_count
    predictions  unit, year, happened, and one column of probabilities and one of ranking scores a method
    """

    figures: DataFrame
    curves: DataFrame
    predictions: DataFrame

    @property
    def better(self) -> str:
        """steps where they rank better out of time than the plain logistic fit beyond chance (all years together), else logistic."""
        found = self.figures.query("year == 0 and method == @STRONGER and figure == 'auc_gain_over_logistic'")
        return STRONGER if (found["low"] > 0).all() else PLAIN


def backtest(
    table: DataFrame,
    features: Sequence[Feature],
    groups: Sequence[str],
    outcome: str,
    *,
    naive: Mapping[str, str],
    unit: str = "unit",
    period: str = "year",
    first: int | None = None,
    replicates: int = 200,
    seed: int = 1,
) -> Backtest:
    """Rolling origin: each year from first on is predicted by fits to the rows of the five years before it, and measured.

    table  as fit wants it, with unit; a row of year Y tells what was known before Y began and whether the outcome came in Y
    naive  name of a ranking -> the column it ranks by; its probability is a logistic fit to that column alone
    first  first year to predict; by default the fourth of the table
    Methods: steps, logistic (the plain baseline), and the naive ones. Raises as fit does, and TooFewYears.
    """
    require_learnable(table, features, groups, outcome, period)
    require_columns(table, [unit, *naive.values()])
    tested = years_to_test(sorted(table[period].unique()), first)
    ranks: dict[str, LearnFrom] = {STRONGER: (features, groups, True), PLAIN: (features, groups, False)}
    ranks |= {name: ([Feature(column, 1)], [], False) for name, column in naive.items()}
    foretold = pd.concat([foretell(table, year, ranks, naive, outcome, unit, period) for year in tested], ignore_index=True)
    figures = figures_of(foretold, list(ranks), replicates, seed)
    figures.insert(0, "outcome", outcome)
    curves = curves_of(foretold, list(ranks))
    curves.insert(0, "outcome", outcome)
    return Backtest(figures, curves, foretold)


def years_to_test(years: Sequence[int], first: int | None) -> list[int]:
    """Years from the first on that have a year before them. Raises TooFewYears."""
    begin = first if first is not None else years[min(YEARS_TO_LEARN_FROM, len(years) - 1)]
    tested = [year for year in years[1:] if year >= begin]
    if not tested:
        raise TooFewYears(
            f"There is no year from {begin} on with an earlier one to learn from; the table has {', '.join(map(str, years))}."
        )
    return tested


def foretell(
    table: DataFrame, year: int, methods: Mapping[str, LearnFrom], naive: Mapping[str, str], outcome: str, unit: str, period: str
) -> DataFrame:
    """What each method said of a year, knowing the latest years before it only, and what happened."""
    latest = sorted(before for before in table[period].unique() if before < year)[-LATEST_YEARS:]
    known, asked = table[table[period].isin(latest)], table[table[period] == year]
    said = {"unit": asked[unit].to_numpy(), "year": year, "happened": outcomes_of(asked, outcome)}
    for name, (features, groups, is_stepped) in methods.items():
        model = fit(known, features, groups, outcome, period=period, is_stepped=is_stepped)
        said[name] = predict(model, asked).to_numpy()
        said[f"rank of {name}"] = np.nan_to_num(numbers(asked, naive[name]), nan=-np.inf) if name in naive else said[name]
    return DataFrame(said)
