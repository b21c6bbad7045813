"""A measure seen by several: each counts what he may see, and all read the same state."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from queries import instructions, measures
from queries.db import reading_as
from queries.viewer import Viewer
from tests import rows
from tests.instruction_rows import ISSUED, days, instruction
from tests.measure_rows import item, measure, programme
from tests.viewers import KARAGANDA, MINISTER, PM_OFFICE


def counted(instruction_id: int, as_of: date, viewer: Viewer = PM_OFFICE) -> dict[str, Any]:
    return measures.one(viewer, as_of, instruction_id=instruction_id) or {}


def state(instruction_id: int, as_of: date, viewer: Viewer = PM_OFFICE) -> str:
    return str((instructions.one(viewer, as_of, instruction_id=instruction_id) or {})["state"])


@pytest.fixture
def in_two_regions(database: str) -> int:
    """Fast in Karaganda, slow in Mangystau; led by the akimat of Karaganda."""
    one, code = instruction(lead_body_code="akimat_35", due_on=ISSUED + days(60)), programme()
    for n in range(10):
        item(code, ISSUED + days(20 + n))
        item(code, region_code="47")
    measure(one, programme_code=code)
    return one


def test_an_akimat_counts_its_own_facilities_and_reads_the_same_state(in_two_regions: int) -> None:
    as_of = ISSUED + days(30)
    own, whole = counted(in_two_regions, as_of, KARAGANDA), counted(in_two_regions, as_of)

    assert (own["done_count"], own["asked_count"], own["is_part"]) == (10, 10, True)
    assert (whole["done_count"], whole["asked_count"], whole["is_part"]) == (10, 20, False)
    assert (own["verdict"], whole["verdict"]) == ("complete", "in_time")
    same = ("whole_finishes_on", "whole_verdict", "whole_days_spare")
    assert [own[name] for name in same] == [whole[name] for name in same]
    later = ISSUED + days(35)
    assert state(in_two_regions, later, KARAGANDA) == state(in_two_regions, later) == "at_risk"
    assert set(measures.by_region(KARAGANDA, as_of, instruction_id=in_two_regions)["region_code"]) == {"35"}
    assert measures.by_day(KARAGANDA, as_of, instruction_id=in_two_regions)["asked_count"].max() == 10


def test_what_is_still_open_is_shown_to_each_as_far_as_he_may_see(in_two_regions: int) -> None:
    before, as_of = ISSUED + days(28), ISSUED + days(30)

    def open_to(viewer: Viewer, day: date) -> int:
        return len(measures.still_open(viewer, day, instruction_id=in_two_regions))

    assert (open_to(PM_OFFICE, before), open_to(KARAGANDA, before)) == (11, 1)
    assert (open_to(PM_OFFICE, as_of), open_to(KARAGANDA, as_of)) == (10, 0)
    assert open_to(MINISTER, as_of) == 0  # sees the whole country, but takes no part in the instruction
    assert counted(in_two_regions, as_of, MINISTER) == {}
    assert measures.by_region(MINISTER, as_of, instruction_id=in_two_regions).empty
    assert measures.by_day(MINISTER, as_of, instruction_id=in_two_regions).empty
    assert measures.standing(MINISTER, as_of).empty
    assert len(measures.standing(KARAGANDA, as_of)) == 1


def test_the_pace_of_the_whole_is_told_to_nobody_who_may_not_see_the_instruction(in_two_regions: int) -> None:
    asked = text("SELECT count(*) FROM whole_pace(:one, :day, :day)")

    def told(viewer: Viewer) -> int:
        with reading_as(viewer) as connection:
            return int(connection.execute(asked, {"one": in_two_regions, "day": ISSUED + days(30)}).scalar_one())

    assert [told(viewer) for viewer in (PM_OFFICE, KARAGANDA, MINISTER)] == [1, 1, 0]


def test_a_share_is_told_from_five_on(in_two_regions: int) -> None:
    rows.run(
        "UPDATE facility SET decommissioned_on = %s"
        " WHERE facility_id IN (SELECT facility_id FROM programme_item WHERE region_code = '47' LIMIT 6)",
        ISSUED,
    )
    rows.run("SELECT refresh_measures(NULL)")

    found = measures.by_region(PM_OFFICE, ISSUED + days(30), instruction_id=in_two_regions).set_index("region_code")
    assert found.loc["35", "done_pct"] == 100
    assert found.loc["47", ["asked_count", "done_count", "open_count"]].tolist() == [4, 0, 4]
    assert found["done_pct"].isna()["47"]
