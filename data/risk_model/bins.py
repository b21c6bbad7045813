"""Cuts a numeric column into at most sixteen steps, finer where values are rare and high."""

from dataclasses import dataclass

import numpy as np

LEVELS = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995]


@dataclass(frozen=True)
class Bins:
    """Where a feature's steps begin, and the place of each step on the log scale, in standard deviations of the column."""

    at_least: np.ndarray
    places: np.ndarray

    @property
    def missing(self) -> int:
        """The number of the bin of missing values, the last one."""
        return len(self.at_least)

    def numbers(self, values: np.ndarray) -> np.ndarray:
        """The bin of each value, from 0."""
        found = np.searchsorted(self.at_least, values, side="right") - 1
        return np.where(np.isnan(values), self.missing, found)


def bins_of(values: np.ndarray) -> Bins:
    """Steps at quantiles of the values other than the commonest, which has a step of its own: most counts are nought."""
    known = values[~np.isnan(values)]
    if len(known) == 0:
        return Bins(np.array([-np.inf]), np.zeros(1))
    distinct, counts = np.unique(known, return_counts=True)
    others = known[known != distinct[counts.argmax()]]
    cuts = np.quantile(others, LEVELS, method="higher") if len(others) else others
    at_least = np.unique([distinct[0], distinct[counts.argmax()], *cuts])
    return Bins(np.array([-np.inf, *at_least[1:]]), places_of(known, at_least))


def places_of(known: np.ndarray, at_least: np.ndarray) -> np.ndarray:
    """Mean of each bin on the scale sign(x) log(1 + |x|), centred and in standard deviations."""
    scaled = np.sign(known) * np.log1p(np.abs(known))
    bin_of_each = np.searchsorted(at_least, known, side="right") - 1
    means = np.bincount(bin_of_each, scaled, len(at_least)) / np.bincount(bin_of_each, minlength=len(at_least))
    return (means - scaled.mean()) / max(scaled.std(), 1e-9)
