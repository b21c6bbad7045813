"""No feature looks ahead: what is told of the past stays when the future is shuffled between the units; one that does is found out."""

from collections.abc import Callable

import numpy as np
import pytest
from pandas import DataFrame

from data.risk_model.histories import OUTCOMES, Derive, history_of, yearly_rows
from data.risk_model.quarters import Panel, panel_of
from tests.risk_model import truth

YEAR = 2005


def with_future_shuffled(table: DataFrame) -> DataFrame:
    """The table in which every unit has, from YEAR on, the quarters of another one."""
    units = table["unit"].unique()
    other = dict(zip(units, np.random.default_rng(8).permutation(units), strict=True))
    is_future = table["year"] >= YEAR
    return table.assign(unit=table["unit"].where(~is_future, table["unit"].map(other)))


def columns_that_look_ahead(table: DataFrame, derive_for: Callable[[Panel], Derive]) -> list[str]:
    """Columns told of YEAR and before that change when the future is shuffled."""
    told, told_again = (
        yearly_rows(panel, derive=derive_for(panel)).query("year <= @YEAR").sort_values(["unit", "year"], ignore_index=True)
        for panel in (panel_of(table), panel_of(with_future_shuffled(table)))
    )
    told_again = told_again.set_index(["unit", "year"]).reindex(told.set_index(["unit", "year"]).index).reset_index()
    return [name for name in told if not told[name].equals(told_again[name]) and name not in OUTCOMES]


def honest(panel: Panel) -> Derive:
    return history_of


def cheating(panel: Panel) -> Derive:
    """Counts the violations of the quarter after the past's end too."""

    def derive(past: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        end = past["violations"].shape[1]
        return {**history_of(past), "violations_1y": panel.numbers["violations"][:, end - 3 : end + 1].sum(axis=1)}

    return derive


@pytest.fixture(scope="module")
def table() -> DataFrame:
    return truth.quarters(units=120)


def test_nothing_told_of_the_past_changes_with_the_future(table: DataFrame) -> None:
    assert columns_that_look_ahead(table, honest) == []


def test_a_feature_that_looks_ahead_is_found_out(table: DataFrame) -> None:
    assert columns_that_look_ahead(table, cheating) == ["violations_1y"]


def test_the_outcomes_of_the_year_do_change(table: DataFrame) -> None:
    came, came_again = (
        yearly_rows(panel_of(each)).query("year == @YEAR").set_index("unit")["lost_day"] for each in (table, with_future_shuffled(table))
    )

    assert not came.sort_index().equals(came_again.reindex(came.index).sort_index())
