"""The backtest knows the past only, measures what it says, and keeps the plain fit unless the other one is better out of time."""

import numpy as np
import pytest
from pandas import DataFrame
from scipy.special import expit

from data.risk_model import Feature
from data.risk_model.backtesting import Backtest, backtest
from data.risk_model.errors import TooFewYears
from tests.risk_model import truth

NAIVE = {"past_violations": "violations", "noise_alone": "noise"}
FIGURES = {"auc", "share_in_top_tenth", "calibration_slope", "calibration_intercept", "brier"}


def proved(rows: DataFrame, **given) -> Backtest:
    return backtest(rows, truth.FEATURES, (), "happened", naive=NAIVE, replicates=40, **given)


@pytest.fixture(scope="module")
def rows() -> DataFrame:
    return truth.table(rows_a_year=1200)


@pytest.fixture(scope="module")
def found(rows: DataFrame) -> Backtest:
    return proved(rows)


def test_each_method_and_year_has_its_figures(found: Backtest) -> None:
    figures = found.figures[~found.figures["figure"].str.startswith("auc_gain_over_")]

    assert list(found.figures) == ["outcome", "year", "method", "figure", "value", "low", "high"]
    assert {*figures["year"]} == {0, 2004, 2005}
    assert {*figures["method"]} == {"steps", "logistic", *NAIVE}
    assert figures.groupby(["year", "method"])["figure"].agg(set).map(FIGURES.__eq__).all()
    defined = found.figures.dropna()
    assert set(found.figures.drop(index=defined.index)["method"]) <= {"noise_alone"}  # learns nothing, says one probability: no slope
    assert ((defined["low"] <= defined["value"]) & (defined["value"] <= defined["high"])).all()


def test_it_beats_the_naive_rankings_beyond_chance(found: Backtest) -> None:
    gains = found.figures.query("year == 0").set_index(["method", "figure"])["low"]

    for form in ("steps", "logistic"):
        assert gains[form, "auc_gain_over_past_violations"] > 0
        assert gains[form, "auc_gain_over_noise_alone"] > 0.1
    assert gains["steps", "auc_gain_over_logistic"] > 0
    assert ("logistic", "auc_gain_over_logistic") not in gains.index


def test_steps_replace_the_plain_fit_where_the_truth_has_steps(found: Backtest) -> None:
    assert found.better == "steps"


def test_the_plain_fit_stays_where_the_truth_is_straight(rows: DataFrame) -> None:
    straight = expit(-2 + 0.7 * np.log1p(rows["violations"]))
    happened = (np.random.default_rng(4).random(len(rows)) < straight).astype(int)

    assert proved(rows.assign(happened=happened)).better == "logistic"


def test_shuffling_the_future_changes_nothing(rows: DataFrame, found: Backtest) -> None:
    """What is said of 2004 is the same whatever 2004 and 2005 bring: outcomes and, for 2005, all that was known then."""
    draw = np.random.default_rng(6)
    later = (rows["year"] >= 2004).to_numpy()
    shuffled = rows.copy()
    shuffled.loc[later, "happened"] = draw.permutation(shuffled.loc[later, "happened"])
    last = (rows["year"] == 2005).to_numpy()
    shuffled.loc[last] = shuffled[last].sample(frac=1, random_state=6).assign(year=2005).set_index(shuffled.index[last])

    said, said_again = (each.predictions.query("year == 2004") for each in (found, proved(shuffled)))

    assert not (said["happened"].to_numpy() == said_again["happened"].to_numpy()).all()
    assert said.drop(columns="happened").equals(said_again.drop(columns="happened"))


def test_only_the_five_years_before_teach() -> None:
    small = truth.table(rows_a_year=200, years=range(2001, 2008))
    turned = {
        year: small.assign(happened=np.where(small["year"] == year, 1 - small["happened"], small["happened"])) for year in (2001, 2002)
    }

    said, without_2001, without_2002 = (proved(rows, first=2007).predictions for rows in (small, turned[2001], turned[2002]))

    assert said.equals(without_2001)
    assert not said.equals(without_2002)


def test_the_same_seed_gives_the_same_intervals_and_another_one_others(rows: DataFrame, found: Backtest) -> None:
    assert proved(rows).figures.equals(found.figures)
    other = proved(rows, seed=2).figures
    assert other["value"].equals(found.figures["value"])
    assert not other["low"].equals(found.figures["low"])


def test_calibration_and_lift_are_shares_of_the_rows(found: Backtest) -> None:
    calibration, lift = (found.curves.query("year == 0 and method == 'steps' and curve == @curve") for curve in ("calibration", "lift"))

    assert list(calibration["point_no"]) == list(range(10))
    assert calibration["row_count"].sum() == 2400
    assert calibration["x"].is_monotonic_increasing
    assert (calibration["x"] - calibration["y"]).abs().max() < 0.1
    assert (lift["x"].iloc[0], lift["y"].iloc[0], lift["x"].iloc[-1], lift["y"].iloc[-1]) == (0, 0, 1, 1)
    assert lift["y"].is_monotonic_increasing
    top_tenth = found.figures.query("year == 0 and method == 'steps' and figure == 'share_in_top_tenth'")["value"].item()
    assert lift.loc[lift["x"] == 0.1, "y"].item() == pytest.approx(top_tenth)


def test_a_year_without_an_event_has_no_auc_and_no_lift(rows: DataFrame) -> None:
    quiet = proved(rows.assign(happened=rows["happened"].where(rows["year"] < 2005, 0)))

    assert quiet.figures.query("year == 2005 and figure == 'auc'")["value"].isna().all()
    assert quiet.figures.query("year == 0 and figure == 'auc'")["value"].notna().all()
    assert set(quiet.curves.query("year == 2005")["curve"]) == {"calibration"}


@pytest.mark.parametrize(
    ("first", "years"), [(None, {2004, 2005}), (2002, {2002, 2003, 2004, 2005}), (2005, {2005}), (1990, {2002, 2003, 2004, 2005})]
)
def test_the_first_year_to_foretell_can_be_chosen(first: int | None, years: set[int]) -> None:
    small = truth.table(rows_a_year=150)

    assert {*proved(small, first=first).predictions["year"]} == years


@pytest.mark.parametrize(("years", "first"), [(range(2001, 2002), None), (range(2001, 2004), 2004)])
def test_too_few_years_are_refused(years: range, first: int | None) -> None:
    with pytest.raises(TooFewYears, match="no year from"):
        proved(truth.table(rows_a_year=150, years=years), first=first)


def test_features_are_those_given() -> None:
    small = truth.table(rows_a_year=150)
    alone = backtest(small, [Feature("noise")], (), "happened", naive={}, replicates=20)

    assert {*alone.figures["method"]} == {"steps", "logistic"}
