"""The calendar address, who was told, and the ladders, on their screens."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.escalation import escalate
from pages.parts import cached, session
from queries import calendar, escalation
from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import said
from tests.client import get
from tests.viewers import MINISTER, PM_OFFICE

TODAY = date(2026, 10, 30)  # a working day before the demonstration's last


@pytest.fixture(autouse=True)
def _stands_on_a_working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "today", lambda: TODAY)
    monkeypatch.setenv("MAP_DEMO_SIGN_IN", "1")
    monkeypatch.setenv("MAP_ADDRESS", "https://map.example.kz")


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def test_the_address_is_shown_once_and_can_be_revoked(screen: Screen) -> None:
    app = press(screen("instructions", MINISTER.user, "ru"), "calendar_make")
    address = app.code[0].value

    assert address.startswith("https://map.example.kz/calendar/")
    answer = get(address.removeprefix("https://map.example.kz"))
    assert "X-WR-CALNAME:Поручения: сроки" in answer.text
    again = screen("instructions", MINISTER.user, "ru")
    assert not again.code
    assert "Ваш адрес создан" in said(again)
    press(again, "calendar_revoke")
    assert get(address.removeprefix("https://map.example.kz")).status_code == 404
    assert calendar.address(MINISTER) is None


@pytest.mark.parametrize("language", ["kk", "en"])
def test_who_was_told_and_took_note_stands_with_the_instruction(screen: Screen, language: str) -> None:
    screen("overview", MINISTER.user)  # leads the addresses to the database of screens
    escalate(TODAY, None)
    one = rows.run("SELECT min(instruction_id) FROM notice WHERE user_code = %s AND acknowledged_at IS NULL", MINISTER.user)[0][0]

    app = screen("instructions", MINISTER.user, language, instruction=str(one), as_of=TODAY.isoformat())
    assert not app.exception
    told = escalation.notices(MINISTER, TODAY, instruction_id=one)
    assert told.iloc[0][f"person_{language}"] in said(app)
    press(app, "take_note")

    noted = "SELECT user_code FROM notice WHERE instruction_id = %s AND acknowledged_at IS NOT NULL"
    assert rows.run(noted, one) == [(MINISTER.user,)]


def test_the_office_changes_a_ladder_and_a_minister_only_reads_it(screen: Screen) -> None:
    app = screen("administration", PM_OFFICE.user, as_of=TODAY.isoformat())
    (first,) = [each for each in app.number_input if each.key.endswith("_first")]
    issuer = first.key.removesuffix("_first")
    first.set_value(15)
    press(app, f"{issuer}_done")

    assert "The ladder is changed" in said(app)
    assert rows.run("SELECT issuer_kk, version, first_days FROM escalation_ladder") == [(issuer.removeprefix("ladder_"), 1, 15)]
    cached.forget()
    read_only = screen("administration", MINISTER.user, as_of=TODAY.isoformat())
    assert not [each for each in read_only.button if each.key == f"{issuer}_done"]
    assert "Who is told of deadlines" in said(read_only)
