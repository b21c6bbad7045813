"""Exact intervals of shares and of changes, against independent ways of computing them, zero counts included."""

from math import inf, isnan, nan

import pytest
from pandas import Series
from scipy.optimize import brentq
from scipy.stats import binom, hypergeom

from queries.shares import binomial_interval, binomial_intervals, ratio_interval, share_p_value
from queries.statistics import same_period_p_value

COUNTS = ((0, 3), (3, 0), (1, 1), (5, 12), (145, 155), (1029, 1078))


@pytest.mark.parametrize(("part", "whole"), [(0, 5), (1, 10), (7, 7), (113, 175)])
def test_each_end_of_a_share_leaves_its_tail_outside(part: int, whole: int) -> None:
    low, high = binomial_interval(part, whole)

    assert low == 0 if part == 0 else binom.sf(part - 1, whole, low) == pytest.approx(0.025)
    assert high == 1 if part == whole else binom.cdf(part, whole, high) == pytest.approx(0.025)


@pytest.mark.parametrize(("now", "before"), COUNTS)
@pytest.mark.parametrize("exposures", [(1, 1), (7140, 7040)])
def test_each_end_of_a_change_is_the_rate_ratio_that_the_counts_just_reject(now: int, before: int, exposures: tuple[int, int]) -> None:
    low, high = ratio_interval(now, exposures[0], before, exposures[1])

    def share(ratio: float) -> float:
        return ratio * exposures[0] / (ratio * exposures[0] + exposures[1])

    if before == 0:
        assert high == inf
    else:
        assert high == pytest.approx(brentq(lambda ratio: binom.cdf(now, now + before, share(ratio)) - 0.025, 1e-6, 1e3), rel=1e-6)
    if now == 0:
        assert low == 0
    else:
        assert low == pytest.approx(brentq(lambda ratio: binom.sf(now - 1, now + before, share(ratio)) - 0.025, 1e-6, 1e3), rel=1e-6)


@pytest.mark.parametrize(("now", "before"), [(100, 140), (100, 120), (60, 100)])
def test_an_interval_without_no_change_in_it_and_a_small_p_value_go_together(now: int, before: int) -> None:
    low, high = ratio_interval(now, 1, before, 1)

    assert (low > 1 or high < 1) == (same_period_p_value(now, 1, before, 1) <= 0.05)


@pytest.mark.parametrize(("parts", "wholes"), [((3, 8), (10, 9)), ((0, 4), (12, 12)), ((81, 90), (100, 100))])
def test_the_test_of_two_shares_adds_up_the_tables_no_likelier_than_the_one_seen(parts: tuple[int, int], wholes: tuple[int, int]) -> None:
    tables = hypergeom(sum(wholes), sum(parts), wholes[0])
    seen = tables.pmf(parts[0])
    possible = range(max(0, sum(parts) - wholes[1]), min(sum(parts), wholes[0]) + 1)

    expected = sum(tables.pmf(k) for k in possible if tables.pmf(k) <= seen * (1 + 1e-7))
    assert share_p_value(parts[0], wholes[0], parts[1], wholes[1]) == pytest.approx(expected)


def test_nothing_is_claimed_without_a_whole_or_without_events() -> None:
    assert all(isnan(end) for end in binomial_interval(0, 0))
    assert all(isnan(end) for end in ratio_interval(0, 1, 0, 1))
    assert all(isnan(end) for end in ratio_interval(3, nan, 2, 1))
    assert isnan(share_p_value(1, 2, 0, 0))
    assert binomial_intervals(Series([1, None], index=["a", "b"]), Series([2, 2], index=["a", "b"])).isna().any(axis=1).to_dict() == {
        "a": False,
        "b": True,
    }
