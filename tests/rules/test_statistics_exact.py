"""Exact intervals and tests against scipy by another way of computing them, on a grid with zero counts and national sizes."""

from math import inf, isnan, nan

import numpy as np
import pytest
from pandas import Series
from scipy.stats import binom, binomtest, gamma, poisson

from queries.shares import ratio_intervals
from queries.statistics import funnel_limits, poisson_interval, poisson_quantile, same_period_p_value, same_period_p_values

COUNTS = (0, 1, 2, 5, 17, 145, 1408)
EXPOSURES = ((1, 1), (7.1, 6.9), (0.3, 2.0))


def ratio_interval(now: float, exposure_now: float, before: float, exposure_before: float) -> list[float]:
    """The interval of one ratio of two rates."""
    return ratio_intervals(*(Series([value]) for value in (now, exposure_now, before, exposure_before))).iloc[0].tolist()


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("level", [0.8, 0.95, 0.998])
def test_an_interval_of_a_rate_is_that_of_the_gamma_distribution(count: int, level: float) -> None:
    tail = (1 - level) / 2
    low = gamma.ppf(tail, count) if count else 0.0

    assert poisson_interval(count, 2.5, level) == pytest.approx((low / 2.5, gamma.ppf(1 - tail, count + 1) / 2.5))


@pytest.mark.parametrize("now", COUNTS)
@pytest.mark.parametrize("before", COUNTS)
@pytest.mark.parametrize(("exposure_now", "exposure_before"), EXPOSURES)
def test_a_change_is_tested_as_scipy_would_add_it_up(now: int, before: int, exposure_now: float, exposure_before: float) -> None:
    chances = binom.pmf(np.arange(now + before + 1), now + before, exposure_now / (exposure_now + exposure_before))
    expected = chances[chances <= chances[now] * (1 + 1e-7)].sum()

    assert same_period_p_value(now, exposure_now, before, exposure_before) == pytest.approx(expected)


@pytest.mark.parametrize(("now", "before"), [(now, before) for now in COUNTS for before in COUNTS if now + before])
@pytest.mark.parametrize(("exposure_now", "exposure_before"), EXPOSURES)
def test_the_ends_of_a_ratio_leave_a_fortieth_outside(now: int, before: int, exposure_now: float, exposure_before: float) -> None:
    low, high = ratio_interval(now, exposure_now, before, exposure_before)
    share_at_low, share_at_high = (end * exposure_now / (end * exposure_now + exposure_before) if end < inf else 1.0 for end in (low, high))

    assert low == 0 if now == 0 else binom.sf(now - 1, now + before, share_at_low) == pytest.approx(0.025)
    assert high == inf if before == 0 else binom.cdf(now, now + before, share_at_high) == pytest.approx(0.025)


def test_a_published_change_has_its_interval() -> None:
    low, high = ratio_interval(1029, 7.1, 1078, 7.1)  # injured, January-October 2025 against 2024: -4.5 %

    assert (round(low - 1, 3), round(high - 1, 3)) == (-0.124, 0.041)


@pytest.mark.parametrize("given", [(0, 1, 0, 1), (3, 0, 3, 1), (3, 1, 3, nan), (nan, 1, 3, 1)])
def test_without_events_or_exposure_a_ratio_has_no_interval(given: tuple[float, float, float, float]) -> None:
    assert all(isnan(end) for end in ratio_interval(*given))


def test_the_funnel_is_that_worked_out_from_a_printed_table() -> None:
    # Poisson with mean 10: P(X <= 3) = 0.0103, P(X <= 4) = 0.0293; P(X <= 16) = 0.9730, P(X <= 17) = 0.9857.
    low, high = funnel_limits(2.0, 5, 0.95)

    assert low * 5 == pytest.approx(4 - (0.0293 - 0.025) / (0.0293 - 0.0103), abs=0.01)
    assert high * 5 == pytest.approx(17 - (0.9857 - 0.975) / (0.9857 - 0.9730), abs=0.01)


@pytest.mark.parametrize("mean", [0.05, 0.9, 10, 1258])
@pytest.mark.parametrize("share", [0.001, 0.025, 0.5, 0.975, 0.999])
def test_an_interpolated_quantile_lies_on_the_line_between_whole_counts(mean: float, share: float) -> None:
    found = poisson_quantile(share, mean)
    below, above = np.floor(found), np.floor(found) + 1
    cumulated = poisson.cdf(below, mean) + (found - below) * poisson.pmf(above, mean)

    assert cumulated == pytest.approx(share) if found >= 0 else share < poisson.pmf(0, mean)


def test_a_funnel_never_goes_below_nothing_and_needs_a_mean() -> None:
    assert funnel_limits(0.02, 5, 0.998)[0] == 0
    assert all(isnan(end) for given in ((0, 5), (nan, 5), (0.02, 0), (0.02, nan)) for end in funnel_limits(*given))


@pytest.mark.parametrize("size", [1, 40, 1000, 20000])
def test_rows_are_tested_as_scipy_tests_them_one_by_one(size: int) -> None:
    seen, exposures = np.random.default_rng(size), np.array(EXPOSURES).repeat(20, axis=0)
    counts = seen.poisson(size * exposures * seen.choice([0.97, 1, 1.02], exposures.shape))
    given = [Series(column) for now, before in zip(counts.T, exposures.T, strict=True) for column in (now, before)]

    expected = [
        binomtest(now, now + before, a / (a + b)).pvalue if now + before else 1
        for (now, before), (a, b) in zip(counts, exposures, strict=True)
    ]

    assert same_period_p_values(*given).tolist() == pytest.approx(expected, rel=1e-11, abs=1e-12)


def test_limits_of_many_regions_are_those_of_each() -> None:
    exposures = np.array([0.0, 3, 40, nan, 1200])
    low, high = funnel_limits(0.2, exposures)

    assert list(zip(low, high, strict=True)) == [pytest.approx(funnel_limits(0.2, each), nan_ok=True) for each in exposures]
