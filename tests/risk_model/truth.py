"""Invented tables whose truth is known: the log-odds behind every outcome stand in the table."""

import numpy as np
import pandas as pd
from pandas import DataFrame

from data.risk_model import Feature

FEATURES = (Feature("violations", 1), Feature("experience", -1), Feature("age"), Feature("noise", 1))
GROUPS = ("activity",)
CODES = [f"{number:02}" for number in range(20)]


def table(rows_a_year: int = 3000, years: range = range(2001, 2006), seed: int = 1) -> DataFrame:
    """unit, year, violations (raise), experience (lowers, a third missing), age (high at both ends), noise, activity, truth, happened."""
    draw = np.random.default_rng(seed)
    count = rows_a_year * len(years)
    rows = DataFrame(
        {
            "unit": np.tile([f"unit {number}" for number in range(rows_a_year)], len(years)),
            "year": np.repeat(list(years), rows_a_year),
            "violations": draw.negative_binomial(1, 0.25, count).astype(float),
            "experience": np.where(draw.random(count) < 1 / 3, np.nan, draw.uniform(0, 10, count)),
            "age": draw.uniform(0, 40, count),
            "noise": draw.integers(0, 8, count),
            "activity": draw.choice(CODES, count, p=weights_of_codes()),
        }
    )
    truth = truth_of(rows)
    return rows.assign(truth=truth, happened=(draw.random(count) < 1 / (1 + np.exp(-truth))).astype(int))


def truth_of(rows: DataFrame) -> np.ndarray:
    """The log-odds the outcomes are drawn from."""
    by_age = np.where(np.abs(rows["age"] - 20) > 12, 1.2, 0)
    by_experience = np.where(rows["experience"].isna(), 0.6, -0.12 * rows["experience"].fillna(0))
    return np.asarray(-2.5 + 0.7 * np.log1p(rows["violations"]) + by_experience + by_age + rows["activity"].map(effects()).to_numpy())


def effects() -> dict[str, float]:
    """The true effect of each activity."""
    return dict(zip(CODES, np.random.default_rng(7).normal(0, 0.5, len(CODES)).tolist(), strict=True))


def weights_of_codes() -> np.ndarray:
    """The first activities are common, the last rare."""
    weights = 0.75 ** np.arange(len(CODES))
    return weights / weights.sum()


def quarters(units: int = 400, years: range = range(2001, 2008), seed: int = 1) -> DataFrame:
    """A table of quarters as docs/backtest.md describes it: units of differing danger, whose violations and injuries follow it."""
    draw = np.random.default_rng(seed)
    danger = draw.gamma(0.7, 1, units)
    index = pd.MultiIndex.from_product(
        [[f"{number:04}" for number in range(units)], years, [1, 2, 3, 4]], names=["unit", "year", "quarter"]
    )
    of_each = np.repeat(danger, len(years) * 4)
    injured = draw.poisson(0.1 * of_each)
    told = {
        "active": draw.random(len(of_each)) < 0.9,
        "violations": draw.poisson(2 * of_each),
        "days_lost": injured * draw.integers(1, 60, len(of_each)),
        "deaths": (injured > 0) & (draw.random(len(of_each)) < 0.2),
    }
    rows = DataFrame(told, index=index).reset_index()
    return rows.assign(**{name: rows[name].astype(int) * rows["active"] for name in ("violations", "days_lost", "deaths")})
