"""The fit against scipy's own minimum of the same surprise, and what it makes of little data."""

from collections.abc import Callable
from dataclasses import replace
from math import inf, log

import numpy as np
import pytest
from scipy.optimize import minimize

from queries.forecasting import Array, Course, Months, of_a_region, of_the_country
from queries.outlook.backtest import rates_of_years
from queries.outlook.fitting import Fitted
from queries.pooling import SCORED, Between, Moment, Sums, apart, between, left_open, moment
from queries.predicting import needed_pace, pace, year_of
from tests.forecast.worlds import DISPERSION, SEASON, Truth, courses, first, sums_of, together, until, world

ABOUT = Between(level=0.25, trend=0.001, step=0.01, dispersion=1.25)


def country_of(years: int, seed: int = 5) -> tuple[Months, list[Months]]:
    regions = world(Truth(), np.random.default_rng(seed), 20, years, 0)
    return together(regions), regions


def curvature(surprise: Callable[[Array], float], at: Array, by: float = 1e-3) -> Array:
    """Second derivatives by differences."""
    ways = np.eye(len(at)) * by

    def second(one: Array, other: Array) -> float:
        return surprise(at + one + other) - surprise(at + one - other) - surprise(at - one + other) + surprise(at - one - other)

    return np.array([[second(one, other) / (4 * by**2) for one in ways] for other in ways])


def test_a_region_is_fitted_where_scipy_finds_the_least_surprise() -> None:
    whole, regions = country_of(4)
    country, own = of_the_country(whole), regions[3]
    columns = [np.ones(48), own.time - country.now] + [(own.time < country.now - back) * 1.0 for back in (0.99, 1.99, 2.99)]
    design, known = np.column_stack(columns), np.log(own.employees) + country.log_rate(own.time, own.month)
    prior = np.linalg.inv(country.covariance + np.diag([ABOUT.level, ABOUT.trend]))

    def surprise(found: Array) -> float:
        mean = np.exp(known + design @ found)
        of_events = (mean - own.events * np.log(mean)).sum() / ABOUT.dispersion
        return float(of_events + found[:2] @ prior @ found[:2] / 2 + (found[2:] ** 2).sum() / ABOUT.step / 2)

    best = minimize(surprise, np.zeros(5), method="BFGS", options={"gtol": 1e-6})
    fitted = of_a_region(own, country, ABOUT)

    assert (fitted.level - country.level, fitted.trend - country.trend) == pytest.approx(tuple(best.x[:2]), abs=1e-4)
    assert fitted.covariance == pytest.approx(np.linalg.inv(curvature(surprise, best.x))[:2, :2], rel=1e-3)


def test_the_country_without_steps_or_noise_is_found_as_it_is() -> None:
    year, month = np.repeat(np.arange(2020.0, 2027), 12), np.tile(np.arange(1.0, 13), 7)
    mean = 120 * np.exp(-0.05 * (year + (month - 0.5) / 12 - 2023.5) + SEASON[month.astype(int) - 1])
    course = of_the_country(Months(year, month, mean, np.full(84, 7e6)))

    assert course.trend == pytest.approx(-0.05, abs=0.003)
    assert course.season == pytest.approx(SEASON - SEASON.mean(), abs=0.01)
    assert course.dispersion == 1
    assert course.log_rate(year + (month - 0.5) / 12, month) == pytest.approx(np.log(mean / 7e6), abs=0.02)


def test_a_region_without_its_own_events_stays_with_the_country_as_the_spread_allows() -> None:
    whole, regions = country_of(4)
    country, own = of_the_country(whole), regions[0]
    alike = of_a_region(own, country, replace(ABOUT, level=1e-9, trend=1e-9, step=1e-9))
    silent = of_a_region(replace(own, events=own.events * 0), country, ABOUT)

    assert alike.level == pytest.approx(country.level, abs=0.2)
    assert silent.level < country.level - 0.5
    assert np.isfinite([silent.level, silent.trend, *silent.covariance.ravel()]).all()


def test_one_event_in_the_whole_country_and_a_month_of_the_year_without_any_stay_finite() -> None:
    year, month = np.repeat(np.arange(2020.0, 2022), 12), np.tile(np.arange(1.0, 13), 2)
    course = of_the_country(Months(year, month, (np.arange(24) == 5) * 1.0, np.full(24, 1e6)))
    ahead = year_of(course, Months(year, month, year * 0, np.full(24, 1e6)), 2024)

    assert np.isfinite([course.level, course.trend, *course.season, ahead.mean, ahead.variance]).all()
    assert 0 <= ahead.quantiles(0.5)[0] < 1
    assert abs(course.season).max() < 2  # months without an event are few, not none


def test_the_spread_is_told_from_chance() -> None:
    unlike = [courses(country_of(7, seed)[1])[2] for seed in range(3)]
    none = Truth(level_sd=0, trend_sd=0, step_sd=0)
    alike = [between(sums_of(world(none, np.random.default_rng(seed), 20, 7, 0)), 84) for seed in range(3)]

    assert np.mean([found.level for found in unlike]) == pytest.approx(0.25, abs=0.15)
    assert max(found.level for found in alike) < 0.01
    assert np.mean([found.trend + found.step for found in alike]) < 0.008  # what seven years of chance leave open
    assert np.mean([found.dispersion for found in alike]) == pytest.approx(DISPERSION, abs=0.06)


