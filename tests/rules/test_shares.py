"""Exact intervals of shares and of changes, against independent ways of computing them, zero counts included."""

from math import isnan, nan

import pytest
from pandas import Series
from scipy.stats import binom, hypergeom

from queries.shares import binomial_intervals, ratio_intervals, share_p_value
from queries.statistics import same_period_p_value


def binomial_interval(part: float, whole: float) -> list[float]:
    """The interval of one share."""
    return binomial_intervals(Series([part]), Series([whole])).iloc[0].tolist()


def ratio_interval(now: float, exposure_now: float, before: float, exposure_before: float) -> list[float]:
    """The interval of one ratio."""
    return ratio_intervals(*(Series([value]) for value in (now, exposure_now, before, exposure_before))).iloc[0].tolist()


@pytest.mark.parametrize(("part", "whole"), [(0, 5), (1, 10), (7, 7), (113, 175)])
def test_each_end_of_a_share_leaves_its_tail_outside(part: int, whole: int) -> None:
    low, high = binomial_interval(part, whole)

    assert low == 0 if part == 0 else binom.sf(part - 1, whole, low) == pytest.approx(0.025)
    assert high == 1 if part == whole else binom.cdf(part, whole, high) == pytest.approx(0.025)


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
    assert all(isnan(end) for end in ratio_interval(3, nan, 2, 1) + ratio_interval(3, 1, 2, 0) + ratio_interval(nan, 1, 2, 1))
    assert isnan(share_p_value(1, 2, 0, 0))
    assert binomial_intervals(Series([1, None], index=["a", "b"]), Series([2, 2], index=["a", "b"])).isna().any(axis=1).to_dict() == {
        "a": False,
        "b": True,
    }
