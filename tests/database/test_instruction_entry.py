"""Entering instructions: what an entry must be, likely duplicates, parents and parts, and the table of a protocol."""

from datetime import date, timedelta
from typing import Any

import psycopg2
import pytest

from queries import instructions
from queries.instructions import deadlines
from queries.viewer import Viewer
from tests import rows
from tests.acts import entry, issued, refused, today
from tests.viewers import CONTROLLER, KARAGANDA, MINISTER, PM_OFFICE

SAID = {"kk": "", "ru": "Оснастить шахты датчиками метана", "en": ""}


def one(instruction_id: int, viewer: Viewer = PM_OFFICE) -> dict[str, Any]:
    found = instructions.one(viewer, today(), instruction_id=instruction_id)
    assert found is not None
    return found


def test_an_entry_stands_in_the_register_as_it_was_made(database: str) -> None:
    plant = rows.facility("35")
    made = issued(
        number=" N-7 ", text={"kk": "Шахталарға датчик орнату", "ru": "Оснастить шахты датчиками", "en": ""},
        co_body_codes=("mes", "akimat_35"),
        indicator_codes=("injury_rate_per_1000_employees",), facility_ids=(plant,), source_url="https://example.kz/1",
    )  # fmt: skip

    found = one(made)
    assert (found["number"], found["state"], found["version"]) == ("N-7", "not_due", 0)
    assert (found["text_ru"], found["text_en"]) == ("Оснастить шахты датчиками", "Шахталарға датчик орнату")  # the state language stands in
    assert (found["controller_en"], found["is_demonstration"]) == ("Controller of instructions", True)  # entered by a demonstration person
    assert rows.run("SELECT facility_id, region_code FROM instruction_facility") == [(plant, "35")]
    assert rows.run("SELECT user_code, action, object FROM audit_event ORDER BY audit_id DESC LIMIT 1") == [
        ("pm_office", "issue_instruction", "N-7")
    ]
    assert made not in set(instructions.register(PM_OFFICE, today() - timedelta(days=1))["instruction_id"])


@pytest.mark.parametrize("viewer", [MINISTER, KARAGANDA, Viewer("x", "steward", None, "pm_office"), Viewer("", "nobody", None, "")])
def test_nobody_else_enters(database: str, viewer: Viewer) -> None:
    for is_no_duplicate in (True, False):
        with refused("not_allowed"):
            instructions.issue(viewer, today(), entry=entry(), is_no_duplicate=is_no_duplicate)
    assert instructions.controllers(viewer, today()).empty


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"number": " "}, "number_is_given"), ({"number": "9" * 61}, "number_is_given"),
        ({"text": {"kk": "", "ru": "коротко.", "en": ""}}, "text_is_given"),
        ({"final_result": {"kk": "", "ru": "", "en": ""}}, "result_is_given"),
        ({"issuer": {"kk": "", "ru": " ", "en": ""}}, "document_is_given"),
        ({"source_url": "javascript:alert(1)"}, "address_opens"),
        ({"lead_body_code": None}, "lead_is_given"), ({"lead_body_code": "no_such"}, "lead_is_abolished"),
        ({"co_body_codes": ("mes", "mlspp")}, "one_lead"), ({"co_body_codes": ("no_such",)}, "co_is_abolished"),
        ({"controller_user_code": "no_such"}, "no_such_controller"), ({"controller_body_code": "no_such"}, "no_such_controller"),
        ({"parent_number": "no such"}, "no_such_parent"), ({"indicator_codes": ("no_such",)}, "no_such_indicator"),
        ({"facility_ids": (10**12,)}, "no_such_facility"), ({"issued_on": today() + timedelta(days=1)}, "issued_in_future"),
        ({"due_on": today()}, "deadline_is_past"), ({"due_on": today() - timedelta(days=1)}, "deadline_is_past"),
    ],
)  # fmt: skip
def test_what_is_refused_leaves_nothing_behind(database: str, given: dict[str, Any], refusal: str) -> None:
    before = rows.run("SELECT (SELECT count(*) FROM instruction), (SELECT count(*) FROM batch), (SELECT count(*) FROM audit_event)")
    with refused(refusal):
        issued(**given)
    assert rows.run("SELECT (SELECT count(*) FROM instruction), (SELECT count(*) FROM batch), (SELECT count(*) FROM audit_event)") == before


