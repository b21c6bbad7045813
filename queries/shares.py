"""How sure a share and a change are: exact intervals of a part of a whole and of a ratio of two rates, and the exact test of two shares."""

from collections.abc import Callable
from math import inf, isnan, nan
from typing import Any

from pandas import DataFrame, Series
from scipy.stats import binomtest, fisher_exact


def binomial_interval(part: float, whole: float, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of a share: (low, high), 0 to 1; both not-a-number without a whole.

    part   things that are so, a whole number from 0 up to whole
    level  chance that such intervals cover the true share, at least

    Source: C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits, Biometrika 26 (1934) 404-413.
    """
    if not _is_known(part, whole):
        return nan, nan
    found = binomtest(int(part), int(whole)).proportion_ci(level, method="exact")
    return float(found.low), float(found.high)


def share_p_value(part_now: float, whole_now: float, part_before: float, whole_before: float) -> float:
    """Chance of so unlikely a difference of two shares under one true share; not-a-number without a whole.

    Source: R. A. Fisher's exact test, two-sided: the tables no likelier than the one seen, both margins given.
    """
    if not (_is_known(part_now, whole_now) and _is_known(part_before, whole_before)):
        return nan
    return float(fisher_exact([[part_now, whole_now - part_now], [part_before, whole_before - part_before]]).pvalue)


def ratio_interval(
    count_now: float, exposure_now: float, count_before: float, exposure_before: float, level: float = 0.95
) -> tuple[float, float]:
    """Exact interval of the rate now over the rate before: (low, high); high is infinite where nothing happened before.

    Given their sum, count_now is binomial; the interval of its share is that of the ratio. No event at all or a missing exposure: both
    not-a-number. Source: as the test, J. Przyborowski and H. Wilenski, Biometrika 31 (1940) 313-323.
    """
    if not (_is_known(count_now, exposure_now) and _is_known(count_before, exposure_before)) or not count_now + count_before:
        return nan, nan
    shares = binomial_interval(count_now, count_now + count_before, level)
    low, high = (share / (1 - share) * exposure_before / exposure_now if share < 1 else inf for share in shares)
    return low, high


def ratio_intervals(counts_now: Series, exposures_now: Series, counts_before: Series, exposures_before: Series) -> DataFrame:
    """The interval of every row's ratio: columns low and high, index of counts_now."""
    pairs = [ratio_interval(*row) for row in _rows(counts_now, exposures_now, counts_before, exposures_before)]
    return DataFrame(pairs, columns=["low", "high"], index=counts_now.index, dtype="float64")


def binomial_intervals(parts: Series, wholes: Series, level: float = 0.95) -> DataFrame:
    """The interval of every row: columns low and high, index of parts."""
    pairs = [binomial_interval(part, whole, level) for part, whole in _rows(parts, wholes)]
    return DataFrame(pairs, columns=["low", "high"], index=parts.index, dtype="float64")


def share_p_values(parts_now: Series, wholes_now: Series, parts_before: Series, wholes_before: Series) -> Series:
    """The p-value of every row's change."""
    return _each(share_p_value, parts_now, wholes_now, parts_before, wholes_before)


def _each(formula: Callable[..., float], *columns: Series) -> Series:
    return Series([formula(*row) for row in _rows(*columns)], index=columns[0].index, dtype="float64")


def _rows(*columns: Series) -> list[tuple[Any, ...]]:
    return list(zip(*(column.astype("float64") for column in columns), strict=True))


def _is_known(part: float, whole: float) -> bool:
    return not isnan(part) and not isnan(whole) and whole > 0
