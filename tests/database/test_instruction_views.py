"""Views of many instructions: whose work waits, who keeps deadlines and by how much, pages that overlap nowhere."""

from datetime import date, timedelta

import pytest

from queries import instructions, working_days
from queries.viewer import Viewer
from tests import rows
from tests.instruction_rows import DUE, ISSUED, decision, instruction, milestone, report
from tests.viewers import CONTROLLER, KARAGANDA, MINISTER, PM_OFFICE

AS_OF = DUE + timedelta(days=7)  # DUE is a Thursday


def heaps(viewer: Viewer) -> dict[str, set[str]]:
    """Numbers of what waits for a viewer, by heap; only those of the test."""
    found = instructions.work(viewer, AS_OF, most=99)
    of_test = found[found["number"].str.startswith("W-")]
    return {heap: set(numbers) for heap, numbers in of_test.groupby("heap")["number"]}


def test_everybody_finds_his_own_work(database: str) -> None:
    controlled = {"controller_user_code": "controller", "controller_body_code": "pm_office"}
    late = instruction(number="W-late", **controlled)
    report(late, ISSUED)
    declared = instruction(number="W-declared", **controlled)
    report(declared, DUE, "done")
    returned = instruction(number="W-returned")
    report(returned, ISSUED, "done")
    decision(returned, DUE, "returned")
    instruction(number="W-silent")
    instruction(number="W-soon", due_on=AS_OF + timedelta(days=14))
    instruction(number="W-far", due_on=AS_OF + timedelta(days=15))
    shared = instruction(number="W-shared", lead_body_code="mes", due_on=AS_OF)
    rows.insert("instruction_body", instruction_id=shared, body_code="mlspp")

    assert heaps(CONTROLLER) == {"waiting": {"W-declared"}, "overdue": {"W-late"}}
    of_lead = {"overdue": {"W-late"}, "returned": {"W-returned"}, "no_report": {"W-silent"}, "due": {"W-soon", "W-shared"}}
    assert heaps(MINISTER) == of_lead  # what he declared done waits for another
    assert heaps(PM_OFFICE) == of_lead  # the named controller decides
    assert heaps(KARAGANDA) == {}
    first = instructions.work(MINISTER, AS_OF, most=1)
    assert first["heap"].tolist() == ["returned", "overdue", "no_report", "due"]
    assert first["heap_count"].tolist() == [1, 1, 2, 2]  # of the silent ones one is published
    assert first["reason_en"].iloc[0] == "reason"


def test_delays_are_counted_in_working_days(database: str) -> None:
    for accepted_on in (DUE, DUE + timedelta(days=1), DUE + timedelta(days=4)):  # in time, on Friday, on Monday
        each = instruction(lead_body_code="mes")
        report(each, ISSUED, "done", body_code="mes")
        decision(each, accepted_on, "accepted")
    overdue = instruction(lead_body_code="mes", due_on=AS_OF - timedelta(days=1))
    report(overdue, ISSUED, body_code="mes")
    instruction(lead_body_code="mes")  # nobody reported: not judged
    instruction(lead_body_code="mes", due_on=None)

    of_lead = instructions.timeliness(PM_OFFICE, AS_OF, grouping="lead", is_demonstration=True)
    assert of_lead["code"].tolist() == ["mes"]
    mes = of_lead.iloc[0]
    counts = mes[["instruction_count", "open_count", "on_time_count", "done_late_count", "overdue_count", "late_count", "no_report_count"]]
    assert counts.tolist() == [6, 3, 1, 2, 1, 3, 1]
    assert (mes["mean_delay"], mes["longest_delay"]) == (1.3, 2)  # one, two, one
    assert mes["on_time_pct"] is None  # four are judged
    by_controller = instructions.timeliness(PM_OFFICE, AS_OF, grouping="controller", is_demonstration=True)
    assert by_controller[["code", "late_count", "mean_delay"]].to_numpy().tolist() == [["none", 3, 1.3]]


def test_pages_follow_one_another(database: str) -> None:
    for _ in range(5):
        instruction()
    whole = instructions.register(PM_OFFICE, AS_OF)["instruction_id"].tolist()

    pages = [
        instructions.register(PM_OFFICE, AS_OF, most=4, skipped=skipped)["instruction_id"].tolist() for skipped in range(0, len(whole), 4)
    ]
    assert [each for page in pages for each in page] == whole
    assert all(len(page) == 4 for page in pages[:-1])
    exported = [row["instruction_id"] for part in instructions.exported(PM_OFFICE, AS_OF) for row in part]
    assert exported == whole


def test_moved_deadlines_stand_on_the_timeline_once_they_were_known(database: str) -> None:
    moved = instruction()
    decision(moved, DUE, "extended", DUE + timedelta(days=30))
    milestone(moved, ISSUED + timedelta(days=10))

    def marks(as_of: date) -> list[list[object]]:
        return instructions.marks(PM_OFFICE, as_of, instruction_ids=[moved])[["mark", "at", "moved_to", "moved_on"]].to_numpy().tolist()

    step = ["late", ISSUED + timedelta(days=10), None, None]
    assert marks(AS_OF) == [step, ["moved", DUE, DUE + timedelta(days=30), DUE]]
    assert marks(DUE - timedelta(days=1)) == [step]
    assert instructions.marks(KARAGANDA, AS_OF, instruction_ids=[moved]).empty


def test_what_is_past_its_deadline_comes_longest_first_with_the_count_of_all(database: str) -> None:
    longest, on_its_day = instruction(due_on=ISSUED), instruction(lead_body_code="mes", due_on=AS_OF)
    accepted = instruction(due_on=ISSUED)
    report(accepted, ISSUED, "done")
    decision(accepted, DUE, "accepted")

    past = instructions.past(MINISTER, AS_OF, most=1)  # beside the one published
    assert past[["past_count", "days_left"]].to_numpy().tolist() == [[2, (date(2025, 11, 1) - AS_OF).days]]
    of_all = instructions.past(PM_OFFICE, AS_OF, most=99)["instruction_id"]
    assert longest in set(of_all)
    assert not {on_its_day, accepted} & set(of_all)


@pytest.mark.parametrize("first", [date(2026, 1, 1), date(2026, 10, 15)])
def test_working_days_between_agree_with_those_left(first: date) -> None:
    assert len(working_days.between(first, AS_OF)) == working_days.left(first - timedelta(days=1), AS_OF)
