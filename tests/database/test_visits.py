"""Where to go next: what a visit is worth, what the law allows, and what fits into the days."""

from datetime import date, timedelta

import pytest

from queries import facilities, visits
from queries.facilities import Filters
from queries.viewer import Viewer
from tests import rows
from tests.viewers import EVERYBODY, KARAGANDA, MANGYSTAU
from tests.visit_rows import SAFETY, STEPPE, expect, low_degree, planned, told


def test_the_most_harm_for_a_day_of_work_comes_first(database: str) -> None:
    rare_but_grave = low_degree(danger_radius_m=1000, employee_count=251, point=STEPPE)  # severity 5
    likely = low_degree()  # severity 1
    unlikely = low_degree()
    expect({rare_but_grave: 0.03, likely: 0.1, unlikely: 0.01})

    found = planned().visits

    assert list(found["facility_id"]) == [rare_but_grave, likely, unlikely]
    assert found["harm"].tolist() == pytest.approx([0.15, 0.1, 0.01])
    assert found["harm_a_day"].tolist() == pytest.approx([0.075, 0.05, 0.005])  # two days each: no inspection is known


@pytest.mark.parametrize(("days", "fitting"), [(1, 0), (2, 1), (3, 1), (4, 2)])
def test_visits_fit_as_long_as_the_days_last(database: str, days: int, fitting: int) -> None:
    expect({low_degree(): 0.2, low_degree(): 0.1})  # two days each

    assert len(planned(days).visits) == fitting


def test_what_is_left_out_is_told_the_most_harm_first_with_the_reason(database: str) -> None:
    first, second, third = low_degree(), low_degree(), low_degree()
    held_back, nowhere = low_degree(), low_degree()
    rows.inspection(held_back, rows.DAY - timedelta(days=30))
    expect({first: 0.4, second: 0.2, third: 0.1, held_back: 0.9, nowhere: 0.0})

    left_out = planned(2).uncovered  # a visit takes two days

    assert left_out[["facility_id", "is_allowed", "can_go"]].to_numpy().tolist() == [
        [held_back, False, False], [second, True, True], [third, True, True]
    ]  # fmt: skip
    assert left_out["allowed_on"].iloc[0] == date(2029, 10, 1)
    assert planned(1).uncovered["can_go"].tolist() == [False] * 4  # no visit is as short as all the days
    assert left_out.equals(planned(2, viewer=KARAGANDA).uncovered)
    assert planned(2, viewer=MANGYSTAU).uncovered.empty


@pytest.mark.parametrize(("waited", "is_allowed"), [(0, True), (1, False)])
@pytest.mark.parametrize(("declared", "years"), [(True, 1), (False, 3)])
def test_the_law_holds_a_planned_visit_back_to_the_day(database: str, waited: int, is_allowed: bool, declared: bool, years: int) -> None:
    facility = rows.facility(is_declaration_required=declared)
    rows.inspection(facility, rows.DAY.replace(year=rows.DAY.year - years) + timedelta(days=waited))
    expect({facility: 0.1})

    plan = planned()

    assert (told(plan) == [facility]) is is_allowed
    assert plan.totals["held_back"] == (0 if is_allowed else 1)
    assert plan.totals["held_back_harm"] == pytest.approx(0 if is_allowed else 0.1)


@pytest.mark.parametrize(
    ("kind_code", "body_code", "is_allowed"),
    [
        ("scheduled", "cis", False),
        ("preventive", "cis", False),
        ("unscheduled", "cis", True),
        ("follow_up", "cis", True),
        ("scheduled", "labour_inspectorate_35", True),  # under the other law
        ("scheduled", "slic", True),
    ],
)
def test_only_planned_visits_under_the_same_law_count(database: str, kind_code: str, body_code: str, is_allowed: bool) -> None:
    facility = low_degree()
    rows.inspection(facility, date(2026, 10, 1), kind_code=kind_code, body_code=body_code)
    expect({facility: 0.1})

    assert (told(planned()) == [facility]) is is_allowed


def test_a_visit_not_yet_known_holds_nothing_back(database: str) -> None:
    facility = low_degree()
    rows.inspection(facility, date(2026, 10, 1), known_on=date(2026, 11, 1))
    expect({facility: 0.1})

    assert told(planned()) == [facility]


