"""Every measure that can be chosen: what it asks, from which day it counts as done, and what the map shows as open."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from queries import facilities, measures
from queries.facilities import Filters
from queries.viewer import Viewer
from tests import rows
from tests.deliveries import csv_file, deliver, facility_value, row
from tests.instruction_rows import ISSUED, instruction
from tests.measure_rows import item, measure, programme
from tests.tiles import around
from tests.viewers import KARAGANDA, MANGYSTAU, MINISTER, PM_OFFICE

DAY = rows.DAY
BEFORE = ISSUED - timedelta(days=1)
ON_20 = ISSUED + timedelta(days=20)
ON_19 = ISSUED + timedelta(days=19)


def found(instruction_id: int, as_of: date) -> tuple[int, int]:
    """How many are done, and of how many."""
    row = measures.one(PM_OFFICE, as_of, instruction_id=instruction_id) or {}
    return row["done_count"], row["asked_count"]


def measured(measure_code: str, **given: Any) -> int:
    one = instruction()
    measure(one, measure_code, **given)
    return one


def test_inspected_since_a_day_counts_that_day_and_not_the_day_before(database: str) -> None:
    early, late, _never = (rows.facility() for _ in range(3))
    rows.inspection(early, BEFORE)
    rows.inspection(late, ISSUED, known_on=ON_20)
    one = measured("inspected")

    assert [found(one, day) for day in (ON_19, ON_20)] == [(0, 3), (1, 3)]


def test_the_set_is_limited_by_region_and_hazard_and_to_facilities_in_service(database: str) -> None:
    for given in ({}, {"hazard_type_code": "chemical"}, {"decommissioned_on": ISSUED}, {"known_on": ON_20}):
        rows.facility(**given)
    rows.facility("47")

    assert found(measured("insured"), ON_19) == (0, 3)
    assert found(measured("insured", of_region="35"), ON_19) == (0, 2)
    assert found(measured("insured", of_region="35", of_hazard_type="boiler"), ON_19) == (0, 1)
    assert found(measured("insured"), ON_20) == (0, 4)  # the register knows one more


def test_prescriptions_open_on_the_first_day_must_all_be_fulfilled(database: str) -> None:
    one_open, two_open, fulfilled_before, issued_later = (rows.facility() for _ in range(4))
    visits = {each: rows.inspection(each, BEFORE) for each in (one_open, two_open, fulfilled_before, issued_later)}

    def prescription(facility_id: int, known_on: date, fulfilled_on: date | None) -> None:
        given = {"known_on": known_on, "fulfilled_on": fulfilled_on, "fulfilment_known_on": fulfilled_on}
        rows.prescription(facility_id, visits[facility_id], BEFORE, DAY, **given)

    prescription(one_open, ISSUED, ON_20)
    prescription(two_open, BEFORE, ON_20)
    prescription(two_open, BEFORE, None)
    prescription(fulfilled_before, BEFORE, ISSUED)
    prescription(issued_later, ISSUED + timedelta(days=1), None)
    one = measured("prescriptions_fulfilled")

    assert [found(one, day) for day in (ON_19, ON_20)] == [(0, 2), (1, 2)]


def permit(
    facility_id: int, valid_from: date, valid_to: date, kind_code: str = "liability_insurance", known_on: date | None = None
) -> None:
    values = {
        "facility_id": facility_id,
        "region_code": "35",
        "kind_code": kind_code,
        "number": "1",
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    rows.insert("permit", **values, **rows.origin(), known_on=known_on or valid_from)


def test_an_insurance_counts_through_its_last_day_and_a_lapse_is_open_again(database: str) -> None:
    lapsing, renewed, other = (rows.facility() for _ in range(3))
    permit(lapsing, BEFORE, ON_19)
    permit(renewed, BEFORE, ON_19)
    permit(renewed, ON_20, DAY)
    permit(other, BEFORE, DAY, "accident_insurance")
    one = measured("insured")

    assert [found(one, day) for day in (ON_19, ON_20)] == [(2, 3), (1, 3)]
    open_now = measures.still_open(PM_OFFICE, ON_20, instruction_id=one)["facility_id"]
    assert set(open_now) == {lapsing, other}


def test_declared_counts_those_who_must_declare_from_the_day_it_became_known(database: str) -> None:
    rows.facility(is_declaration_required=True, declaration_no="1")
    rows.facility(is_declaration_required=True, declaration_no="2", declaration_known_on=ON_20)
    rows.facility(is_declaration_required=True)
    rows.facility(is_declaration_required=False)
    rows.facility(is_declaration_required=None)
    one = measured("declared")

    assert [found(one, day) for day in (ON_19, ON_20)] == [(1, 3), (2, 3)]


def test_a_declaration_delivered_later_counts_from_that_delivery(database: str, tmp_path: Path) -> None:
    first = {"source_key": "K-1", "is_declaration_required": "yes"}
    deliver(csv_file(tmp_path, row(**first, declaration_no="")), as_of=ISSUED)
    deliver(csv_file(tmp_path, row(**first, declaration_no="D-1"), name="second.csv"), as_of=ON_20)
    deliver(csv_file(tmp_path, row(**first, declaration_no="D-2"), name="third.csv"), as_of=DAY)

    assert facility_value("declaration_known_on") == ON_20  # another number is not another declaration
    one = measured("declared")
    assert [found(one, day) for day in (ON_19, ON_20)] == [(0, 1), (1, 1)]


def test_systems_connected_are_counted_by_the_list_of_their_programme(database: str) -> None:
    code, another = programme("system_connection"), programme("system_connection")
    item(code, ON_20)
    item(code)
    item(another, ISSUED)
    one = measured("systems_connected", programme_code=code)

    assert [found(one, day) for day in (ON_19, ON_20)] == [(0, 2), (1, 2)]


def test_scoring_counts_anew_what_was_delivered_since(database: str) -> None:
    one, place = measured("inspected"), rows.facility()
    rows.inspection(place, ON_20)
    assert found(one, DAY) == (0, 0)

    rows.score()
    assert found(one, DAY) == (1, 1)


@pytest.fixture
def open_in_two_regions(database: str) -> int:
    """An instruction of the akimat of Karaganda, open at one facility there and one in Mangystau."""
    code, one = programme(), instruction(lead_body_code="akimat_35")
    item(code, ON_20)
    item(code)
    item(code, region_code="47")
    rows.facility()
    measure(one, programme_code=code)
    rows.score()
    return one


@pytest.mark.parametrize(("viewer", "shown"), [(PM_OFFICE, 2), (KARAGANDA, 1), (MANGYSTAU, 0), (MINISTER, 0)])
def test_the_map_narrows_to_what_is_open_as_far_as_the_viewer_may_see(open_in_two_regions: int, viewer: Viewer, shown: int) -> None:
    asked = Filters("labour", open=str(open_in_two_regions))
    listed = facilities.listed(viewer, DAY, filters=asked, order="name", descending=False, page=1, language="en")

    assert len(listed) == shown
    assert sum(int(each["properties"].get("n", 1)) for each in around(viewer, 14, open=asked.open)) == shown
    assert sum(len(part) for part in facilities.exported(viewer, DAY, filters=asked)) == shown
    counted = facilities.counted(viewer, DAY, filters=asked)
    assert counted[counted["filter"] == "region"]["facilities"].sum() == shown
