"""What stands in the key of a kept answer tells it whole."""

from datetime import date

import pytest
from numpy import int64
from pandas import DataFrame

from pages.parts.cached import key
from queries.facilities import Filters, Near
from tests.viewers import KARAGANDA, PM_OFFICE

DAY = date(2026, 10, 31)
DIFFERENT = [
    PM_OFFICE, KARAGANDA, DAY, str(DAY), date(2026, 10, 30), None, 0, 1, "1", True, 1.5, (1,), (1, 2), {"a": 1}, {"a": 2}, {"b": 1},
    Filters("labour"), Filters("industrial_safety"), Filters("labour", region="35"), Filters("labour", near=Near(71.4, 51.1, 5)),
    Filters("labour", near=Near(71.4, 51.1, 20)),
]  # fmt: skip


def test_different_parts_make_different_keys() -> None:
    assert len({key("question", part) for part in DIFFERENT}) == len(DIFFERENT)


def test_equal_parts_make_the_same_key() -> None:
    assert key(KARAGANDA, DAY, {"id": int64(7)}) == key(KARAGANDA, DAY, {"id": 7})


def test_a_table_stands_in_the_key_by_all_it_holds() -> None:
    first, same, other = (DataFrame({"a": [*range(1000), last], "b": None}) for last in (0, 0, 1))

    assert key("maker", (first,)) == key("maker", (same,))
    assert len({key("maker", (each,)) for each in (first, other, first.rename(columns={"a": "c"}), first.iloc[1:])}) == 4


def test_what_no_text_tells_whole_is_refused() -> None:
    with pytest.raises(TypeError):
        key("question", {1, 2})


def test_what_is_asked_by_name_makes_the_same_key_in_any_order() -> None:
    assert key(KARAGANDA, {"region": "35", "kind": "fatal"}) == key(KARAGANDA, {"kind": "fatal", "region": "35"})
