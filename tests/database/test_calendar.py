"""A person's deadlines at a private address, read with a calendar's own parser."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from icalendar import Calendar, Event

from pages.parts import session
from queries import calendar
from tests import rows
from tests.client import answered, get
from tests.instruction_rows import decision, instruction, report
from tests.viewers import KARAGANDA, MANGYSTAU, MINISTER, PM_OFFICE

TODAY = date(2026, 12, 15)


@pytest.fixture
def own(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the instructions of the test, on a day of December, where demonstration people may sign in."""
    rows.run("DELETE FROM instruction_body; DELETE FROM instruction")
    rows.batch("demo")
    monkeypatch.setenv("MAP_DEMO_SIGN_IN", "1")
    monkeypatch.delenv("MAP_ADDRESS", raising=False)
    stands_on(TODAY, monkeypatch)


def stands_on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "today", lambda: day)


def file_at(secret: str) -> httpx.Response:
    return get(f"/calendar/{secret}.ics")


def events(secret: str) -> dict[str, Event]:
    """The events of the calendar at an address, by the UID without its host."""
    parsed = Calendar.from_ical(file_at(secret).content)
    return {str(event["uid"]).partition("@")[0]: event for event in parsed.walk("VEVENT")}


def days_of(event: Event) -> tuple[date, date]:
    """First and last day."""
    return event.decoded("dtstart"), event.decoded("dtend") - timedelta(days=1)


def test_deadlines_are_read_by_a_calendar_in_the_language_of_the_person(own: None) -> None:
    one = instruction(due_on=date(2027, 3, 10), number="T-1", text_ru="Проверить, установить; сообщить:\nгаз \\ дым 🔥 " + "щ" * 200)
    secret = calendar.make_address(MINISTER, language="ru")

    answer = file_at(secret)
    parsed = Calendar.from_ical(answer.content)
    event = events(secret)[f"instruction-{one}"]

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert parsed["x-wr-calname"] == "Поручения: сроки"
    assert (parsed["version"], parsed["method"]) == ("2.0", "PUBLISH")
    assert days_of(event) == (date(2027, 3, 10), date(2027, 3, 10))
    assert str(event["summary"]).startswith("T-1 · Проверить, установить; сообщить: газ \\ дым 🔥")
    assert "Проверить, установить; сообщить:\nгаз \\ дым 🔥 " + "щ" * 200 in str(event["description"])
    assert str(event["url"]) == f"http://map.test/instructions?instruction={one}&lang=ru"
    assert parsed.errors == event.errors == []
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)  # every line ends as RFC 5545 asks


def test_a_deadline_on_a_day_off_stands_on_the_working_day_before(own: None) -> None:
    one = instruction(due_on=date(2027, 1, 4))  # 1 January to 4 January are days off

    event = events(calendar.make_address(MINISTER, language="en"))[f"instruction-{one}"]

    assert days_of(event) == (date(2026, 12, 31), date(2026, 12, 31))
    assert "Deadline: 4 Jan 2027" in str(event["description"])
    assert "falls on a day off" in str(event["description"])


@pytest.mark.parametrize(
    ("day", "title", "last"),
    [
        (date(2026, 12, 9), "Due soon: T-1 · text en", date(2026, 12, 10)),
        (date(2026, 12, 10), "Due soon: T-1 · text en", date(2026, 12, 10)),
        (date(2026, 12, 11), "Overdue: T-1 · text en", date(2026, 12, 11)),
        (date(2027, 6, 1), "Overdue: T-1 · text en", date(2027, 6, 1)),
    ],
)
def test_an_overdue_one_stays_with_a_mark(own: None, monkeypatch: pytest.MonkeyPatch, day: date, title: str, last: date) -> None:
    report(instruction(due_on=date(2026, 12, 10), number="T-1"), date(2026, 11, 1))
    stands_on(day, monkeypatch)

    (event,) = events(calendar.make_address(MINISTER, language="en")).values()

    assert str(event["summary"]) == title
    assert days_of(event) == (date(2026, 12, 10), last)


