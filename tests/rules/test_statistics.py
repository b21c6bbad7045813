"""Exact intervals and tests against tables and against an independent way of computing them, zero counts included."""

from math import comb, exp, factorial, isnan, nan

import pytest
from pandas import Series

from queries.statistics import (
    places_between,
    poisson_interval,
    poisson_intervals,
    same_period_p_value,
    same_period_p_values,
)

COUNTS = (0, 1, 2, 5, 17, 145, 1408)


def poisson_at_most(count: int, mean: float) -> float:
    """P(X <= count), added up term by term."""
    return sum(exp(-mean) * mean**k / factorial(k) for k in range(count + 1))


def two_sided_binomial(count: int, trials: int, share: float) -> float:
    """Chance of the outcomes no likelier than the one seen, added up one by one."""
    chances = [comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(trials + 1)]
    return sum(each for each in chances if each <= chances[count] * (1 + 1e-7))


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (2, 0.242, 7.225), (10, 4.795, 18.39), (100, 81.36, 121.63)],  # printed tables
)
def test_the_interval_is_that_of_printed_tables(count: int, low: float, high: float) -> None:
    assert poisson_interval(count, 1) == pytest.approx((low, high), rel=1e-3)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 17])
@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_each_end_leaves_its_tail_outside(count: int, level: float) -> None:
    tail = (1 - level) / 2
    low, high = poisson_interval(count, 1, level)

    assert poisson_at_most(count, high) == pytest.approx(tail)
    assert low == 0 if count == 0 else 1 - poisson_at_most(count - 1, low) == pytest.approx(tail)


def test_published_national_rate_of_2024_has_its_interval() -> None:
    low, high = poisson_interval(1408, 7040)

    assert (round(low, 3), round(high, 3)) == (0.190, 0.211)
    assert low < 0.20 < high


@pytest.mark.parametrize("exposure", [0, -1, nan])
def test_without_employees_there_is_no_interval(exposure: float) -> None:
    assert all(isnan(end) for end in poisson_interval(3, exposure))


@pytest.mark.parametrize("now", COUNTS[:5])
@pytest.mark.parametrize("before", COUNTS[:5])
@pytest.mark.parametrize(("exposure_now", "exposure_before"), [(1, 1), (7.1, 6.9), (0.3, 2.0)])
def test_the_change_is_tested_exactly(now: int, before: int, exposure_now: float, exposure_before: float) -> None:
    share = exposure_now / (exposure_now + exposure_before)

    p_value = same_period_p_value(now, exposure_now, before, exposure_before)

    assert p_value == pytest.approx(two_sided_binomial(now, now + before, share))


@pytest.mark.parametrize(
    ("now", "before", "could_be_chance"),
    [
        (1029, 1078, True),  # injured, January-October 2025 against 2024, as published: -4.5 %
        (145, 155, True),  # killed, the same months: -6.5 %
        (1029, 1200, False),
    ],
)
def test_published_changes_could_be_chance(now: int, before: int, could_be_chance: bool) -> None:
    assert (same_period_p_value(now, 7.1, before, 7.1) > 0.05) is could_be_chance


def test_no_event_at_all_tells_nothing() -> None:
    assert same_period_p_value(0, 1, 0, 1) == 1


@pytest.mark.parametrize(("now", "before"), [(0, 1), (1, 0), (nan, 1), (1, nan)])
def test_a_missing_exposure_or_count_gives_no_test(now: float, before: float) -> None:
    assert isnan(same_period_p_value(3, now, 3, before))
    assert isnan(same_period_p_value(now or nan, 1, before or nan, 1))


def test_frames_give_what_single_figures_give() -> None:
    counts, exposures = Series([0, 17, 5], index=[7, 8, 9]), Series([1.0, 2.0, nan], index=[7, 8, 9])
    intervals = poisson_intervals(counts, exposures)
    p_values = same_period_p_values(counts, exposures, counts, exposures)

    assert tuple(intervals.loc[8]) == pytest.approx(poisson_interval(17, 2))
    assert intervals.loc[9].isna().all()
    assert list(p_values.loc[[7, 8]]) == [1, 1]
    assert isnan(p_values.loc[9])


def test_places_are_open_as_far_as_intervals_overlap() -> None:
    lows, highs = Series([5.0, 2.0, 1.0, nan]), Series([6.0, 3.0, 2.0, nan])  # the second touches the third at 2
    places = places_between(lows, highs)

    assert places["first"].tolist()[:3] == [1, 2, 2]
    assert places["last"].tolist()[:3] == [1, 3, 3]
    assert places.loc[3].isna().all()
