"""Rows of a table one by one are those pandas itself would give."""

from datetime import date

from pandas import DataFrame

from queries.records import records


def test_rows_are_those_of_pandas_own_way_and_of_the_same_types() -> None:
    words, numbers = {"name": ["a", None], "told": [None, "b"]}, {"count": [1, 2], "rate": [0.5, None], "is_few": [True, False]}
    rows = DataFrame(words | numbers | {"day": [date(2026, 1, 1), None], "years": [[2025], []]}, index=[7, 3])

    assert repr(records(rows)) == repr(rows.to_dict("records"))


def test_no_rows_give_none() -> None:
    assert records(DataFrame({"name": []})) == []
    assert records(DataFrame()) == []