def test_an_extended_deadline_moves_the_same_event(own: None, monkeypatch: pytest.MonkeyPatch) -> None:
    one = instruction(due_on=date(2026, 12, 10))
    secret = calendar.make_address(MINISTER, language="kk")
    before = events(secret)[f"instruction-{one}"]

    decision(one, TODAY, "extended", new_due_on=date(2027, 2, 10))
    moved = events(secret)[f"instruction-{one}"]
    stands_on(date(2027, 2, 11), monkeypatch)
    overdue_again = events(secret)[f"instruction-{one}"]

    assert before["uid"] == moved["uid"] == overdue_again["uid"]
    assert days_of(moved) == (date(2027, 2, 10), date(2027, 2, 10))
    assert before.decoded("sequence") < moved.decoded("sequence") < overdue_again.decoded("sequence")
    assert before.decoded("dtstamp") == moved.decoded("dtstamp")


def test_an_accepted_one_is_marked_and_leaves_after_thirty_days(own: None, monkeypatch: pytest.MonkeyPatch) -> None:
    decision(instruction(due_on=date(2026, 12, 10)), TODAY, "accepted")
    secret = calendar.make_address(MINISTER, language="en")

    (event,) = events(secret).values()
    assert str(event["summary"]).startswith("Done late: ")
    assert days_of(event) == (date(2026, 12, 10), date(2026, 12, 10))
    stands_on(TODAY + timedelta(days=29), monkeypatch)
    assert len(events(secret)) == 1
    stands_on(TODAY + timedelta(days=30), monkeypatch)
    assert events(secret) == {}


def test_an_address_shows_what_its_own_person_may_see_and_nothing_else(own: None) -> None:
    led, shared, foreign = (instruction(lead_body_code=body) for body in ("akimat_35", "mes", "mes"))
    undated = instruction(lead_body_code="akimat_35", due_on=None)
    rows.insert("instruction_body", instruction_id=shared, body_code="akimat_35")
    secrets = {viewer: calendar.make_address(viewer, language="kk") for viewer in (KARAGANDA, MANGYSTAU, PM_OFFICE)}

    seen = {viewer.user: set(events(secret)) for viewer, secret in secrets.items()}

    ids = {each: f"instruction-{each}" for each in (led, shared, foreign, undated)}
    assert seen == {KARAGANDA.user: {ids[led], ids[shared]}, MANGYSTAU.user: set(), PM_OFFICE.user: {ids[led], ids[shared], ids[foreign]}}
    rows.run("DELETE FROM instruction_body")
    assert set(events(secrets[KARAGANDA])) == {ids[led]}  # the right is that of now


def test_an_address_that_is_revoked_replaced_or_unknown_does_not_exist(own: None) -> None:
    first, other = (calendar.make_address(viewer, language="kk") for viewer in (MINISTER, KARAGANDA))
    assert [file_at(each).status_code for each in (first, other)] == [200, 200]

    second = calendar.make_address(MINISTER, language="kk")
    assert [file_at(each).status_code for each in (first, second)] == [404, 200]
    calendar.revoke_address(MINISTER)

    assert [file_at(each).status_code for each in (first, second, "", "x", "%00", "../" + other, other + "x", other)] == [404] * 7 + [200]
    assert calendar.address(MINISTER) is None
    assert calendar.address(KARAGANDA) is not None
    kept = rows.run("SELECT token_sha256 FROM calendar_address")
    assert not {first, second, other} & {each for (each,) in kept}  # the secrets themselves are kept nowhere
    trail = rows.run("SELECT user_code, action FROM audit_event ORDER BY audit_id")
    assert trail[-2:] == [(MINISTER.user, "make_calendar_address"), (MINISTER.user, "revoke_calendar_address")]


def test_a_demonstration_person_has_a_calendar_only_where_he_may_sign_in(own: None, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = calendar.make_address(MINISTER, language="kk")
    monkeypatch.setenv("MAP_DEMO_SIGN_IN", "0")

    assert file_at(secret).status_code == 404
    rows.run("UPDATE app_user SET is_demonstration = false, email = 'minister@example.kz' WHERE user_code = %s", MINISTER.user)
    assert file_at(secret).status_code == 200


def test_a_calendar_that_has_not_changed_is_not_sent_again(own: None) -> None:
    one: Any = instruction()
    secret = calendar.make_address(MINISTER, language="kk")
    mark = file_at(secret).headers["etag"]

    assert answered(f"/calendar/{secret}.ics", headers={"If-None-Match": mark}).status_code == 304
    decision(one, TODAY, "accepted")
    assert answered(f"/calendar/{secret}.ics", headers={"If-None-Match": mark}).status_code == 200