@pytest.mark.parametrize(
    ("due_on", "refusal"),
    [
        (date(2026, 12, 15), None), (date(2026, 12, 14), "deadline_is_too_near"),  # Friday the 11th: Monday is one working day, Tuesday two
        (date(2026, 12, 12), "deadline_is_day_off"), (date(2026, 12, 16), "deadline_is_day_off"),  # a Saturday; Independence Day
        (date(2026, 12, 17), None), (date(2026, 12, 11), "deadline_is_past"), (None, None),
    ],
)  # fmt: skip
def test_a_deadline_lies_two_working_days_ahead_by_the_calendar_of_kazakhstan(due_on: date | None, refusal: str | None) -> None:
    assert deadlines.refusal(date(2026, 12, 11), due_on) == refusal
    assert deadlines.earliest(date(2026, 12, 11)) == date(2026, 12, 15)


def test_a_number_is_given_once(database: str) -> None:
    issued(number="N-1")
    with refused("number_is_taken"):
        issued(number="N-1")


@pytest.mark.parametrize(("days", "refusal"), [(0, "lead_is_abolished"), (1, None)])
def test_a_body_that_is_no_more_gets_nothing_new_and_what_it_has_stays(database: str, days: int, refusal: str | None) -> None:
    before = issued(number="before")
    rows.run("UPDATE body SET abolished_on = %s WHERE body_code = 'mlspp'", today() + timedelta(days=days))

    if refusal:
        with refused(refusal):
            issued(number="after")
        with refused("co_is_abolished"):
            issued(number="after", lead_body_code="mes", co_body_codes=("mlspp",))
    else:
        assert issued(number="after")
    assert one(before)["lead_body_code"] == "mlspp"
    assert ("mlspp" in set(instructions.bodies(PM_OFFICE, today())["body_code"])) == (refusal is None)
    with pytest.raises(psycopg2.errors.ForeignKeyViolation):
        rows.run("DELETE FROM body WHERE body_code = 'mlspp'")


def test_parents_never_make_a_circle(database: str) -> None:
    first = issued(number="a")
    second = issued(number="b", parent_number="a")
    third = issued(number="c", parent_number="b")

    assert one(third)["parent_number"] == "b"
    for above in (first, second, third):
        with pytest.raises(psycopg2.errors.CheckViolation, match="parents_in_a_circle"):
            rows.run("UPDATE instruction SET parent_id = %s WHERE instruction_id = %s", third if above == first else above, above)
    assert rows.run("SELECT parent_id FROM instruction WHERE instruction_id = %s", first) == [(None,)]


def test_what_says_nearly_the_same_is_shown_before_it_is_entered_twice(database: str) -> None:
    issued(number="first", text=SAID)
    near = SAID | {"ru": "Оснастить все шахты датчиками метана"}

    with refused("like_others"):
        instructions.issue(PM_OFFICE, today(), entry=entry(number="second", text=near))
    likes = instructions.like(PM_OFFICE, today(), said=near["ru"], lead_body_code="mlspp")
    assert likes["number"].tolist() == ["first"]
    assert instructions.issue(PM_OFFICE, today(), entry=entry(number="second", text=near), is_no_duplicate=True)
    assert instructions.issue(PM_OFFICE, today(), entry=entry(number="third", text=SAID | {"ru": "Провести учения спасателей"}))


def test_likes_tell_a_controller_nothing_he_may_not_see(database: str) -> None:
    issued(number="foreign", text=SAID, controller_user_code=None, controller_body_code="mes")

    assert instructions.like(CONTROLLER, today(), said=SAID["ru"], lead_body_code="mlspp").empty


def test_what_an_instruction_is_tied_to_is_shown_as_far_as_one_may_see(database: str) -> None:
    plant, elsewhere = rows.facility("35"), rows.facility("47", point=(51.2, 43.6))
    whole = issued(number="whole", facility_ids=(plant, elsewhere), indicator_codes=("injury_rate_per_1000_employees",))
    issued(number="part", parent_number="whole", lead_body_code="mes")

    def tied(viewer: Viewer) -> list[tuple[str, str]]:
        found = instructions.related(viewer, today(), instruction_id=whole)
        return list(zip(found["kind"], found["name_en"], strict=True))

    kinds = [kind for kind, _ in tied(PM_OFFICE)]
    assert kinds == ["part", "indicator", "facility", "facility"]
    assert [kind for kind, _ in tied(KARAGANDA)] == ["indicator", "facility"]  # its own facility; the part is another body's
    assert instructions.related(Viewer("x", "minister", None, "mii"), today(), instruction_id=whole).empty
