"""Issuing, reporting, accepting, returning and extending: the whole life, every refusal, and two people at once."""

from datetime import date, timedelta

import pytest

from queries import instructions
from queries.viewer import Viewer
from tests import instruction_rows, rows
from tests.acts import WORDS, deadline, decide, issued, kinds, refused, report, state_of, today
from tests.viewers import CONTROLLER, KARAGANDA, MINISTER, PM_OFFICE

OF_MES = Viewer("minister_of_emergencies", "minister", None, "mes")
LONG_AGO = date(2026, 1, 12)


def test_a_whole_life_in_one_day_ends_accepted_and_every_step_stands_in_the_history(database: str) -> None:
    one = issued()
    report(one, declared_state="in_work", percent=40)
    report(one)
    decide(one, "returned")
    assert state_of(one) == "returned"

    report(one)
    assert state_of(one) == "reported"  # the later of the day counts
    decide(one, "extended", new_due_on=deadline(90))
    decide(one, "accepted", reason="")

    assert state_of(one) == "done"
    assert kinds(one) == ["accepted", "extended", "reported_done", "returned", "reported_done", "reported_in_work", "issued"]
    history = instructions.history(PM_OFFICE, today(), instruction_id=one)
    assert history["version"].tolist()[:-1] == [6, 5, 4, 3, 2, 1]
    assert history["author_en"].tolist()[0] == "Controller of instructions"
    trail = rows.run("SELECT user_code, action, after ->> 'version' FROM audit_event WHERE object = 'N-1' ORDER BY audit_id DESC LIMIT 1")
    assert trail == [("controller", "decide_on_instruction", "6")]


def test_what_was_done_after_the_deadline_is_late_in_the_history_and_in_the_state(database: str) -> None:
    late = instruction_rows.instruction(due_on=today() - timedelta(days=1), controller_user_code="controller")
    on_the_day = instruction_rows.instruction(due_on=today(), controller_user_code="controller")
    for one in (late, on_the_day):
        report(one)
        decide(one, "accepted")

    def is_late(one: int) -> list[bool]:
        return instructions.history(PM_OFFICE, today(), instruction_id=one).query("kind == 'reported_done'")["is_late"].tolist()

    assert (state_of(late), is_late(late)) == ("done_late", [True])
    assert (state_of(on_the_day), is_late(on_the_day)) == ("done", [False])


def test_a_report_against_an_extended_deadline_is_in_time(database: str) -> None:
    one = instruction_rows.instruction(due_on=LONG_AGO, issued_on=LONG_AGO, known_on=LONG_AGO, controller_user_code="controller")
    decide(one, "extended", new_due_on=deadline(30))
    report(one)

    assert not instructions.history(PM_OFFICE, today(), instruction_id=one)["is_late"].any()


def test_nothing_follows_the_acceptance(database: str) -> None:
    one = issued()
    report(one)
    decide(one, "accepted")

    for act in (lambda: report(one), lambda: decide(one, "returned"), lambda: decide(one, "extended", new_due_on=deadline(90))):
        with refused("already_accepted"):
            act()
    assert kinds(one) == ["accepted", "reported_done", "issued"]


def test_only_a_report_of_completion_is_accepted_or_returned(database: str) -> None:
    one = issued()
    for kind in ("accepted", "returned"):
        with refused("nothing_to_decide_on"):
            decide(one, kind)
    report(one, declared_state="in_work")
    with refused("nothing_to_decide_on"):
        decide(one, "accepted")

    report(one)
    decide(one, "returned")
    with refused("nothing_to_decide_on"):
        decide(one, "accepted")  # what was returned waits for a new report


@pytest.mark.parametrize(
    "viewer", [PM_OFFICE, CONTROLLER, OF_MES, KARAGANDA, Viewer("", "nobody", None, "mlspp"), Viewer("x", "steward", None, "mlspp")]
)
def test_only_a_body_that_leads_or_takes_part_reports(database: str, viewer: Viewer) -> None:
    one = issued()
    with refused("not_allowed"):
        report(one, viewer)
    with refused("not_allowed"):
        instructions.report(viewer, today(), instruction_id=10**9, version=0, declared_state="done", text=WORDS)
    assert kinds(one) == ["issued"]


def test_a_co_executor_adds_and_the_lead_alone_declares(database: str) -> None:
    one = issued(co_body_codes=("mes",))
    report(one, OF_MES)

    assert state_of(one) == "not_due"
    assert instructions.history(PM_OFFICE, today(), instruction_id=one)["body_code"].tolist()[0] == "mes"


@pytest.mark.parametrize("viewer", [PM_OFFICE, MINISTER, OF_MES, KARAGANDA, Viewer("other", "controller", None, "mes")])
def test_only_the_controller_named_decides(database: str, viewer: Viewer) -> None:
    one = issued()
    report(one)
    with refused("not_allowed"):
        decide(one, "accepted", viewer)


def test_a_body_controls_what_is_given_to_it_but_never_what_it_leads(database: str) -> None:
    given, own, of_nobody = (
        issued(number=number, controller_user_code=None, controller_body_code=code)
        for number, code in (("a", "mes"), ("b", "mlspp"), ("c", None))
    )
    for one in (given, own, of_nobody):
        report(one)

    decide(given, "accepted", OF_MES)
    decide(of_nobody, "accepted", PM_OFFICE)
    with refused("not_allowed"):
        decide(own, "accepted", MINISTER)


@pytest.mark.parametrize("letters", [9, 10, 5000, 5001])
def test_words_are_needed_and_not_without_end(database: str, letters: int) -> None:
    one = issued()
    if letters in (10, 5000):
        report(one, text="й" * letters)
        return
    with refused("text_is_given"):
        report(one, text="й" * letters + "  ")
    with refused("text_is_given"):
        decide(one, "extended", reason="й" * letters, new_due_on=deadline(90))


@pytest.mark.parametrize(
    ("percent", "state", "is_taken"),
    [(100, "done", True), (99, "done", False), (0, "in_work", True), (101, "in_work", False), (-1, "in_work", False)],
)
def test_the_percentage_fits_what_is_declared(database: str, percent: int, state: str, is_taken: bool) -> None:
    one = issued()
    if is_taken:
        assert report(one, declared_state=state, percent=percent) == 1
        return
    with refused("percent_fits_state"):
        report(one, declared_state=state, percent=percent)


def test_markup_is_kept_as_it_was_written(database: str) -> None:
    one = issued()
    report(one, text="<script>alert(1)</script> \x00 & co")

    assert instructions.history(PM_OFFICE, today(), instruction_id=one)["text_ru"].tolist()[0] == "<script>alert(1)</script>   & co"


def test_a_milestone_is_reached_with_a_report_once(database: str) -> None:
    one = instruction_rows.instruction(controller_user_code="controller")
    instruction_rows.milestone(one, deadline(10))
    number = int(instructions.milestones(PM_OFFICE, today(), instruction_id=one)["milestone_no"].iloc[0])

    report(one, declared_state="in_work", milestone_nos=[number])
    assert instructions.milestones(PM_OFFICE, today(), instruction_id=one)["milestone_state"].tolist() == ["done"]
    for again in (number, number + 1):
        with refused("no_such_milestone"):
            report(one, milestone_nos=[again])
    assert kinds(one) == ["reported_in_work", "milestone_done", "issued"]
