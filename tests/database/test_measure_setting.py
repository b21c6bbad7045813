"""Choosing what is counted: who may, what is refused, two at once, and what the trail keeps."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from queries import measures
from queries.db import writing_as
from queries.refusals import Refused
from queries.viewer import Viewer
from tests import rows
from tests.instruction_rows import ISSUED, instruction
from tests.measure_rows import item, programme
from tests.viewers import CONTROLLER, EVERYBODY, KARAGANDA, MINISTER, PM_OFFICE

TODAY = rows.DAY + timedelta(days=3650)
WHY = "Counted by the list of the programme"


def choose(viewer: Viewer, instruction_id: int, base_version: int = 0, code: str | None = "inspected", **given: Any) -> None:
    asked = {"measure_code": code, "since": ISSUED if code else None, "reason": WHY} | given
    measures.set_measure(viewer, instruction_id=instruction_id, base_version=base_version, **asked)


@pytest.fixture
def one(database: str) -> int:
    rows.facility()
    return instruction(lead_body_code="akimat_35", controller_user_code="controller")


@pytest.mark.parametrize("viewer", EVERYBODY)
def test_only_who_issues_or_controls_chooses_the_measure(one: int, viewer: Viewer) -> None:
    may = viewer in (PM_OFFICE, CONTROLLER)

    assert measures.may_set(viewer, TODAY) is may
    if may:
        choose(viewer, one)
        assert (measures.one(viewer, TODAY, instruction_id=one) or {})["asked_count"] == 1  # counted at once
        assert (measures.one(viewer, TODAY, instruction_id=one) or {})["author_en"] != ""
    else:
        with pytest.raises(Refused, match="not_allowed"):
            choose(viewer, one)


@pytest.mark.parametrize("viewer", [KARAGANDA, MINISTER, PM_OFFICE])
@pytest.mark.parametrize("table", ["completion_measure", "measure_change"])
def test_nobody_writes_past_the_form(one: int, viewer: Viewer, table: str) -> None:
    choose(PM_OFFICE, one)
    columns = {
        "completion_measure": "(instruction_id, version, measure_code, since, set_on, reason_kk, reason_ru, reason_en, author_code,"
        f" author_kk, author_ru, author_en) VALUES ({one}, 2, 'inspected', '2026-06-01', '2026-06-01', 'a reason long enough', 'a', 'a',"
        " 'controller', 'a', 'a', 'a')",
        "measure_change": f"VALUES ({one}, 1, '35', '2026-06-02', 1, 1)",
    }
    with pytest.raises(ProgrammingError, match=r"row-level security|permission denied"), writing_as(viewer) as connection:
        connection.execute(text(f"INSERT INTO {table} {columns[table]}"))
    with pytest.raises(ProgrammingError, match="permission denied"), writing_as(viewer) as connection:
        connection.execute(text(f"UPDATE {table} SET version = 9"))  # noqa: S608


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"base_version": 1}, "changed_meanwhile"),
        ({"code": None}, "nothing_to_withdraw"),
        ({"since": TODAY}, "since_is_past"),
        ({"since": None}, "since_is_past"),
        ({"reason": "too short"}, "reason_is_given"),
        ({"code": "programme_done", "programme_code": "no_such"}, "no_such_programme"),
        ({"code": "programme_done"}, "no_such_programme"),
        ({"code": "milestones"}, "nothing_to_count"),
        ({"of_hazard_type": "chemical"}, "nothing_to_count"),
    ],
)
def test_what_cannot_be_counted_is_refused_by_name(one: int, given: dict[str, Any], refusal: str) -> None:
    with pytest.raises(Refused, match=refusal):
        choose(PM_OFFICE, one, **given)
    assert measures.versions(PM_OFFICE, TODAY, instruction_id=one).empty


def test_a_programme_of_another_kind_is_no_programme_of_the_measure(one: int) -> None:
    code = programme("special_equipment")
    item(code)

    with pytest.raises(Refused, match="no_such_programme"):
        choose(PM_OFFICE, one, code="systems_connected", programme_code=code)
    choose(PM_OFFICE, one, code="programme_done", programme_code=code)


def test_there_is_no_such_instruction_for_who_may_not_see_it(database: str) -> None:
    with pytest.raises(Refused, match="no_such_instruction"):
        choose(CONTROLLER, instruction())  # somebody else controls it
    with pytest.raises(Refused, match="no_such_instruction"):
        choose(PM_OFFICE, 10**12)


def test_of_two_who_choose_at_once_the_second_is_told(one: int) -> None:
    choose(CONTROLLER, one)
    with pytest.raises(Refused, match="changed_meanwhile"):
        choose(PM_OFFICE, one, code="insured")
    choose(PM_OFFICE, one, base_version=1, code="insured")

    assert measures.versions(PM_OFFICE, TODAY, instruction_id=one)["measure_code"].tolist() == ["insured", "inspected"]


def test_a_withdrawn_measure_leaves_its_versions_and_the_trail(one: int) -> None:
    choose(PM_OFFICE, one)
    choose(PM_OFFICE, one, base_version=1, code=None)

    assert measures.one(PM_OFFICE, TODAY, instruction_id=one) is None
    assert len(measures.versions(PM_OFFICE, TODAY, instruction_id=one)) == 2
    trail = rows.run("SELECT action, after ->> 'reason_ru' FROM audit_event WHERE object = %s ORDER BY audit_id", str(one))
    assert trail == [("set_measure", WHY), ("withdraw_measure", WHY)]
