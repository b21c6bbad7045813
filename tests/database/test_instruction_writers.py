"""Two people at one instruction, several deadlines at once, and the day an act bears: nobody's text is lost, nothing is backdated."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from queries import instructions
from queries.instructions.writing import Refused
from queries.viewer import Viewer
from tests import rows
from tests.acts import WORDS, deadline, decide, issued, kinds, refused, report, today, version_of
from tests.viewers import CONTROLLER, MINISTER, PM_OFFICE

OF_MES = Viewer("minister_of_emergencies", "minister", None, "mes")


def test_who_did_not_see_the_last_step_is_refused_and_overwrites_nothing(database: str) -> None:
    one = issued(co_body_codes=("mes",))
    seen = version_of(one)
    report(one, OF_MES)

    for version in (seen, seen + 2, -1):
        with refused("changed_meanwhile"):
            report(one, version=version)
    assert report(one, version=seen + 1) == 2


def test_of_two_reports_at_once_one_is_taken_and_the_other_told(database: str) -> None:
    one, starts = issued(co_body_codes=("mes",)), Barrier(2)

    def act(viewer: Viewer) -> str:
        starts.wait()
        try:
            return str(report(one, viewer, version=0, text=f"{WORDS} {viewer.user}"))
        except Refused as reason:
            return str(reason)

    with ThreadPoolExecutor(2) as two:
        outcomes = sorted(two.map(act, (MINISTER, OF_MES)))
    assert outcomes == ["1", "changed_meanwhile"]
    assert len(kinds(one)) == 2


def test_of_two_acceptances_at_once_one_stands(database: str) -> None:
    one, starts = issued(), Barrier(2)
    report(one)

    def act(_: int) -> str:
        starts.wait()
        try:
            return str(decide(one, "accepted", version=1))
        except Refused as reason:
            return str(reason)

    with ThreadPoolExecutor(2) as two:
        assert sorted(two.map(act, range(2))) == ["2", "already_accepted"]
    assert kinds(one).count("accepted") == 1


def test_several_deadlines_move_together_or_not_at_all(database: str) -> None:
    first, second = issued(number="a"), issued(number="b")
    report(second, declared_state="in_work")

    with refused("changed_meanwhile") as caught:
        instructions.extend_many(
            CONTROLLER, today(), versions={first: 0, second: 0}, reason="The plant stood still", new_due_on=deadline(90)
        )
    assert caught.value.instruction_id == second
    assert kinds(first) == ["issued"]

    instructions.extend_many(CONTROLLER, today(), versions={first: 0, second: 1}, reason="The plant stood still", new_due_on=deadline(90))
    due = instructions.register(PM_OFFICE, today(), is_demonstration=True)["due_on"]
    assert set(due) == {deadline(90)}


def test_an_extension_is_later_than_the_deadline(database: str) -> None:
    one = issued(due_on=deadline(60))

    for not_later in (deadline(60), deadline(30)):
        with refused("deadline_is_not_later"):
            decide(one, "extended", new_due_on=not_later)
    assert decide(one, "extended", new_due_on=deadline((deadline(60) - today()).days + 1)) == 1


@pytest.mark.parametrize("days", [-1, 1])
def test_no_act_is_of_another_day(database: str, days: int) -> None:
    one = issued()
    with refused("not_today"):
        instructions.report(MINISTER, today() + timedelta(days=days), instruction_id=one, version=0, declared_state="done", text=WORDS)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])  # it is always another day in one of them
def test_an_act_bears_the_day_in_kazakhstan_wherever_the_server_is(database: str, zone: str) -> None:
    rows.run(f"ALTER DATABASE {database} SET timezone = '{zone}'")
    one = issued()
    report(one)

    assert rows.run("SELECT max(reported_on) FROM report") == [(today(),)]


@pytest.mark.parametrize(
    ("moment", "day"), [("2026-11-22 18:59:59.999+00", date(2026, 11, 22)), ("2026-11-22 19:00:00+00", date(2026, 11, 23))]
)
def test_the_day_begins_at_midnight_in_almaty(database: str, moment: str, day: date) -> None:
    assert rows.run("SELECT day_in_kazakhstan(CAST(%s AS timestamptz))", moment) == [(day,)]
