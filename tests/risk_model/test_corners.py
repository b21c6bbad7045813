"""What a model does not know adds nothing, and what cannot teach is refused in a sentence."""

import numpy as np
import pytest
from pandas import DataFrame

from data.risk_model import Feature, contributions, fit, predict
from data.risk_model.errors import ColumnsMissing, NoRows, NotNumbers, OneClassOnly
from tests.risk_model import truth

SMALL = truth.table(rows_a_year=200, years=range(2001, 2004))


def taught(rows: DataFrame = SMALL, features: tuple[Feature, ...] = truth.FEATURES, groups: tuple[str, ...] = truth.GROUPS):
    return fit(rows, features, groups, "happened")


def test_a_code_never_seen_and_a_missing_code_add_nothing() -> None:
    model, rows = taught(), SMALL.head(2).assign(activity=["never seen", None])

    assert contributions(model, rows)["activity"].tolist() == [0, 0]


def test_a_code_may_be_a_number() -> None:
    model = taught(SMALL.assign(activity=SMALL["activity"].astype(int)))

    assert contributions(model, SMALL.head(1).assign(activity=0))["activity"].tolist() != [0]


def test_a_column_never_seen_changes_nothing() -> None:
    model = taught()

    assert predict(model, SMALL.assign(new=1.0)).equals(predict(model, SMALL))


def test_a_missing_value_adds_nothing_where_none_was_missing_in_training() -> None:
    assert contributions(taught(), SMALL.head(1).assign(age=np.nan))["age"].tolist() == [0]


def test_a_missing_value_adds_what_the_missing_had_in_training() -> None:
    added = contributions(taught(), SMALL)["experience"]

    assert added[SMALL["experience"].isna()].nunique() == 1
    assert added[SMALL["experience"].isna()].iloc[0] > 0.1


@pytest.mark.parametrize("value", [np.inf, -np.inf])
def test_an_infinite_value_counts_as_missing(value: float) -> None:
    model = taught(SMALL.assign(age=SMALL["age"].where(SMALL.index != 0, value)))

    assert np.isfinite(model.base_log_odds)
    assert contributions(model, SMALL.head(1).assign(age=value)).equals(contributions(model, SMALL.head(1).assign(age=np.nan)))


@pytest.mark.parametrize("column", [np.nan, 3.0])
def test_a_feature_without_a_difference_adds_nothing(column: float) -> None:
    assert contributions(taught(SMALL.assign(noise=column)), SMALL.assign(noise=column))["noise"].abs().max() < 1e-9


def test_values_beyond_those_of_training_take_the_outermost_step() -> None:
    model, rows = taught(), SMALL.head(3)
    added = contributions(model, rows.assign(violations=[-5.0, 0.0, 1e9]))["violations"].tolist()

    assert added[0] == added[1] == contributions(model, SMALL)["violations"].min()
    assert added[2] == contributions(model, SMALL)["violations"].max()


def test_no_features_and_no_groups_give_the_share() -> None:
    assert predict(taught(features=(Feature("noise"),), groups=()), SMALL).mean() == pytest.approx(SMALL["happened"].mean(), abs=0.03)


def test_one_period_teaches_too() -> None:
    one = SMALL[SMALL["year"] == 2001]

    assert predict(taught(one), one).mean() == pytest.approx(one["happened"].mean(), abs=0.01)


def test_a_first_period_without_an_event_teaches_too() -> None:
    quiet = SMALL.assign(happened=SMALL["happened"].where(SMALL["year"] == 2003, 0))

    assert predict(taught(quiet), quiet).between(0, 1, inclusive="neither").all()


def test_scoring_no_rows_gives_no_rows() -> None:
    assert predict(taught(), SMALL.head(0)).empty


def test_no_rows_cannot_teach() -> None:
    with pytest.raises(NoRows, match="no rows"):
        taught(SMALL.head(0))


@pytest.mark.parametrize("all_the_same", [0, 1])
def test_one_outcome_cannot_teach(all_the_same: int) -> None:
    with pytest.raises(OneClassOnly, match="same happened"):
        taught(SMALL.assign(happened=all_the_same))


@pytest.mark.parametrize("column", ["violations", "activity", "happened", "year"])
def test_a_missing_column_is_named(column: str) -> None:
    with pytest.raises(ColumnsMissing, match=column):
        taught(SMALL.drop(columns=column))


@pytest.mark.parametrize("column", ["violations", "activity"])
def test_a_table_to_score_needs_the_columns_too(column: str) -> None:
    with pytest.raises(ColumnsMissing, match=column):
        predict(taught(), SMALL.drop(columns=column))


def test_words_are_no_numbers() -> None:
    with pytest.raises(NotNumbers, match="violations"):
        taught(SMALL.assign(violations="many"))


@pytest.mark.parametrize("value", [2, 0.5, -1, np.nan])
def test_an_outcome_is_0_or_1(value: float) -> None:
    with pytest.raises(NotNumbers, match="0 or 1"):
        taught(SMALL.assign(happened=SMALL["happened"].where(SMALL.index != 5, value)))
