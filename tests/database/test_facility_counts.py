"""The counts of the map's legend and filters: as the other filters leave them, kept beforehand or made now."""

from dataclasses import replace

import pytest

from queries.facilities import Filters, Near
from tests.database.test_facilities import LABOUR, SAFETY, _four, counted, exported
from tests.viewers import MANGYSTAU, PM_OFFICE

__all__ = ["_four"]  # a fixture


@pytest.mark.usefixtures("_four")
def test_the_legend_counts_each_choice_as_the_other_filters_leave_it() -> None:
    of_all, of_high = counted(PM_OFFICE, LABOUR), counted(PM_OFFICE, Filters("labour", mark=4))
    by_violations = counted(PM_OFFICE, Filters("labour", "violations"))

    assert of_all["place", "on_map"] == 3
    assert of_all["place", "without_point"] == 1
    assert (by_violations["mark", "5"], by_violations["mark", "2"], by_violations["mark", "0"]) == (1, 1, 1)
    assert of_all["hazard", "boiler"] == 2
    assert of_high["mark", "4"] == of_all["mark", "4"] == 1
    assert of_high["mark", "0"] == of_all["mark", "0"]  # a class does not narrow its own choices
    assert ("hazard", "boiler") not in of_high
    assert {code for name, code in counted(MANGYSTAU, LABOUR) if name == "region"} == set()  # its only facility has no point


def test_counts_kept_beforehand_and_counts_made_now_are_the_same(demo_database: str) -> None:
    everywhere = Near(67, 48, 500)  # no total knows of places
    for filters in (LABOUR, Filters("labour", "overdue", hazard="boiler"), Filters("labour", region="35", mark=2, size="large")):
        inside = {row["facility_id"] for row in exported(PM_OFFICE, replace(filters, near=everywhere))}
        made = counted(PM_OFFICE, replace(filters, near=everywhere))

        assert made["place", "on_map"] == len(inside)
    with_a_point = {choice: count for choice, count in counted(PM_OFFICE, LABOUR).items() if choice != ("place", "without_point")}
    assert counted(PM_OFFICE, replace(LABOUR, near=replace(everywhere, km=5000))) == with_a_point


def test_the_legend_the_list_and_the_file_agree(demo_database: str) -> None:
    for filters in (SAFETY, LABOUR, Filters("labour", region="35", degree="medium"), Filters("industrial_safety", hazard="boiler")):
        legend = counted(PM_OFFICE, filters)
        ids = [row["facility_id"] for row in exported(PM_OFFICE, filters)]

        assert legend.get(("place", "on_map"), 0) + legend.get(("place", "without_point"), 0) == len(ids) == len(set(ids)) > 0
