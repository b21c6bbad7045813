"""Intervals by the bootstrap: units are drawn anew, with all their years, as those of one unit are not independent."""

from collections.abc import Iterator

import numpy as np
from pandas import Series, factorize

LOT = 20  # resamples weighed at a time, for the sake of memory
LEVELS = (2.5, 97.5)


def weightings(units: Series, replicates: int, seed: int) -> Iterator[np.ndarray]:
    """Rows as they are, then how often each row stands in each resample: arrays of one row a weighting. The same seed, the same draws."""
    codes, names = factorize(units)
    draw = np.random.default_rng(seed)
    yield np.ones((1, len(codes)))
    for start in range(0, replicates, LOT):
        drawn = [draw.integers(len(names), size=len(names)) for _ in range(min(LOT, replicates - start))]
        yield np.array([np.bincount(each, minlength=len(names))[codes] for each in drawn], dtype=float)


def interval(values: np.ndarray) -> tuple[float, float, float]:
    """The value of the rows as they are and the ends of its 95 per cent interval; NaN where it is not defined."""
    resampled = values[1:][~np.isnan(values[1:])]
    if np.isnan(values[0]) or len(resampled) == 0:
        return float(values[0]), float("nan"), float("nan")
    low, high = np.percentile(resampled, LEVELS)
    return float(values[0]), float(min(low, values[0])), float(max(high, values[0]))
