"""How sure a count is: exact intervals of rates and the exact test of a change, for rare events; of shares and ratios: queries/shares.py.

Events such as injuries are taken as Poisson: counts over an exposure (thousands of employees, days of work).
"""

from math import nan
from typing import Any

import numpy as np
from pandas import DataFrame, Series
from scipy.special import gammaincinv
from scipy.stats import binom, poisson

CHANCE_LEVEL = 0.05
FORGIVEN = 1 + 1e-7  # chances that differ by rounding alone are equal


def poisson_interval(count: float, exposure: float, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of a rate: (low, high), in events per unit of exposure.

    count     events seen, a whole number from 0 up
    exposure  what they are divided by, above 0; without it both ends are not-a-number
    level     chance that such intervals cover the true rate, at least

    With alpha = 1 - level: low = chi2(alpha/2; 2 count) / 2, at count 0 it is 0;
    high = chi2(1 - alpha/2; 2 count + 2) / 2; both over the exposure.
    Source: F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936) 437-442.
    """
    low, high = _garwood(np.array([count], dtype=float), np.array([exposure], dtype=float), level)
    return float(low[0]), float(high[0])


def same_period_p_value(count_now: float, exposure_now: float, count_before: float, exposure_before: float) -> float:
    """Chance of so unlikely a difference under one true rate; above CHANCE_LEVEL the change could be chance.

    Given their sum, count_now is binomial with the share of exposure_now; the exact two-sided test adds up
    the outcomes no likelier than the one seen. No event at all gives 1, a missing exposure not-a-number.

    Source: J. Przyborowski and H. Wilenski, Homogeneity of results in testing samples from Poisson series,
    Biometrika 31 (1940) 313-323.
    """
    given = (np.array([value], dtype=float) for value in (count_now, exposure_now, count_before, exposure_before))
    return float(_two_sided(*given)[0])


def funnel_limits(rate: float, exposure: Any, level: float = 0.95) -> tuple[Any, Any]:
    """Rates between which regions of so much exposure lie by chance if their true rate is the given one: (low, high), as many as exposures.

    Exact Poisson quantiles of the count, made continuous by interpolation between whole counts, over the exposure:
    with r the smallest count whose P(X <= r) reaches p, r - (P(X <= r) - p) / P(X = r). low is never below 0.
    Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005)
    1185-1202, appendix A.
    """
    tail, over = (1 - level) / 2, np.where(np.greater(exposure, 0) & (rate > 0), exposure, nan)
    low, high = (poisson_quantile(share, rate * over) / over for share in (tail, 1 - tail))
    return np.maximum(0.0, low), high


def poisson_quantile(share: float, mean: Any) -> Any:
    """The count that a share of Poisson outcomes of this mean does not pass, interpolated between whole counts; one for each mean."""
    count = poisson.ppf(share, mean)
    return count - (poisson.cdf(count, mean) - share) / poisson.pmf(count, mean)


def poisson_intervals(counts: Series, exposures: Series, level: float = 0.95) -> DataFrame:
    """The interval of every row: columns low and high, index of counts; not-a-number without exposure."""
    low, high = _garwood(counts.astype("float64").to_numpy(), exposures.astype("float64").to_numpy(), level)
    return DataFrame({"low": low, "high": high}, index=counts.index)


def _garwood(counts: Any, exposures: Any, level: float) -> tuple[Any, Any]:
    """Both ends for arrays of counts and exposures."""
    tail, over = (1 - level) / 2, np.where((exposures > 0) & ~np.isnan(counts), exposures, nan)
    low = np.where(counts == 0, 0.0, gammaincinv(np.maximum(counts, 1), tail))  # half of chi2's quantile, which asks the same of it
    return low / over, gammaincinv(counts + 1, 1 - tail) / over


def same_period_p_values(counts_now: Series, exposures_now: Series, counts_before: Series, exposures_before: Series) -> Series:
    """The p-value of every row's change; not-a-number without exposure."""
    given = (column.astype("float64").to_numpy() for column in (counts_now, exposures_now, counts_before, exposures_before))
    return Series(_two_sided(*given), index=counts_now.index)


def _two_sided(count_now: Any, exposure_now: Any, count_before: Any, exposure_before: Any) -> Any:
    """For arrays: the tail of the smaller count of the two for its exposure, and beyond the mean the outcomes no likelier."""
    both, over = count_now + count_before, np.where((exposure_now > 0) & (exposure_before > 0), exposure_now + exposure_before, nan)
    is_above = count_now > both * exposure_now / over
    seen, share = np.where(is_above, [count_before, exposure_before / over], [count_now, exposure_now / over])  # the one below its mean
    far = _first_no_likelier(binom.pmf(seen, both, share) * FORGIVEN, both, share)
    return np.minimum(1.0, binom.cdf(seen, both, share) + binom.sf(far - 1, both, share))


def _first_no_likelier(chance: Any, trials: Any, share: Any) -> Any:
    """The first count from the mean up that has no more than this chance, by halving the counts in question."""
    low, high = np.ceil(trials * share), trials + 1
    while (low < high).any():
        middle = np.floor((low + high) / 2)
        is_likelier = binom.pmf(middle, trials, share) > chance
        low, high = np.where(is_likelier, middle + 1, low), np.where(is_likelier, high, middle)
    return low


def places_between(lows: Series, highs: Series) -> DataFrame:
    """First and last place, highest rate first, that a row's interval leaves open: columns first and last.

    A place is certain only against rows whose interval lies wholly above or below; no interval, no place.
    """
    known = DataFrame({"low": lows, "high": highs}).dropna()
    low, high = known["low"].to_numpy(), known["high"].to_numpy()
    first = 1 + (low > high[:, None]).sum(axis=1)
    last = len(known) - (high < low[:, None]).sum(axis=1)
    return DataFrame({"first": first, "last": last}, index=known.index).reindex(lows.index)