def test_without_a_probability_the_degree_orders_the_visits_and_says_so(database: str) -> None:
    low, high = low_degree(), rows.facility(is_declaration_required=True)
    rows.score()

    plan = planned()

    assert (plan.by, told(plan)) == ("degree", [high, low])
    assert plan.totals["without_probability"] == plan.totals["facilities"] == 2


def test_a_facility_without_a_probability_is_not_in_the_plan_of_harm(database: str) -> None:
    known, unknown = low_degree(), low_degree()
    expect({known: 0.1})
    plan = planned()

    assert (plan.by, told(plan)) == ("harm", [known])
    assert plan.totals["without_probability"] == 1
    assert unknown


def test_the_three_orders_share_days_and_limits(database: str) -> None:
    likely, high, forgotten = low_degree(), rows.facility(is_declaration_required=True), low_degree()
    held_back = low_degree()
    for facility in (likely, high):
        rows.inspection(facility, date(2022, 5, 1))
    rows.inspection(held_back, date(2026, 5, 1))
    expect({likely: 0.3, high: 0.02, forgotten: 0.01, held_back: 0.9})

    plans = planned(2).plans.set_index("by")

    assert plans["visits"].tolist() == [1, 1, 1]
    assert plans["harm"].to_dict() == pytest.approx({"harm": 0.3, "degree": 0.02, "wait": 0.01})
    assert {by: told(planned(2, by=by)) for by in visits.ORDERS} == {"harm": [likely], "degree": [high], "wait": [forgotten]}


def test_a_lead_stands_first_but_not_before_the_law_allows(database: str) -> None:
    likely, lead, too_early = low_degree(), low_degree(), low_degree()
    rows.inspection(too_early, date(2026, 5, 1))
    expect({likely: 0.3, lead: 0.01, too_early: 0.9})

    assert told(planned(leads=(lead, too_early))) == [lead, likely]


def test_the_plan_of_a_past_day_knows_what_was_known_then(database: str) -> None:
    facility = low_degree()
    past = date(2025, 6, 30)
    expect({facility: 0.1}, past)
    rows.inspection(facility, date(2026, 5, 1))
    expect({facility: 0.2})

    assert planned(day=past).visits["probability"].tolist() == [0.1]
    assert told(planned()) == []


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.user)
@pytest.mark.parametrize("region", [None, "47"])
def test_nobody_is_sent_to_another_region(database: str, viewer: Viewer, region: str | None) -> None:
    expect({low_degree(region_code=code): 0.1 for code in ("35", "47", "62")})
    plan = planned(viewer=viewer, region=region)

    seen = {code for code in ("35", "47", "62") if viewer.region_code in (None, code) and region in (None, code)}
    assert plan.totals["facilities"] == len(plan.visits) == len(seen)


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.user)
def test_the_map_shows_the_picked_facilities_alone_and_nobody_those_of_another_region(database: str, viewer: Viewer) -> None:
    by_region = {code: low_degree(region_code=code) for code in ("35", "47", "62")}
    low_degree()  # not picked
    rows.score()
    filters = Filters(SAFETY, chosen=",".join(map(str, by_region.values())))

    exported = [row["facility_id"] for part in facilities.exported(viewer, rows.DAY, filters=filters) for row in part]
    counted = facilities.counted(viewer, rows.DAY, filters=filters)

    seen = [number for code, number in by_region.items() if viewer.region_code in (None, code)]
    assert exported == seen
    assert counted.loc[counted["filter"] == "place", "facilities"].sum() == len(seen)


def test_the_length_of_visits_is_the_same_for_every_viewer(database: str) -> None:
    away = low_degree(region_code="47")
    for number in range(5):
        rows.inspection(away, date(2026, 1, 1 + number), "47", inspector_days=6)
    expect({low_degree(): 0.1})

    assert planned(viewer=KARAGANDA).visits["days"].tolist() == [6.0]


def test_a_day_before_the_first_scoring_has_no_plan(database: str) -> None:
    plan = planned(day=date(2020, 1, 1))

    assert plan.visits.empty
    assert (plan.totals["facilities"], plan.totals["harm"]) == (0, 0)
