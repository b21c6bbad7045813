"""The flow through the zone of high risk: who counts as entering and leaving, and why they did."""

from datetime import date
from typing import Any

import pytest
from pandas import DataFrame

from queries import overview
from queries.viewer import Viewer
from tests import rows
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

JULY, AUGUST, SEPTEMBER = date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30)
FIRST, SECOND = "991240000012", "991240000024"


def owner(bin_number: str) -> None:
    rows.run(
        "INSERT INTO employer (bin, name_kk, name_ru, name_en, activity_code, region_code, known_on, source_code, batch_id)"
        " VALUES (%s, 'a', 'a', 'a', 'B', '35', '2020-01-01', 'demo', %s)", bin_number, rows.batch("demo"),
    )  # fmt: skip


def high_from(day: date, region_code: str = "35", **given: Any) -> int:
    """A facility whose boiler passes its service life on a day."""
    place = rows.facility(region_code, is_declaration_required=False, **{"employee_count": 10} | given)
    rows.device(place, day.replace(year=day.year - 20), 20, region_code)
    return place


def counts(day: date, viewer: Viewer = PM_OFFICE, law: str = "industrial_safety") -> dict[str, Any]:
    flow = overview.flow(viewer, day, law=law)
    last = flow.iloc[-1].to_dict()
    return {name.removesuffix("_count"): last[name] for name in last if name.endswith("_count")} | {"since": last["since"]}


def moved(day: date, *, has_entered: bool, viewer: Viewer = PM_OFFICE) -> DataFrame:
    return overview.moved(viewer, day, law="industrial_safety", scored_on=day, has_entered=has_entered)


def test_of_the_first_month_nothing_is_known_but_its_size(database: str) -> None:
    high_from(JULY)
    rows.score(JULY)

    found = counts(JULY)

    assert (found["facility"], found["worker"], found["since"], found["entered_facility"]) == (1, 10, None, None)


def test_facilities_workers_and_enterprises_enter_and_leave(database: str) -> None:
    owner(FIRST)
    owner(SECOND)
    leaving = high_from(JULY, bin=FIRST, employee_count=7)
    high_from(AUGUST, bin=SECOND, employee_count=20)
    high_from(date(2026, 9, 1), bin=SECOND, employee_count=None)  # a day after the scoring: not yet
    rows.score(JULY)
    rows.run("UPDATE device SET removed_on = %s WHERE facility_id = %s", AUGUST, leaving)
    rows.score(AUGUST)

    found = counts(AUGUST)

    assert (found["entered_facility"], found["left_facility"]) == (1, 1)
    assert (found["entered_worker"], found["left_worker"]) == (20, 7)
    assert (found["entered_owner"], found["left_owner"]) == (1, 1)
    assert (found["facility"], found["worker"], found["owner"]) == (1, 20, 1)


def test_an_enterprise_in_the_zone_already_does_not_enter_again(database: str) -> None:
    owner(FIRST)
    high_from(JULY, bin=FIRST)
    high_from(AUGUST, "47", point=(51.2, 43.6), bin=FIRST)
    high_from(AUGUST, bin=None)
    rows.score(JULY)
    rows.score(AUGUST)

    country, mangystau = counts(AUGUST), counts(AUGUST, MANGYSTAU)

    assert (country["owner"], country["entered_owner"], country["entered_facility"]) == (1, 0, 2)
    assert (mangystau["owner"], mangystau["entered_owner"]) == (1, 1)  # it is new there
    assert country["without_owner"] == 1


def test_a_month_counts_from_the_last_scoring_of_the_month_before(database: str) -> None:
    high_from(date(2026, 8, 5))
    high_from(date(2026, 8, 20))
    for day in (JULY, date(2026, 8, 10), AUGUST):
        rows.score(day)

    assert [counts(day)["entered_facility"] for day in (date(2026, 8, 10), AUGUST)] == [1, 2]
    assert overview.flow(PM_OFFICE, AUGUST, law="industrial_safety")["scored_on"].tolist() == [JULY, AUGUST]
    assert overview.flow(PM_OFFICE, date(2026, 8, 30), law="industrial_safety")["scored_on"].tolist() == [JULY, date(2026, 8, 10)]


def test_an_akimat_sees_the_flow_of_its_own_region_only(database: str) -> None:
    high_from(AUGUST)
    high_from(AUGUST, "47", point=(51.2, 43.6))
    rows.score(JULY)
    rows.score(AUGUST)

    assert [counts(AUGUST, each)["entered_facility"] for each in (PM_OFFICE, KARAGANDA)] == [2, 1]
    assert [len(moved(AUGUST, has_entered=True, viewer=each)) for each in (PM_OFFICE, KARAGANDA)] == [2, 1]


