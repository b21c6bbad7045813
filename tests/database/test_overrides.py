"""Degrees set by hand: who may, what is refused, what is in force on which day, and that nothing of it is silent."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import psycopg2
import pytest

from data.database import raw_connection
from pages.parts import session
from queries import overrides
from queries.refusals import Refused
from queries.viewer import Viewer
from tests import rows
from tests.viewers import INSPECTOR, KARAGANDA, MANGYSTAU, MINISTER, PM_OFFICE

DAY = date(2026, 10, 31)
REASON = "Until the new declaration is registered"
EMERGENCIES = Viewer("minister_of_emergencies", "minister", None, "mes")


def set_today(viewer: Viewer, facility_id: int, days: int = 30, **given: Any) -> None:
    today = session.today()
    asked = {"law": "labour", "seen_no": 0, "degree": "high", "expires_on": today + timedelta(days=days), "reason": REASON}
    overrides.set_degree(viewer, facility_id=facility_id, **asked | given)


def in_force(day: date, facility_id: int, viewer: Viewer = PM_OFFICE) -> list[str]:
    known = overrides.of_facility(viewer, day, facility_id=facility_id)
    return known.loc[known["is_in_force"].astype(bool), "degree"].tolist()


def test_the_minister_sets_a_degree_and_everybody_of_the_place_sees_who_why_and_until_when(database: str) -> None:
    place = rows.facility("35")

    set_today(MINISTER, place)

    seen = overrides.of_facility(KARAGANDA, session.today(), facility_id=place).to_dict("records")
    assert [(row["degree"], row["author_en"], row["body_en"], row["reason"], row["is_in_force"]) for row in seen] == [
        ("high", "Minister of Labour and Social Protection", "MinLabour", REASON, True)
    ]
    assert overrides.of_facility(MANGYSTAU, session.today(), facility_id=place).empty


def test_the_law_decides_who_may(database: str) -> None:
    assert overrides.rights(MINISTER, DAY)["law"].tolist() == ["labour"]
    assert overrides.rights(EMERGENCIES, DAY).to_dict("records") == [{"law": "industrial_safety", "degrees": ["high", "not_high"]}]
    assert all(overrides.rights(each, DAY).empty for each in (PM_OFFICE, KARAGANDA, INSPECTOR))


@pytest.mark.parametrize(
    "viewer",
    [
        PM_OFFICE, KARAGANDA, INSPECTOR, EMERGENCIES,
        Viewer("minister_of_labour", "minister", "47", "mlspp"),  # the right post, but of another region
        Viewer("minister_of_labour", "minister", None, "akimat_35"),
    ],
)  # fmt: skip
def test_nobody_else_may_and_the_database_says_so(database: str, viewer: Viewer) -> None:
    place = rows.facility("35")

    with pytest.raises(Refused, match="not_allowed"):
        set_today(viewer, place)
    assert rows.run("SELECT count(*) FROM degree_override") == [(0,)]


def test_nobody_signs_for_another_or_for_yesterday(database: str) -> None:
    place = rows.facility("35")
    for column, value in (("author_code", "minister_of_emergencies"), ("valid_from", "2026-01-01"), ("author_body_code", "slic")):
        with closing(raw_connection("MAP_WRITER_URL")) as writer, writer.cursor() as cursor:
            for name, setting in MINISTER.settings().items():
                cursor.execute("SELECT set_config(%s, %s, false)", [name, setting])
            with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="row-level security"):
                cursor.execute(
                    "INSERT INTO degree_override (facility_id, law, entry_no, action, degree, expires_on, reason, " + column + ")"  # noqa: S608
                    " VALUES (%s, 'labour', 1, 'set', 'high', %s, %s, %s)", [place, "2026-06-01" if column == "valid_from" else
                    session.today() + timedelta(days=3), REASON, value],
                )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"days": -1}, "expiry_is_within_a_year"),
        ({"days": 367}, "expiry_is_within_a_year"),
        ({"reason": "   "}, "reason_is_given"),
        ({"reason": "too short"}, "reason_is_given"),  # nine letters
        ({"reason": "x" * 1001}, "reason_is_given"),
        ({"reason": "\x00" * 20}, "reason_is_given"),
        ({"degree": "not_high"}, "degree_unknown_to_law"),  # of the other law
        ({"degree": "unknown"}, "degree_unknown_to_law"),
        ({"degree": "purple"}, "degree_unknown_to_law"),
        ({"law": "traffic"}, "degree_unknown_to_law"),
        ({"seen_no": 1}, "changed_meanwhile"),
        ({"facility_id": 404}, "no_such_facility"),
    ],
)
def test_what_is_wrong_is_refused_by_name_and_leaves_nothing(database: str, given: dict[str, Any], refusal: str) -> None:
    place = {"facility_id": rows.facility("35")} | given

    with pytest.raises(Refused, match=refusal):
        set_today(MINISTER, **place)
    assert rows.run("SELECT count(*) FROM degree_override") == [(0,)]
    assert rows.run("SELECT count(*) FROM audit_event") == [(0,)]


@pytest.mark.parametrize("days", [0, 365])
def test_a_degree_may_end_today_or_in_a_year(database: str, days: int) -> None:
    place = rows.facility("35")

    set_today(MINISTER, place, days=days, reason="ten signs.")

    assert in_force(session.today(), place) == ["high"]


def test_it_holds_from_its_first_to_its_last_day_and_ends_by_itself(database: str) -> None:
    place = rows.facility("35")
    rows.override(place, date(2026, 3, 10), date(2026, 6, 10))

    known = {day: in_force(day, place) for day in (date(2026, 3, 9), date(2026, 3, 10), date(2026, 6, 10), date(2026, 6, 11))}

    assert list(known.values()) == [[], ["high"], ["high"], []]


def test_a_withdrawal_holds_from_its_day_and_the_days_before_stay_as_they_were(database: str) -> None:
    place = rows.facility("35")
    rows.override(place, date(2026, 3, 10), date(2026, 6, 10))
    rows.override(place, date(2026, 4, 1), entry_no=2, degree=None)
    rows.override(place, date(2026, 5, 1), date(2026, 5, 31), entry_no=3, degree="low")

    known = {day: in_force(day, place) for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 5, 1))}

    assert list(known.values()) == [["high"], [], ["low"]]


def test_what_the_minister_set_he_withdraws_once(database: str) -> None:
    place = rows.facility("35")
    set_today(MINISTER, place)

    overrides.withdraw(MINISTER, facility_id=place, law="labour", seen_no=1, reason="The declaration is registered")

    assert in_force(session.today(), place) == []
    with pytest.raises(Refused, match="nothing_to_withdraw"):
        overrides.withdraw(MINISTER, facility_id=place, law="labour", seen_no=2, reason="The declaration is registered")
    set_today(MINISTER, place, seen_no=2)
    with pytest.raises(Refused, match="reason_is_given"):
        overrides.withdraw(MINISTER, facility_id=place, law="labour", seen_no=3, reason="")


def test_a_degree_the_law_ceased_to_know_is_no_longer_in_force(database: str) -> None:
    place = rows.facility("35")
    rows.override(place, date(2025, 12, 1), date(2026, 3, 1), degree="medium", law="industrial_safety")

    assert (in_force(date(2025, 12, 31), place), in_force(date(2026, 1, 1), place)) == (["medium"], [])


def at_once(*writers: Callable[[], None]) -> list[str]:
    def outcome(writer: Callable[[], None]) -> str:
        try:
            writer()
        except Refused as refused:
            return str(refused)
        return "done"

    with ThreadPoolExecutor() as pool:
        return sorted(pool.map(outcome, writers))


def test_of_two_writers_at_once_one_is_told_that_the_other_was_first(database: str) -> None:
    place = rows.facility("35")

    outcomes = at_once(lambda: set_today(MINISTER, place, degree="low"), lambda: set_today(MINISTER, place, degree="medium"))

    assert outcomes == ["changed_meanwhile", "done"]
    assert rows.run("SELECT count(*) FROM degree_override") == [(1,)]
