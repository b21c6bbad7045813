"""A later period corrects probabilities: much where its events are many, hardly where they are few."""

import numpy as np
import pytest
from scipy.special import expit, logit

from data.risk_model import fit, predict
from data.risk_model.calibrating import calibrated
from tests.risk_model import truth


def corrected(count: int, slope: float, level: float) -> tuple[float, float]:
    """What is found where the truth is level + slope times what the fit said."""
    draw = np.random.default_rng(3)
    said = draw.normal(-3, 1.5, count)
    found = calibrated(said, (draw.random(count) < expit(level + slope * said)).astype(float))
    return found.slope, found.level


def test_many_events_correct_slope_and_level() -> None:
    assert corrected(300_000, 0.8, -0.4) == (pytest.approx(0.8, abs=0.03), pytest.approx(-0.4, abs=0.1))


def test_few_events_hardly_do() -> None:
    slope, level = corrected(60, 0.5, -0.4)

    assert 0.9 < slope < 1.1
    assert abs(level) < 0.5


def test_what_was_right_stays() -> None:
    assert corrected(300_000, 1, 0) == (pytest.approx(1, abs=0.02), pytest.approx(0, abs=0.06))


def test_a_last_period_with_fewer_events_lowers_what_is_said_of_the_next() -> None:
    rows = truth.table(rows_a_year=2000)
    is_last = rows["year"] == rows["year"].max()
    rarer = rows.assign(happened=rows["happened"].where(~is_last | (np.arange(len(rows)) % 2 == 0), 0))

    said, said_again = (predict(fit(each, truth.FEATURES, (), "happened"), rows[is_last]).mean() for each in (rows, rarer))

    share_lowered_by_more_rows_alone = logit(rows["happened"].mean()) - logit(rarer["happened"].mean())
    assert logit(said) - logit(said_again) > share_lowered_by_more_rows_alone + 0.3