def test_the_list_says_what_was_known_on_both_days(database: str) -> None:
    entering = high_from(AUGUST, employee_count=5)
    new = high_from(JULY, known_on=AUGUST, employee_count=9)
    closed = high_from(JULY)
    rows.score(JULY)
    rows.run("UPDATE facility SET decommissioned_on = %s WHERE facility_id = %s", AUGUST, closed)
    rows.score(AUGUST)

    entered, left = moved(AUGUST, has_entered=True), moved(AUGUST, has_entered=False)

    assert entered["facility_id"].tolist() == [new, entering]  # most people first
    assert entered["degree_before"].isna().tolist() == [True, False]
    assert entered["reasons_before"].iloc[1] == []
    assert entered["reasons"].iloc[1][0]["code"] == "devices_beyond_service_life"
    assert left["facility_id"].tolist() == [closed]
    assert left["degree"].isna().all()


def test_the_size_counts_those_listed(database: str) -> None:
    for day in (JULY, AUGUST, AUGUST, SEPTEMBER):
        high_from(day)
    for day in (JULY, AUGUST, SEPTEMBER):
        rows.score(day)

    assert [len(moved(day, has_entered=True)) for day in (JULY, AUGUST, SEPTEMBER)] == [0, 2, 1]
    assert counts(SEPTEMBER)["facility"] == 4


def test_what_changes_in_between_and_back_is_no_move(database: str) -> None:
    """Out on 10 August and in again on the 20th; in on the 10th and out again on the 20th; changed in something else."""
    out_and_in, in_and_out, changed = high_from(JULY), rows.facility("35", is_declaration_required=False), high_from(JULY)
    rows.score(JULY)
    rows.run("UPDATE facility SET is_declaration_required = true WHERE facility_id = %s", in_and_out)
    rows.run("UPDATE device SET removed_on = '2026-08-10' WHERE facility_id = %s", out_and_in)
    rows.score(date(2026, 8, 10))
    rows.run("UPDATE facility SET is_declaration_required = false WHERE facility_id = %s", in_and_out)
    rows.run("UPDATE device SET removed_on = NULL WHERE facility_id = %s", out_and_in)
    rows.inspection(changed, date(2026, 8, 15))
    rows.score(date(2026, 8, 20))

    found = counts(date(2026, 8, 20))

    assert (found["entered_facility"], found["left_facility"], found["facility"]) == (0, 0, 2)
    assert moved(date(2026, 8, 20), has_entered=True).empty
    assert moved(date(2026, 8, 20), has_entered=False).empty


@pytest.mark.parametrize("law", ["labour", "industrial_safety"])
def test_list_and_count_agree_on_a_demonstration(demo_database: str, law: str) -> None:
    days = overview.flow(PM_OFFICE, date(2026, 10, 31), law=law)
    assert len(days) == 3
    for row in days[days["since"].notna()].to_dict("records"):
        whole = "SELECT count(*) FROM zone_between(%s, %s, %s) WHERE is_high AND NOT was_high"
        entered = rows.run(whole, law, row["since"], row["scored_on"])[0][0]
        found = rows.run("SELECT count(*) FROM zone_moved(%s, %s, %s, true)", law, row["since"], row["scored_on"])[0][0]

        assert row["entered_facility_count"] == entered == found > 0
        assert (
            rows.run("SELECT count(*) FROM zone_moved(%s, %s, %s, false)", law, row["since"], row["scored_on"])[0][0]
            == row["left_facility_count"]
        )


def test_nothing_is_told_of_a_day_after_the_one_looked_at(database: str) -> None:
    high_from(AUGUST)
    rows.score(JULY)
    rows.score(AUGUST)

    assert overview.moved(PM_OFFICE, JULY, law="industrial_safety", scored_on=AUGUST, has_entered=True).empty


def test_a_degree_set_by_hand_brings_a_facility_in_and_its_end_lets_it_out(database: str) -> None:
    place = rows.facility("35", is_declaration_required=False, employee_count=3)
    rows.device(place, date(2020, 1, 1), 90)
    rows.override(place, date(2026, 8, 10), date(2026, 9, 29), law="industrial_safety")
    for day in (JULY, AUGUST, SEPTEMBER):
        rows.score(day)

    entered, left = moved(AUGUST, has_entered=True), moved(SEPTEMBER, has_entered=False)

    assert entered["reasons"].iloc[0][0] == {
        "code": "set_by_hand", "count": 1, "points": None, "law": "industrial_safety", "computed": "not_high",
    }  # fmt: skip
    assert (left["degree_before"].tolist(), left["degree"].tolist()) == (["high"], ["not_high"])


def test_rescoring_counts_the_flow_anew(database: str) -> None:
    high_from(AUGUST)
    for day in (JULY, AUGUST, SEPTEMBER):
        rows.score(day)
    high_from(AUGUST)

    rows.score(AUGUST)

    assert [counts(day)["entered_facility"] for day in (AUGUST, SEPTEMBER)] == [2, 0]
