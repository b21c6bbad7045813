"""The model finds the truth behind invented rows, in the shape it promises: steps and effects that add up to every score."""

from dataclasses import replace

import numpy as np
import pytest
from pandas import DataFrame
from scipy.special import expit, logit

from data.risk_model import Feature, Model, contributions, fit, measures, predict
from tests.risk_model import truth


@pytest.fixture(scope="module")
def learnt_from() -> DataFrame:
    return truth.table()


@pytest.fixture(scope="module")
def later() -> DataFrame:
    return truth.table(years=range(2006, 2008), seed=2)


@pytest.fixture(scope="module")
def model(learnt_from: DataFrame) -> Model:
    return fit(learnt_from, truth.FEATURES, truth.GROUPS, "happened")


def curve(model: Model, name: str, values: list[float]) -> np.ndarray:
    """Log-odds a feature adds at some values."""
    alone = replace(model, features=(Feature(name),), groups=())
    return contributions(alone, DataFrame({name: values}))[name].to_numpy()


def test_contributions_add_up_to_the_score_of_every_row(model: Model, later: DataFrame) -> None:
    added = model.base_log_odds + contributions(model, later).sum(axis=1)

    assert np.abs(added - logit(predict(model, later))).max() < 1e-9


def test_the_rows_of_the_model_give_the_score_by_the_rule_of_the_database(model: Model, later: DataFrame) -> None:
    """The step with the largest at_least <= value counts; NaN is larger than all, as in PostgreSQL."""
    for _, row in later.head(50).iterrows():
        log_odds = model.base_log_odds
        for feature in model.features:
            steps = [(np.isnan(step.at_least), step.at_least, step.log_odds) for step in model.steps if step.feature == feature.name]
            value = row[feature.name]
            log_odds += max(step for step in steps if (step[0] if np.isnan(value) else step[1] <= value))[2]
        log_odds += sum(effect.log_odds for effect in model.groups if effect.code == row["activity"])
        assert expit(log_odds) == pytest.approx(predict(model, row.to_frame().T)[row.name])


def test_contributions_compare_with_the_average_row(model: Model, learnt_from: DataFrame) -> None:
    assert contributions(model, learnt_from).mean().abs().max() < 1e-9


def test_it_ranks_later_rows_nearly_as_well_as_the_truth(model: Model, later: DataFrame) -> None:
    happened, as_they_are = later["happened"].to_numpy(), np.ones((1, len(later)))
    found, best = (
        measures.auc(measures.ranked(score, happened, as_they_are))[0]
        for score in (predict(model, later).to_numpy(), later["truth"].to_numpy())
    )

    assert best - 0.01 < found <= best


def test_its_probabilities_mean_what_they_say(model: Model, later: DataFrame) -> None:
    log_odds = measures.log_odds_of(predict(model, later).to_numpy())
    rows = measures.ranked(log_odds, later["happened"].to_numpy(), np.ones((1, len(later))))

    assert measures.calibration_slope(rows)[0] == pytest.approx(1, abs=0.1)
    assert measures.calibration_intercept(rows)[0] == pytest.approx(0, abs=0.1)


def test_a_feature_never_goes_against_its_direction(model: Model) -> None:
    assert (np.diff(curve(model, "violations", list(range(60)))) >= 0).all()
    assert (np.diff(curve(model, "noise", list(range(10)))) >= 0).all()
    assert (np.diff(curve(model, "experience", np.linspace(-1, 11, 99).tolist())) <= 0).all()


def test_without_direction_noise_would_go_both_ways(learnt_from: DataFrame) -> None:
    free = fit(learnt_from, [replace(feature, direction=0) for feature in truth.FEATURES], truth.GROUPS, "happened")

    assert (np.diff(curve(free, "noise", list(range(10)))) < 0).any()


def test_the_true_steps_are_found(model: Model) -> None:
    none, three, twenty = curve(model, "violations", [0, 3, 20])
    young, middle, old = curve(model, "age", [3, 20, 37])
    practised, missing = curve(model, "experience", [5, np.nan])

    assert three - none == pytest.approx(0.7 * np.log(4), abs=0.2)
    assert twenty - none == pytest.approx(0.7 * np.log(21), abs=0.3)
    assert (young - middle, old - middle) == (pytest.approx(1.2, abs=0.2), pytest.approx(1.2, abs=0.2))
    assert missing - practised == pytest.approx(1.2, abs=0.2)


def test_effects_of_common_codes_are_found_and_rare_codes_pulled_together(model: Model, learnt_from: DataFrame) -> None:
    found = {effect.code: effect.log_odds for effect in model.groups}
    true, common, rare = truth.effects(), truth.CODES[:6], truth.CODES[-4:]
    away = np.mean([found[code] - true[code] for code in common])

    assert all(found[code] - true[code] - away == pytest.approx(0, abs=0.2) for code in common)
    assert np.std([found[code] for code in rare if code in found]) < np.std([true[code] for code in rare])


def test_codes_that_are_all_alike_get_no_effect(learnt_from: DataFrame) -> None:
    shuffled = learnt_from.assign(activity=np.random.default_rng(3).permutation(learnt_from["activity"]))
    model = fit(shuffled, truth.FEATURES, truth.GROUPS, "happened")

    assert max(abs(effect.log_odds) for effect in model.groups) < 0.15


def test_the_same_rows_give_the_same_model_in_any_order(model: Model, learnt_from: DataFrame, later: DataFrame) -> None:
    again = fit(learnt_from, truth.FEATURES, truth.GROUPS, "happened")
    turned = fit(learnt_from.iloc[::-1], truth.FEATURES, truth.GROUPS, "happened")

    assert repr(again) == repr(model)  # NaN is not equal to itself
    assert np.abs(logit(predict(turned, later)) - logit(predict(model, later))).max() < 0.05


def test_the_plain_baseline_is_a_straight_line_on_the_logarithm(learnt_from: DataFrame) -> None:
    plain = fit(learnt_from, truth.FEATURES, truth.GROUPS, "happened", is_stepped=False)
    none, one, three, seven = curve(plain, "violations", [0, 1, 3, 7])  # doublings of 1 + violations

    assert three - one == pytest.approx(one - none, abs=0.02)
    assert seven - three == pytest.approx(one - none, abs=0.12)  # seven shares its step with near counts
