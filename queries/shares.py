"""How sure a share and a change are: exact intervals of a part of a whole and of a ratio of two rates, and the exact test of two shares."""

from math import isnan, nan
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Series
from scipy.stats import beta, fisher_exact

Numbers = NDArray[np.float64]


def binomial_intervals(parts: Series, wholes: Series, level: float = 0.95) -> DataFrame:
    """Exact intervals of shares, row by row: columns low and high, 0 to 1; both not-a-number without a whole.

    parts  things that are so, whole numbers from 0 up to wholes
    level  chance that such intervals cover the true share, at least

    With alpha = 1 - level: low is the alpha/2 point of Beta(part, whole - part + 1), high the 1 - alpha/2 point of
    Beta(part + 1, whole - part).
    Source: C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits, Biometrika 26 (1934) 404-413.
    """
    low, high = _clopper_pearson(_floats(parts), _floats(wholes), level)
    return DataFrame({"low": low, "high": high}, index=parts.index)


def ratio_intervals(
    counts_now: Series, exposures_now: Series, counts_before: Series, exposures_before: Series, level: float = 0.95
) -> DataFrame:
    """Exact intervals of the rate now over the rate before, row by row: columns low and high, index of counts_now.

    Given their sum, the count now is binomial; the interval of its share is that of the ratio. High is infinite where nothing happened
    before. No event at all, or an exposure that is missing or nought: both not-a-number. Source: as the test of the change,
    J. Przyborowski and H. Wilenski, Biometrika 31 (1940) 313-323.
    """
    now, before = _floats(counts_now), _floats(counts_before)
    longer = _above_nought(_floats(exposures_before)) / _above_nought(_floats(exposures_now))
    with np.errstate(divide="ignore"):
        low, high = (share / (1 - share) * longer for share in _clopper_pearson(now, now + before, level))
    return DataFrame({"low": low, "high": high}, index=counts_now.index)


def share_p_value(part_now: float, whole_now: float, part_before: float, whole_before: float) -> float:
    """Chance of so unlikely a difference of two shares under one true share; not-a-number without a whole.

    Source: R. A. Fisher's exact test, two-sided: the tables no likelier than the one seen, both margins given.
    """
    if any(isnan(whole) or whole <= 0 for whole in (whole_now, whole_before)) or isnan(part_now) or isnan(part_before):
        return nan
    return float(fisher_exact([[part_now, whole_now - part_now], [part_before, whole_before - part_before]]).pvalue)


def share_p_values(parts_now: Series, wholes_now: Series, parts_before: Series, wholes_before: Series) -> Series:
    """The p-value of every row's change."""
    given = zip(*(_floats(column) for column in (parts_now, wholes_now, parts_before, wholes_before)), strict=True)
    return Series([share_p_value(*row) for row in given], index=parts_now.index, dtype="float64")


def _clopper_pearson(parts: Numbers, wholes: Numbers, level: float) -> tuple[Numbers, Numbers]:
    tail, known = (1 - level) / 2, _above_nought(wholes)
    low = np.where(parts == 0, 0.0, beta.ppf(tail, np.maximum(parts, 1), known - parts + 1))
    high = np.where(parts == known, 1.0, beta.ppf(1 - tail, parts + 1, np.maximum(known - parts, 1)))
    is_known = ~np.isnan(known) & ~np.isnan(parts)
    return np.where(is_known, low, nan), np.where(is_known, high, nan)


def _above_nought(values: Numbers) -> Numbers:
    return np.where(values > 0, values, nan)


def _floats(column: Series) -> Any:
    return column.astype("float64").to_numpy()
