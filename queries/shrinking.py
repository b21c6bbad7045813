"""Rates of small regions drawn towards the mean of all, as far as their own few events leave it open (empirical Bayes).

The true rates of the regions are taken as a gamma distribution with a mean and a variance; counts about them as Poisson.
"""

from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
from scipy.stats import gamma

from queries.pooling import Sums, beyond_chance


@dataclass(frozen=True)
class Spread:
    """How true rates lie about their mean, in events per unit of exposure.

    mean      rate of all together
    variance  of the true rates between regions; 0 where the regions cannot be told apart
    """

    mean: float
    variance: float


@dataclass(frozen=True)
class Shrunken:
    """A rate after shrinkage: value, and the ends low and high between which it lies with the chance asked for."""

    value: Any
    low: Any
    high: Any


def spread(count: float, events: float, exposure: float, exposure_squared: float, events_squared: float) -> Spread:
    """Mean and variance of true rates, by the moments of the regions together.

    count             regions
    events, exposure  their sums
    exposure_squared  sum of the squares of exposures
    events_squared    sum of squared events over exposure

    mean = events / exposure; variance: see beyond_chance in pooling.py, chance giving a rate the variance mean / exposure.
    Source for rates: R. J. Marshall, Mapping disease and mortality rates using empirical Bayes estimators, Applied Statistics 40
    (1991) 283-294, whose denominator is the exposure alone.
    """
    mean = events / exposure
    return Spread(mean, beyond_chance(Sums(count, exposure, exposure_squared, events, events_squared), mean))


def shrunken(events: Any, exposure: Any, about: Spread, level: float = 0.95) -> Shrunken:
    """The rate of one region, or of each of many, drawn towards the mean; without exposure, or without an event anywhere, not-a-number.

    With shape = mean^2 / variance and rate = mean / variance of the gamma distribution, the true rate given the events is
    gamma with shape + events and rate + exposure: value is its mean. A variance of 0 leaves the mean of all.
    Source: B. Efron and T. Hastie, Computer Age Statistical Inference (2016), section 6.1.
    """
    known = np.where(np.greater(exposure, 0) & (about.mean > 0), events, nan)
    if not about.variance:
        return Shrunken(*[np.where(np.isnan(known), nan, about.mean)] * 3)
    shape, rate = known + about.mean**2 / about.variance, exposure + about.mean / about.variance
    low, high = (gamma.ppf(share, shape) / rate for share in ((1 - level) / 2, (1 + level) / 2))
    return Shrunken(shape / rate, low, high)
