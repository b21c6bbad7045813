"""The figures and curves of a backtest as tidy tables."""

import numpy as np
import pandas as pd
from pandas import DataFrame

from data.risk_model import measures
from data.risk_model.forms import PLAIN, STRONGER
from data.risk_model.resampling import interval, weightings

ALL_YEARS = 0
OF_A_RANKING = {"auc": measures.auc, "share_in_top_tenth": measures.share_in_top_tenth}
OF_A_PROBABILITY = {"calibration_slope": measures.calibration_slope, "calibration_intercept": measures.calibration_intercept}
LOOKED_AT = np.array([0, 0.01, 0.02, 0.05, *np.arange(0.1, 1.05, 0.1).round(1)])
TENTHS = 10


def figures_of(foretold: DataFrame, methods: list[str], replicates: int, seed: int) -> DataFrame:
    """year, method, figure, value, low, high: each year by itself and, as year 0, all together."""
    each = [figures_of_year(year, rows, methods, replicates, seed) for year, rows in by_year(foretold)]
    return pd.concat(each, ignore_index=True)


def by_year(foretold: DataFrame) -> list[tuple[int, DataFrame]]:
    """All rows as year 0, then those of each year."""
    years = sorted({int(year) for year in foretold["year"]})
    return [(ALL_YEARS, foretold), *((year, foretold[foretold["year"] == year]) for year in years)]


def figures_of_year(year: int, rows: DataFrame, methods: list[str], replicates: int, seed: int) -> DataFrame:
    """The figures of some rows, and by how much the AUC of each form exceeds that of every plainer method in the same resamples."""
    lots = [measured(rows, methods, weights) for weights in weightings(rows["unit"], replicates, seed)]
    values = {key: np.concatenate([lot[key] for lot in lots]) for key in lots[0]}
    pairs = [(form, other) for place, form in enumerate(methods) if form in (STRONGER, PLAIN) for other in methods[place + 1 :]]
    values |= {(form, f"auc_gain_over_{other}"): values[form, "auc"] - values[other, "auc"] for form, other in pairs}
    found = [(year, method, figure, *interval(each)) for (method, figure), each in values.items()]
    return DataFrame(found, columns=["year", "method", "figure", "value", "low", "high"])


def measured(rows: DataFrame, methods: list[str], weights: np.ndarray) -> dict[tuple[str, str], np.ndarray]:
    """Every figure of every method under each weighting."""
    happened = rows["happened"].to_numpy()
    found: dict[tuple[str, str], np.ndarray] = {}
    for method in methods:
        by_rank = measures.ranked(rows[f"rank of {method}"].to_numpy(), happened, weights)
        by_log_odds = measures.ranked(measures.log_odds_of(rows[method].to_numpy()), happened, weights)
        found |= {(method, name): measure(by_rank) for name, measure in OF_A_RANKING.items()}
        found |= {(method, name): measure(by_log_odds) for name, measure in OF_A_PROBABILITY.items()}
        found[method, "brier"] = measures.brier(rows[method].to_numpy(), happened, weights)
    return found


def curves_of(foretold: DataFrame, methods: list[str]) -> DataFrame:
    """year, method, curve, point_no, x, y, row_count: calibration by tenth of the probability, lift by share of units looked at."""
    years = by_year(foretold)
    parts = [part for year, rows in years for method in methods for part in (calibration(year, rows, method), lift(year, rows, method))]
    return pd.concat(parts, ignore_index=True)


def calibration(year: int, rows: DataFrame, method: str) -> DataFrame:
    """Mean probability against the share on which it happened, by tenth of the probability; equal ones stay together."""
    tenth = np.ceil(rows[method].rank(pct=True, method="average") * TENTHS).clip(1, TENTHS)
    each = rows.groupby(tenth).agg(x=(method, "mean"), y=("happened", "mean"), row_count=("happened", "size"))
    return each.reset_index(drop=True).rename_axis("point_no").reset_index().assign(year=year, method=method, curve="calibration")


def lift(year: int, rows: DataFrame, method: str) -> DataFrame:
    """Share of all events among each share of units looked at, the highest ranked first; without events no points."""
    score, happened = rows[f"rank of {method}"].to_numpy(), rows["happened"].to_numpy()
    if not happened.any():
        return DataFrame(columns=["year", "method", "curve", "point_no", "x", "y", "row_count"])
    as_they_are = measures.ranked(score, happened, np.ones((1, len(rows))))
    shares = [float(measures.share_in_top(as_they_are, top)[0]) for top in LOOKED_AT]
    points = {"point_no": range(len(LOOKED_AT)), "x": LOOKED_AT, "y": shares, "row_count": (LOOKED_AT * len(rows)).round().astype(int)}
    return DataFrame({"year": year, "method": method, "curve": "lift", **points})
