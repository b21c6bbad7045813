"""The register of instructions: order, filters, working days, one instruction with its history, and who sees which."""

from datetime import date
from typing import Any

import pytest

from queries import instructions
from queries.viewer import Viewer
from tests import rows
from tests.instruction_rows import DUE, ISSUED, days, decision, instruction, milestone, report
from tests.viewers import CONTROLLER, KARAGANDA, MANGYSTAU, MINISTER, PM_OFFICE

MILESTONE = date(2026, 8, 10)


def test_what_to_do_first_stands_on_top(database: str) -> None:
    as_of = DUE + days(1)
    older, newer = (instruction(due_on=DUE - days(late), number=f"late-{late}") for late in (20, 5))
    for each in (newer, older):
        report(each, ISSUED)
    silent, far, done = (
        instruction(number="silent"),
        instruction(due_on=DUE + days(300), number="far"),
        instruction(number="done"),
    )
    decision(done, DUE, "accepted")

    of_the_test = instructions.register(PM_OFFICE, as_of, is_demonstration=True)
    assert of_the_test["number"].tolist() == ["late-20", "late-5", "silent", "far", "done"]
    assert {silent, far} <= set(of_the_test["instruction_id"])


def test_an_instruction_is_not_in_the_register_before_it_became_known(database: str) -> None:
    published = "PUB-2025-06-10-2"

    assert published not in set(instructions.register(PM_OFFICE, date(2025, 6, 11))["number"])
    assert published in set(instructions.register(PM_OFFICE, date(2025, 6, 12))["number"])


def test_filters_leave_only_what_they_name(database: str) -> None:
    as_of = DUE + days(1)
    gas = instruction(text_ru="Проверить ДАТЧИКИ газа", number="gas")
    instruction(lead_body_code="akimat_35", number="other")
    report(gas, ISSUED)

    def left(**filters: Any) -> set[str]:
        return set(instructions.register(PM_OFFICE, as_of, **filters)["number"])

    assert left(search="датчики Газа") == {"gas"}
    assert left(search="100%") == set()  # signs of a pattern are plain text
    assert left(search="қарағанды", is_demonstration=True) == {"other"}  # the lead body's name, in any language
    assert left(state="overdue") == {"gas"}
    assert left(state="no such state") == set()
    assert left(body_code="akimat_35") == {"other"}
    assert left(is_demonstration=True) == {"gas", "other"}
    assert all(number.startswith("PUB-") for number in left(is_demonstration=False))


def test_the_board_counts_what_the_register_lists(database: str) -> None:
    for _ in range(3):
        report(instruction(), ISSUED)
    instruction(lead_body_code="akimat_35")
    as_of = DUE + days(1)

    counts = instructions.counts(PM_OFFICE, as_of, is_demonstration=True)
    assert dict(counts.itertuples(index=False)) == {"overdue": 3, "no_report": 1}
    assert instructions.counts(PM_OFFICE, as_of)["instruction_count"].sum() == len(instructions.register(PM_OFFICE, as_of))
    board = instructions.board(PM_OFFICE, as_of, most=2, is_demonstration=True)
    assert board[["state", "state_count", "place"]].to_numpy().tolist() == [["overdue", 3, 1], ["overdue", 3, 2], ["no_report", 1, 1]]


def test_working_days_follow_the_calendar_of_kazakhstan(database: str) -> None:
    over_new_year = instruction(due_on=date(2027, 1, 8))  # between: a weekend, 1, 2, 4 and 7 January

    def left_of(one: int, as_of: date) -> Any:
        return instructions.register(PM_OFFICE, as_of).set_index("instruction_id").loc[one]

    assert left_of(over_new_year, date(2026, 12, 31))[["days_left", "working_days_left"]].tolist() == [8, 3]
    assert left_of(over_new_year, date(2027, 1, 8))["working_days_left"] == 0
    assert left_of(over_new_year, date(2027, 1, 11))[["days_left", "working_days_left"]].tolist() == [-3, -1]


