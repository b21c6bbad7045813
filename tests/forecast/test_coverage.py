"""Intervals and chances in countries whose truth is known: how often they hold. The figures of many more are in docs/forecast.md."""

import numpy as np
import pytest

from queries.outlook.fan import ends
from queries.predicting import year_of
from tests.forecast.worlds import Truth, courses, together, until, world

COUNTRIES, YEARS, AHEAD = 16, 7, 4


@pytest.fixture(scope="module", params=[Truth(), Truth(rate=0.028), Truth(trend_sd=0, step_sd=0)], ids=["injured", "killed", "steady"])
def told(request: pytest.FixtureRequest) -> list[tuple[bool, bool, float, bool]]:
    """Of every region and coming year: did either interval hold; the chance told of a rate a fifth under the country's, and did it come."""
    chance, found = np.random.default_rng(11), []
    for _ in range(COUNTRIES):
        whole = world(request.param, chance, 20, YEARS, AHEAD)
        past = [until(each, 2020 + YEARS) for each in whole]
        aim = 0.8 * 12000 * together(past).events[-12:].sum() / 12 / together(past).employees[-1]
        for course, before, after in zip(courses(past)[1], past, whole, strict=True):
            for number in range(2020 + YEARS, 2020 + YEARS + AHEAD):
                year, rate = year_of(course, before, number), 1000 * after.events[after.year == number].sum() / after.employees[-1]
                fan = ends(year)
                held = [fan[f"low_{level}"] <= rate <= fan[f"high_{level}"] for level in (80, 95)]
                found.append((*held, year.chance_of(aim), rate <= aim))
    return found


def test_intervals_hold_as_often_as_they_say(told: list[tuple[bool, bool, float, bool]]) -> None:
    of_80, of_95 = (np.mean([each[place] for each in told]) for place in (0, 1))

    assert 0.72 <= of_80 <= 0.9  # 1,280 forecasts; those of a region and of a country go together
    assert 0.9 <= of_95 <= 0.99


def test_a_chance_comes_true_as_often_as_it_says(told: list[tuple[bool, bool, float, bool]]) -> None:
    said, came = np.array([each[2] for each in told]), np.array([each[3] for each in told])
    unsure = (said > 0.2) & (said < 0.8)

    assert said.mean() == pytest.approx(came.mean(), abs=0.08)
    assert said[unsure].mean() == pytest.approx(came[unsure].mean(), abs=0.12)
