"""Intervals and chances in countries whose truth is known: how often they hold. The figures of many more are in docs/forecast.md."""

import pytest
from pandas import DataFrame

from tests.forecast.coverage import forecasts
from tests.forecast.worlds import Truth

COUNTRIES = 60
STEADY = Truth(trend_sd=0, step_sd=0)


@pytest.fixture(scope="module", params=[Truth(), Truth(rate=0.028), STEADY], ids=["injured", "killed", "steady"])
def told(request: pytest.FixtureRequest) -> DataFrame:
    """Forecasts of the regions of countries drawn alike, beside what came."""
    found = forecasts(request.param, COUNTRIES)
    return found[~found["is_country"]]


def test_intervals_hold_as_often_as_they_say_and_hardly_more(told: DataFrame) -> None:
    of_80, of_95 = told["held_80"].mean(), told["held_95"].mean()

    assert 0.8 <= of_80 <= 0.9  # 4,800 forecasts; those of a country go together: a standard error of one point, and of half a point
    assert 0.947 <= of_95 <= 0.985


def test_a_chance_comes_true_as_often_as_it_says(told: DataFrame) -> None:
    unsure = told[told["said"].between(0.2, 0.8)]

    assert told["said"].mean() == pytest.approx(told["came"].mean(), abs=0.05)
    assert unsure["said"].mean() == pytest.approx(unsure["came"].mean(), abs=0.08)