@pytest.mark.parametrize("viewer", [KARAGANDA, MANGYSTAU, MINISTER])
def test_a_body_sees_what_it_leads_or_takes_part_in_and_nothing_else(database: str, viewer: Viewer) -> None:
    led = instruction(lead_body_code=viewer.body_code)
    shared, foreign = instruction(lead_body_code="mes"), instruction(lead_body_code="mes")
    rows.insert("instruction_body", instruction_id=shared, body_code=viewer.body_code)
    for each in (led, shared, foreign):
        report(each, ISSUED, body_code="mes")
        milestone(each, MILESTONE)
        decision(each, DUE, "returned")

    own = instructions.register(viewer, DUE, is_demonstration=True)
    assert set(own["instruction_id"]) == {led, shared}
    assert instructions.counts(viewer, DUE, is_demonstration=True)["instruction_count"].sum() == 2
    assert set(instructions.board(viewer, DUE, most=9, is_demonstration=True)["instruction_id"]) == {led, shared}
    assert set(instructions.milestones(viewer, DUE)["instruction_id"]) == {led, shared}
    assert instructions.one(viewer, DUE, instruction_id=foreign) is None
    assert instructions.history(viewer, DUE, instruction_id=foreign).empty
    assert instructions.milestones(viewer, DUE, instruction_id=foreign).empty
    assert set(own["state"]) == {"returned"}  # computed from the same history as the overseer's
    assert {led, shared, foreign} <= set(instructions.register(PM_OFFICE, DUE)["instruction_id"])


def test_a_controller_sees_what_he_or_his_body_controls_or_leads_and_nothing_else(database: str) -> None:
    his, of_his_body = instruction(controller_user_code="controller"), instruction(controller_body_code="pm_office")
    of_another, of_nobody = instruction(controller_body_code="mes"), instruction()

    seen = set(instructions.register(CONTROLLER, DUE, is_demonstration=True)["instruction_id"])
    assert seen == {his, of_his_body}
    assert {his, of_his_body, of_another, of_nobody} <= set(instructions.register(PM_OFFICE, DUE)["instruction_id"])


def test_an_akimat_sees_what_touches_its_region_and_an_inspector_there_does_not(database: str) -> None:
    by_facility, by_lead, by_part, elsewhere = (instruction(lead_body_code="mes") for _ in range(4))
    led_there = instruction(lead_body_code="labour_inspectorate_35")
    for one, region, point in ((by_facility, "35", rows.KARAGANDA_CITY), (elsewhere, "47", (51.2, 43.6))):
        rows.insert("instruction_facility", instruction_id=one, facility_id=rows.facility(region, point), region_code=region)
    rows.insert("instruction_body", instruction_id=by_part, body_code="labour_inspectorate_35")

    assert set(instructions.register(KARAGANDA, DUE)["instruction_id"]) == {by_facility, by_part, led_there}
    assert by_lead not in set(instructions.register(MANGYSTAU, DUE)["instruction_id"])
    inspector = Viewer("x", "safety_inspector", "35", "cis")
    assert instructions.register(inspector, DUE).empty


def test_the_history_holds_every_step_known_on_the_day_newest_first(database: str) -> None:
    one = instruction()
    milestone(one, MILESTONE, done_on=MILESTONE, done_known_on=date(2026, 8, 20))
    report(one, date(2026, 8, 20), "done")
    decision(one, date(2026, 8, 21), "returned")
    decision(one, date(2026, 8, 21), "extended", DUE + days(30))

    def kinds(as_of: date) -> list[str]:
        return instructions.history(PM_OFFICE, as_of, instruction_id=one)["kind"].tolist()

    assert kinds(ISSUED - days(1)) == []
    assert kinds(date(2026, 8, 19)) == ["issued"]
    assert kinds(date(2026, 8, 20)) == ["reported_done", "milestone_done", "issued"]
    assert kinds(date(2026, 8, 21)) == ["extended", "returned", "reported_done", "milestone_done", "issued"]


def test_one_instruction_shows_the_declared_beside_the_computed_state(database: str) -> None:
    one = instruction(number="one", final_result_en="A report")
    rows.insert("instruction_body", instruction_id=one, body_code="mes")
    report(one, DUE, "done")

    found = instructions.one(MINISTER, DUE + days(10), instruction_id=one)
    assert found is not None
    assert (found["state"], found["declared_state"], found["declared_on"]) == ("reported", "done", DUE)
    assert (found["days_left"], found["co_en"]) == (
        -10,
        "Ministry of Emergency Situations of the Republic of Kazakhstan",
    )
    assert instructions.one(PM_OFFICE, ISSUED - days(1), instruction_id=one) is None
    assert instructions.one(PM_OFFICE, DUE, instruction_id=10**12) is None