def test_the_steps_of_regions_are_neither_under_nor_overestimated() -> None:
    chance = np.random.default_rng(2)
    drawn = [sums_of(world(Truth(trend_sd=0), chance, 20, 7, 0)) for _ in range(40)]
    told = [moment(Sums(*(sums[f"step_{name}"] for name in SCORED), means=6), DISPERSION) for sums in drawn]

    assert np.mean([each.value for each in told]) == pytest.approx(0.01, abs=0.0015)  # without six means 0.0078
    assert np.mean([each.error for each in told]) == pytest.approx(np.std([each.value for each in told]), rel=0.25)


def test_a_step_and_a_trend_are_told_apart_by_their_two_sums() -> None:
    trend, step = apart(Moment(0.04, 0.003), Moment(0.1, 0.004), 0.2)

    assert (trend.value, step.value) == pytest.approx(((0.04 - 0.2 * 0.1) / 0.8, 0.06 / 0.8))
    assert trend.value + step.value == pytest.approx(0.1)  # as seen
    assert (trend.error, step.error) == pytest.approx((np.hypot(0.003, 0.0008) / 0.8, 0.005 / 0.8))


@pytest.mark.parametrize("seen", [Moment(0.02, 0.01), Moment(-0.01, 0.01), Moment(0.3, 0.01), Moment(0.01, 1.0), Moment(-1.0, 0.02)])
def test_what_the_sums_leave_open_is_the_mean_of_what_may_be(seen: Moment) -> None:
    true = np.linspace(0, 1, 2_000_001)
    likely = np.exp(-(((seen.value - true) / seen.error) ** 2 - (seen.value / seen.error) ** 2) / 2 - true / 0.02)

    assert left_open(seen, 0.02) == pytest.approx((true * likely).sum() / likely.sum(), rel=1e-3)


def test_sums_that_tell_nothing_leave_what_is_likely_and_sums_without_error_what_is_seen() -> None:
    for error in (10.0, 1e4, 1e9, inf):
        assert left_open(Moment(0.0, error), 0.02) == pytest.approx(0.02, rel=0.02)
    assert (left_open(Moment(0.01, 0), 0.02), left_open(Moment(-0.01, 0), 0.02)) == (0.01, 0)
    assert moment(Sums(1, 5.0, 25.0, 0.0, 3.0), 1.0) == Moment(0.0, inf)  # one region is about its own mean


def test_before_its_years_are_seen_the_country_steps_as_the_published_series_did() -> None:
    two_years, seven_years = (of_the_country(country_of(years)[0]) for years in (2, 7))

    assert two_years.step_variance == pytest.approx(4 * 0.05**2 / 2)
    assert seven_years.step_variance != two_years.step_variance


def test_months_known_already_are_in_the_year_as_they_were() -> None:
    whole, regions = country_of(5)
    course, so_far = of_the_country(whole), until(regions[0], 2024)
    partly = Months(*(np.append(column, value) for column, value in zip(
        (so_far.year, so_far.month, so_far.events, so_far.employees), (2024.0, 1.0, 50.0, 1e5), strict=True)))  # fmt: skip
    year = year_of(course, partly, 2024)

    assert year.known == 50
    assert year.employees == 1e5  # last known of the months to come, too
    assert year.quantiles(0.0001)[0] >= 1000 * 50 / 1e5
    assert year.chance_of(0.49) == 0  # already above 49 events


def test_a_year_is_as_wide_as_chance_course_and_steps_make_it() -> None:
    whole, _ = country_of(7)
    course = of_the_country(whole)
    certain = replace(course, covariance=course.covariance * 0, step_variance=0.0)
    near, far = (year_of(course, whole, year) for year in (2027, 2030))

    assert year_of(certain, whole, 2027).variance == pytest.approx(course.dispersion * year_of(certain, whole, 2027).mean)
    assert far.variance / far.mean**2 > near.variance / near.mean**2 > 1 / near.mean


def test_the_interval_and_the_chance_come_from_one_distribution() -> None:
    whole, _ = country_of(7)
    year = year_of(of_the_country(whole), whole, 2028)
    low, middle, high = year.quantiles(0.025, 0.5, 0.975)

    assert low < middle < high
    assert 0.025 <= year.chance_of(low) < 0.03
    assert 0.975 <= year.chance_of(high) < 0.98
    assert year.chance_of(middle) == pytest.approx(0.5, abs=0.01)


def test_the_paces() -> None:
    course = Course(2026, log(1e-5), log(0.95), np.diag([0.01, 0.0004]), np.zeros(1), np.zeros(12), 0.0, 1.0)

    assert needed_pace(0.028, 0.023, 4) == pytest.approx((0.023 / 0.028) ** 0.25 - 1)
    assert needed_pace(0.2, 0, 4) == -1
    assert pace(course) == pytest.approx((-0.05, 0.95 * np.exp(-0.0392) - 1, 0.95 * np.exp(0.0392) - 1), abs=1e-4)


def test_only_years_whose_months_are_all_known_are_compared() -> None:
    months = first(country_of(2)[0], 23)

    assert rates_of_years(Fitted(None, months, None, None)) == {
        2020: pytest.approx(1000 * months.events[:12].sum() / months.employees[:12].mean())
    }
