"""Shrinkage against a published worked example, and against one small enough to work out by hand."""

from math import isnan, nan

import pytest
from scipy.optimize import minimize
from scipy.stats import nbinom

from queries.shrinking import Spread, shrunken, spread

CLAIMS = (7840, 1317, 239, 42, 14, 4, 4, 1)
"""Policies with 0, 1, 2 ... claims: B. Efron and T. Hastie, Computer Age Statistical Inference (2016), table 6.1."""
PUBLISHED = (0.164, 0.398, 0.633, 0.87, 1.10, 1.34, 1.57)
"""The same table, gamma prior: expected claims of the next year given 0, 1 ... 6 claims."""


def test_the_published_example_is_reproduced() -> None:
    def surprise(given: tuple[float, float]) -> float:
        shape, scale = given
        return -sum(policies * nbinom.logpmf(claims, shape, 1 / (1 + scale)) for claims, policies in enumerate(CLAIMS))

    shape, scale = minimize(surprise, (1.0, 1.0), method="L-BFGS-B", bounds=[(0.01, 10), (0.01, 10)]).x
    about = Spread(mean=shape * scale, variance=shape * scale**2)

    found = [shrunken(claims, 1, about).value for claims in range(7)]

    assert (shape, scale) == pytest.approx((0.701, 0.306), abs=0.002)  # as published
    assert found == pytest.approx(PUBLISHED, abs=0.006)  # printed with two or three digits


def test_the_spread_and_what_is_drawn_towards_the_mean_are_as_by_hand() -> None:
    # Exposures 10, 10, 20 with 2, 8 and 10 events: mean 20 / 40 = 0.5. Q = 4/10 + 64/10 + 100/20 - 20^2/40 = 1.8, of which chance
    # makes 2 x 0.5 = 1; room 40 - (100 + 100 + 400)/40 = 25; variance 0.8 / 25 = 0.032.
    about = spread(3, 20, 40, 600, 4 / 10 + 64 / 10 + 100 / 20)

    # Gamma with shape 0.25 / 0.032 = 7.8125 and rate 0.5 / 0.032 = 15.625.
    assert (about.mean, about.variance) == pytest.approx((0.5, 0.032))
    assert shrunken(2, 10, about).value == pytest.approx((2 + 7.8125) / (10 + 15.625))
    assert shrunken(8, 10, about).value == pytest.approx(15.8125 / 25.625)


def test_a_rate_is_drawn_the_more_the_less_it_stands_on() -> None:
    about = Spread(0.2, 0.01)
    small, large = shrunken(1, 1, about), shrunken(1000, 1000, about)

    assert 0.2 < small.value < 0.3
    assert large.value == pytest.approx(1, abs=0.02)
    assert small.low < small.value < small.high
    assert small.high - small.low > large.high - large.low


def test_regions_that_chance_explains_get_the_rate_of_all() -> None:
    about = spread(3, 15, 30, 300, 3 * 25 / 10)

    assert about.variance == 0
    assert shrunken(5, 10, about).value == about.mean == 0.5


@pytest.mark.parametrize(("events", "exposure", "mean"), [(nan, 1, 0.2), (1, 0, 0.2), (1, nan, 0.2), (0, 1, 0), (1, 1, nan)])
def test_without_exposure_or_any_event_there_is_nothing_to_draw(events: float, exposure: float, mean: float) -> None:
    assert isnan(shrunken(events, exposure, Spread(mean, 0.01)).value)


def test_no_event_in_a_region_is_still_a_rate_above_zero() -> None:
    assert 0 < shrunken(0, 10, Spread(0.2, 0.01)).value < 0.2
