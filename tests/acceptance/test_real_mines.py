"""The method on real mines: beyond what counting violations and a plain fit reach, calibrated, on years that the fits had not seen."""

from pathlib import Path

import pandas as pd
import pytest
from pandas import DataFrame

from data.risk_model.backtesting import backtest
from data.risk_model.histories import NAIVE, directions, yearly_rows
from data.risk_model.quarters import panel_of

TABLE = Path(__file__).parents[2].parent / "shared" / "data" / "us_mines_2000_2011" / "mine_quarters.parquet"
FIRST_YEAR = 2010
KNOWN_AUC = {"lost_day": 0.80, "death": 0.79}  # of a plain logistic fit on later years; violations of three years alone: 0.69, 0.73

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(not TABLE.exists(), reason="the folder ../shared/data with real mines is not beside this checkout"),
]


@pytest.fixture(scope="module")
def rows() -> DataFrame:
    return yearly_rows(panel_of(pd.read_parquet(TABLE)))


@pytest.fixture(scope="module", params=KNOWN_AUC)
def together(request: pytest.FixtureRequest, rows: DataFrame) -> DataFrame:
    """Figures of 2010 and 2011 together, a row a method and figure."""
    found = backtest(rows, directions(rows), (), request.param, naive=NAIVE, first=FIRST_YEAR, replicates=60)
    return found.figures.query("year == 0").set_index(["method", "figure"])


def test_it_ranks_beyond_what_is_known_and_beyond_the_naive_rankings(together: DataFrame) -> None:
    outcome = together["outcome"].iloc[0]

    assert together.loc[("steps", "auc"), "value"] > KNOWN_AUC[outcome] + 0.01
    for naive in NAIVE:
        assert together.loc[("steps", f"auc_gain_over_{naive}"), "low"] > 0.01
        assert together.loc[("steps", "share_in_top_tenth"), "value"] > together.loc[(naive, "share_in_top_tenth"), "value"]


def test_its_probabilities_mean_what_they_say(together: DataFrame) -> None:
    assert 0.9 < together.loc[("steps", "calibration_slope"), "value"] < 1.1
    assert abs(together.loc[("steps", "calibration_intercept"), "value"]) < 0.2


def test_steps_beat_the_plain_fit_where_events_are_many_and_lose_nothing_where_few(together: DataFrame) -> None:
    gain = together.loc[("steps", "auc_gain_over_logistic")]

    assert gain["low"] > (0 if gain["outcome"] == "lost_day" else -0.02)
