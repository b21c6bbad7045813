"""A degree set by hand in the score, the map's counts and its files: it holds, the computed one stays beside it, it ends by itself."""

from datetime import date, timedelta

import pytest

from data.asked_day import today
from queries import facilities, overrides, passport
from queries.facilities import Filters
from tests import rows
from tests.viewers import KARAGANDA, MANGYSTAU, MINISTER, PM_OFFICE

FIRST, LAST, AFTER = date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 1)
LABOUR = Filters("labour")


@pytest.fixture
def place(database: str) -> int:
    """A facility of low degree under labour law, set to high by hand through September; its neighbour is not."""
    made = [rows.facility("35"), rows.facility("35")]
    for each in made:
        rows.inspection(each, date(2026, 6, 1))
    rows.override(made[0], FIRST, LAST)
    return made[0]


def high_count(day: date) -> int:
    counted = facilities.counted(PM_OFFICE, day, filters=LABOUR)
    return int(counted[(counted["filter"] == "mark") & (counted["code"] == "4")]["facilities"].sum())


def test_a_scoring_takes_the_degree_in_force_and_keeps_the_computed_one(place: int) -> None:
    for day in (LAST, AFTER):
        rows.score(day)

    held, ended = (passport.score(PM_OFFICE, day, facility_id=place) for day in (LAST, AFTER))

    assert (held["labour_degree"], ended["labour_degree"]) == ("high", "low")
    assert held["reasons"][0] == {"code": "set_by_hand", "count": 1, "points": None, "law": "labour", "computed": "low"}
    assert ended["reasons"] == held["reasons"][1:]
    assert held["points"] == ended["points"]
    assert (held["safety_degree"], ended["safety_degree"]) == ("unknown", "unknown")  # the other law is not touched


def test_the_counts_of_the_map_move_with_it_and_back(place: int) -> None:
    for day in (date(2026, 8, 31), FIRST, LAST, AFTER):
        rows.score(day)

    assert [high_count(day) for day in (date(2026, 8, 31), FIRST, LAST, AFTER)] == [0, 1, 1, 0]
    assert rows.run("SELECT is_counted_right()") == [(True,)]


def test_the_map_narrows_to_what_is_set_by_hand_under_its_law_before_and_after_the_scoring(place: int) -> None:
    rows.score(date(2026, 8, 31))
    known = {day: overrides.passing(PM_OFFICE, day, filters=LABOUR) for day in (date(2026, 8, 31), FIRST, LAST, AFTER)}

    assert list(known.values()) == [0, 1, 1, 0]
    assert overrides.passing(PM_OFFICE, LAST, filters=Filters("industrial_safety")) == 0
    assert [overrides.passing(each, LAST, filters=LABOUR) for each in (KARAGANDA, MANGYSTAU)] == [1, 0]


def test_legend_and_list_follow_the_filter(place: int) -> None:
    rows.score(LAST)
    by_hand = Filters("labour", hand="yes")
    places = facilities.counted(PM_OFFICE, LAST, filters=by_hand)
    listed = facilities.listed(PM_OFFICE, LAST, filters=by_hand, order="risk", descending=True, page=1, language="en")

    assert places[places["filter"] == "place"]["facilities"].tolist() == [1]
    assert listed[["facility_id", "degree", "hand_degree", "hand_until"]].to_numpy().tolist() == [[place, "high", "high", LAST]]


def test_list_and_files_mark_it_beside_the_others(place: int) -> None:
    rows.score(LAST)
    listed = facilities.listed(PM_OFFICE, LAST, filters=LABOUR, order="risk", descending=True, page=1, language="en")
    exported = {row["facility_id"]: row for part in facilities.exported(PM_OFFICE, LAST, filters=LABOUR) for row in part}

    assert listed["hand_degree"].isna().tolist() == [False, True]
    assert [(row["hand_labour_degree"], row["hand_safety_degree"]) for row in exported.values()] == [("high", None), (None, None)]


def test_the_ledger_tells_what_became_of_each_act(place: int) -> None:
    other = rows.facility("47", point=(51.2, 43.6))
    rows.override(other, FIRST, LAST)
    rows.override(other, date(2026, 9, 5), LAST, entry_no=2, degree="low")
    rows.override(other, date(2026, 9, 9), entry_no=3, degree=None)
    rows.score(FIRST)

    def states(day: date) -> dict[int, list[str]]:
        acts = overrides.ledger(PM_OFFICE, day, only_in_force=False)
        return {each: acts[acts["facility_id"] == each]["state"].tolist() for each in (place, other)}

    assert states(FIRST) == {place: ["in_force"], other: ["in_force"]}
    assert states(date(2026, 9, 5)) == {place: ["in_force"], other: ["in_force", "replaced"]}
    assert states(AFTER) == {place: ["ended"], other: ["withdrawal", "withdrawn", "replaced"]}
    in_force = overrides.ledger(PM_OFFICE, LAST, only_in_force=True)
    assert in_force[["facility_id", "degree", "computed"]].to_numpy().tolist() == [[place, "high", "low"]]
    assert overrides.ledger(MANGYSTAU, LAST, only_in_force=True).empty


def test_the_count_on_overview_is_that_of_the_viewers_reach_and_says_what_ends_soon(place: int) -> None:
    rows.override(rows.facility("47", point=(51.2, 43.6)), date(2026, 8, 31), date(2026, 10, 31), law="industrial_safety")

    def counted(viewer: object, day: date) -> list[list[object]]:
        return overrides.counted(viewer, day).to_numpy().tolist()

    assert counted(PM_OFFICE, FIRST) == [["labour", 1, 1], ["industrial_safety", 1, 0]]  # the second ends on the 60th day
    assert counted(KARAGANDA, date(2026, 8, 31)) == [["labour", 0, 0], ["industrial_safety", 0, 0]]
    assert counted(MANGYSTAU, AFTER) == [["labour", 0, 0], ["industrial_safety", 1, 1]]  # the thirtieth day counts


def test_the_map_follows_an_act_at_once_where_the_day_is_scored_and_not_before_it(database: str) -> None:
    place = rows.facility("35")
    rows.inspection(place, date(2026, 6, 1))
    scored, ends = today() + timedelta(days=30), today() + timedelta(days=60)
    act = {"facility_id": place, "law": "labour", "reason": "Until the new declaration is registered"}
    rows.score(FIRST)
    overrides.set_degree(MINISTER, seen_no=0, degree="high", expires_on=ends, **act)
    assert high_count(FIRST) == 0
    overrides.withdraw(MINISTER, seen_no=1, **act)

    rows.score(scored)
    overrides.set_degree(MINISTER, seen_no=2, degree="high", expires_on=ends, **act)
    assert high_count(scored) == 1
    overrides.withdraw(MINISTER, seen_no=3, **act)
    assert high_count(scored) == 0
    assert rows.run("SELECT is_counted_right()") == [(True,)]
