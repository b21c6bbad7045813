"""Tables of quarters: what is told of the past, both sides of both ends of every window, and what is refused."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from pandas import DataFrame, Series

from data.risk_model.errors import ColumnsMissing, NoRows, NotNumbers, RowsRepeat, TooFewYears
from data.risk_model.histories import directions, yearly_rows
from data.risk_model.quarters import panel_of
from tests.risk_model import truth

QUIET = truth.quarters(units=2).assign(active=1, violations=0, days_lost=0, deaths=0)


def with_one(column: str, year: int, quarter: int, amount: int = 1) -> Series:
    """What is told before 2006 of a unit to which one thing happened in one quarter."""
    table = QUIET.copy()
    table.loc[(table["unit"] == "0000") & (table["year"] == year) & (table["quarter"] == quarter), column] = amount
    return told(table)


def told(table: DataFrame, year: int = 2006, **given) -> Series:
    """What is told of the first unit before a year."""
    return yearly_rows(panel_of(table), **given).query("unit == '0000' and year == @year").iloc[0]


@pytest.mark.parametrize(
    ("column", "year", "quarter", "amount"),
    [
        ("violations_1y", 2004, 4, 0),  # the fifth quarter back
        ("violations_1y", 2005, 1, 1),
        ("violations_1y", 2005, 4, 1),
        ("violations_1y", 2006, 1, 0),  # the year that is foretold
        ("violations_3y", 2002, 4, 0),  # the thirteenth quarter back
        ("violations_3y", 2003, 1, 1),
        ("violations_3y", 2005, 4, 1),
        ("violations_3y", 2006, 1, 0),
        ("violations_last_quarter", 2005, 3, 0),
        ("violations_last_quarter", 2005, 4, 1),
        ("violations_last_quarter", 2006, 1, 0),
        ("deaths_ever", 2001, 1, 1),
        ("deaths_ever", 2006, 1, 0),
    ],
)
def test_the_ends_of_a_window(column: str, year: int, quarter: int, amount: int) -> None:
    assert with_one(column.split("_")[0], year, quarter)[column] == amount


@pytest.mark.parametrize(("year", "quarter", "came"), [(2005, 4, 0), (2006, 1, 1), (2006, 4, 1), (2007, 1, 0)])
@pytest.mark.parametrize(("column", "outcome"), [("days_lost", "lost_day"), ("deaths", "death")])
def test_the_outcome_is_that_of_the_year_foretold(year: int, quarter: int, came: int, column: str, outcome: str) -> None:
    assert with_one(column, year, quarter)[outcome] == came


@pytest.mark.parametrize(("year", "quarter", "since"), [(2005, 4, 0), (2005, 3, 1), (2001, 1, 19), (2006, 1, np.nan)])
def test_quarters_since_the_last_violation(year: int, quarter: int, since: float) -> None:
    assert with_one("violations", year, quarter)["quarters_since_violation"] == pytest.approx(since, nan_ok=True)


def test_the_latest_counts_most() -> None:
    late, early = (with_one("violations", year, 4)["violations_per_quarter_lately"] for year in (2005, 2003))

    assert late > early > told(QUIET)["violations_per_quarter_lately"] - 1e-9


def test_who_is_asked() -> None:
    """Known beforehand: active in the year before; working: active in the year itself."""
    table = QUIET.assign(active=((QUIET["year"] == 2003) & (QUIET["quarter"] == 4)).astype(int))
    years = {among: set(yearly_rows(panel_of(table), among)["year"]) for among in ("known", "working")}

    assert years == {"known": {2004}, "working": {2003}}


def test_a_quarter_without_a_row_is_not_active_and_quiet() -> None:
    table = QUIET.drop(QUIET[(QUIET["unit"] == "0000") & (QUIET["year"] == 2005) & (QUIET["quarter"] < 4)].index)

    assert told(table)["active_1y"] == 1
    assert told(table.drop(columns="active"))["active_1y"] == 1


def test_an_unfinished_year_is_not_foretold() -> None:
    table = QUIET[(QUIET["year"] < 2007) | (QUIET["quarter"] < 4)]

    assert yearly_rows(panel_of(table))["year"].max() == 2006
    assert yearly_rows(panel_of(QUIET))["year"].max() == 2007


def test_the_order_of_rows_does_not_matter() -> None:
    table = truth.quarters(units=50)
    shuffled = table.sample(frac=1, random_state=1)
    one, other = (yearly_rows(panel_of(each)).sort_values(["unit", "year"], ignore_index=True) for each in (table, shuffled))

    pd.testing.assert_frame_equal(one, other)


def test_optional_columns_add_features_and_their_names_may_be_those_of_the_mines() -> None:
    table = truth.quarters(units=20).rename(columns={"unit": "mine_id", "violations": "viol_quantity", "days_lost": "num_days_lost"})
    rows = yearly_rows(panel_of(table.assign(num_dis=1, hours=7.0, activity="coal"), ("activity",)))

    features = {feature.name: feature.direction for feature in directions(rows)}
    assert (features["disabilities_3y"], features["hours_1y"], features["quarters_since_lost_day"]) == (1, 0, -1)
    assert "activity" not in features
    assert set(rows["activity"]) == {"coal"}
    assert {"unit", "year", "lost_day", "death"}.isdisjoint(features)


REFUSED: list[tuple[Callable[[DataFrame], DataFrame], type[Exception], str]] = [
    (lambda table: table.drop(columns=["deaths", "year"]), ColumnsMissing, "year, deaths"),
    (lambda table: table.head(0), NoRows, "no rows"),
    (lambda table: pd.concat([table, table.head(1)]), RowsRepeat, "unit 0000, 2001 quarter 1"),
    (lambda table: table.assign(quarter=table["quarter"] - 1), NotNumbers, "quarter must hold whole numbers from 1 to 4"),
    (lambda table: table.assign(year=20.5), NotNumbers, "year must hold whole numbers"),
    (lambda table: table.assign(violations=-1), NotNumbers, "violations must hold a number from 0 up in every row; 56 rows"),
    (lambda table: table.assign(deaths=np.nan), NotNumbers, "deaths"),
    (lambda table: table.assign(days_lost="few"), NotNumbers, "days_lost must hold numbers only"),
    (lambda table: table.assign(unit=None), NoRows, "56 rows do not say which unit"),
    (lambda table: table[table["quarter"] < 4], NoRows, "No year of the table has all four quarters"),
    (lambda table: table[table["year"] == 2001], TooFewYears, "one year only"),
]


@pytest.mark.parametrize(("change", "error", "sentence"), REFUSED, ids=[sentence for _, _, sentence in REFUSED])
def test_another_shape_is_refused_in_a_sentence(change: Callable[[DataFrame], DataFrame], error: type[Exception], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        yearly_rows(panel_of(change(QUIET)))
