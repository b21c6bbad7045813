"""The frame: nobody passes it unsigned, and it speaks the reader's language."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import header
from tests.app.conftest import Screen

SCREENS = ("overview", "map", "facility", "injuries", "instructions", "visits", "methods")


def words_of(app: AppTest) -> str:
    """All the text on the screen."""
    return " ".join(str(getattr(each, "value", "") or getattr(each, "proto", "")) for each in app.main)


@pytest.mark.parametrize(("person", "language"), [("pm_office", "kk"), ("akimat_karaganda", "ru"), ("minister_of_labour", "en")])
@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_opens_for_every_kind_of_person_and_in_every_language(screen: Screen, name: str, person: str, language: str) -> None:
    app = screen(name, person, language)

    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("name", SCREENS)
def test_an_unsigned_visitor_sees_only_the_sign_in(screen: Screen, name: str) -> None:
    app = screen(name, person=None)

    assert not app.exception
    assert "Sign in to see hazardous facilities" in words_of(app)
    assert not app.dataframe


def test_a_person_who_does_not_exist_is_not_signed_in(screen: Screen) -> None:
    assert "Sign in to see hazardous facilities" in words_of(screen("overview", "somebody_else"))


@pytest.mark.parametrize("broken", ["31.10.2026", "", "2999-01-01"])
def test_a_broken_day_in_the_address_is_today(screen: Screen, broken: str) -> None:
    assert not screen("overview", as_of=broken).exception


def test_the_days_offered_are_today_and_the_month_ends_before() -> None:
    offered = header.days_offered(date(2026, 3, 15))

    assert offered[:3] == [date(2026, 3, 15), date(2026, 2, 28), date(2026, 1, 31)]
    assert len(offered) == len(set(offered)) == header.MONTH_ENDS_OFFERED
