"""The figures against their definitions written out, with ties, weights and nothing to measure."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from data.risk_model import measures
from data.risk_model.resampling import interval, weightings

DRAW = np.random.default_rng(5)
SCORE = DRAW.integers(0, 6, 80).astype(float)  # many ties
HAPPENED = (DRAW.random(80) < 0.1 + SCORE / 12).astype(float)
ONCE = np.ones((1, 80))


def test_auc_is_the_chance_of_the_right_order_ties_counting_half() -> None:
    pairs = [(a > b) + (a == b) / 2 for a in SCORE[HAPPENED == 1] for b in SCORE[HAPPENED == 0]]

    assert measures.auc(measures.ranked(SCORE, HAPPENED, ONCE))[0] == pytest.approx(np.mean(pairs))


@pytest.mark.parametrize("measure", [measures.auc, measures.share_in_top_tenth, measures.calibration_slope, measures.calibration_intercept])
def test_a_weight_is_as_many_rows(measure) -> None:
    times = DRAW.integers(0, 4, 80)
    weighed = measure(measures.ranked(SCORE - 3, HAPPENED, np.array([times, np.ones(80)], dtype=float)))
    repeated = measure(measures.ranked(np.repeat(SCORE - 3, times), np.repeat(HAPPENED, times), np.ones((1, times.sum()))))

    assert weighed[0] == pytest.approx(repeated[0])
    assert weighed[1] == pytest.approx(measure(measures.ranked(SCORE - 3, HAPPENED, ONCE))[0])


@pytest.mark.parametrize(
    ("score", "happened", "share"),
    [
        (range(20), [0] * 18 + [1, 1], 1.0),  # two units are the tenth
        (range(20), [0] * 17 + [1, 0, 1], 0.5),
        (range(20), [0] * 17 + [1, 0, 0], 0.0),  # the third highest is outside
        ([0] * 16 + [1] * 4, [0] * 16 + [1] * 4, 0.5),  # of four tied units two belong to the tenth
        ([0] * 20, [1] * 20, 0.1),
    ],
)
def test_share_of_events_in_the_top_tenth(score, happened, share) -> None:
    rows = measures.ranked(np.array(score, dtype=float), np.array(happened, dtype=float), np.ones((1, 20)))

    assert measures.share_in_top_tenth(rows)[0] == pytest.approx(share)


def test_slope_and_intercept_of_probabilities_known_to_be_wrong() -> None:
    draw = np.random.default_rng(2)
    log_odds = draw.normal(-1, 1.5, 200_000)
    happened = (draw.random(200_000) < expit(log_odds)).astype(float)
    once = np.ones((1, 200_000))
    too_far_apart = measures.ranked(measures.log_odds_of(expit(2 * log_odds)), happened, once)
    too_low = measures.ranked(measures.log_odds_of(expit(log_odds - 0.5)), happened, once)

    assert measures.calibration_slope(too_far_apart)[0] == pytest.approx(0.5, abs=0.01)
    assert measures.calibration_slope(too_low)[0] == pytest.approx(1, abs=0.02)
    assert measures.calibration_intercept(too_low)[0] == pytest.approx(0.5, abs=0.02)


def test_brier_is_the_mean_square() -> None:
    assert measures.brier(np.array([0.5, 1.0]), np.array([0.0, 1.0]), np.array([[1.0, 1.0], [3.0, 1.0]])) == pytest.approx([0.125, 0.1875])


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_nothing_is_measured_where_all_are_alike(value: float) -> None:
    rows = measures.ranked(SCORE, np.full(80, value), ONCE)

    assert np.isnan([measures.auc(rows)[0], measures.calibration_slope(rows)[0], measures.calibration_intercept(rows)[0]]).all()
    assert np.isnan(measures.share_in_top_tenth(rows)[0]) == (value == 0)


def test_one_score_for_all_has_no_slope() -> None:
    assert np.isnan(measures.calibration_slope(measures.ranked(np.zeros(80), HAPPENED, ONCE))[0])


def test_a_unit_is_drawn_with_all_its_rows() -> None:
    units = pd.Series(["a", "b", "a", "c", "b"])
    drawn = np.concatenate(list(weightings(units, 50, seed=1)))

    assert drawn[0].tolist() == [1] * 5
    assert len(drawn) == 51
    assert (drawn[:, 0] == drawn[:, 2]).all()
    assert (drawn[:, 1] == drawn[:, 4]).all()
    assert set(drawn[:, [0, 1, 3]].sum(axis=1)) == {3}


def test_an_interval_holds_its_value_and_leaves_out_what_is_undefined() -> None:
    assert interval(np.array([5.0, 1, 2, np.nan, 3])) == (5.0, pytest.approx(1.05), 5.0)
    assert np.isnan(interval(np.array([np.nan, 1, 2]))).all()
