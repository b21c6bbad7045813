"""Texts of instructions come from files: whatever they hold is shown as text."""

from datetime import date

import pytest

from tests import instruction_rows, rows
from tests.app.conftest import Screen
from tests.app.reading import markup
from tests.app.test_instructions import VIEWS

HOSTILE = "<img src=x onerror=alert(1)> $\\alpha$ **bold** [link](javascript:alert(1)) {{ datum }} \"'&"


@pytest.fixture
def shown_database(demo_database: str) -> str:
    """A database of the test's own, since it adds rows."""
    return demo_database


@pytest.fixture
def hostile(shown_database: str) -> int:
    texts = {f"{field}_{each}": HOSTILE for field in ("text", "issuer", "source_document", "controller") for each in ("kk", "ru", "en")}
    one = instruction_rows.instruction(number="DEMO-<b>1</b>", source_url="javascript:alert(1)", **texts)
    instruction_rows.report(one, date(2026, 7, 1), text_en=HOSTILE)
    rows.insert("milestone", instruction_id=one, milestone_no=1, due_on=date(2026, 8, 1), name_kk=HOSTILE, name_ru=HOSTILE, name_en=HOSTILE)
    return one


def test_markup_in_a_text_stays_text(screen: Screen, hostile: int) -> None:
    words = markup(screen("instructions", instruction=str(hostile)))

    assert "<img" not in words
    assert "&lt;img src=x onerror=alert(1)&gt;" in words
    assert "<b>1</b>" not in words


def test_only_a_web_address_becomes_a_link(screen: Screen, hostile: int) -> None:
    app = screen("instructions", instruction=str(hostile))

    assert not app.get("link_button")


@pytest.mark.parametrize("view", VIEWS)
def test_no_text_breaks_a_view(screen: Screen, hostile: int, view: str) -> None:
    assert not screen("instructions", view=view).exception


def test_the_list_for_a_telephone_leads_to_each_instruction_and_keeps_what_is_chosen(screen: Screen, hostile: int) -> None:
    words = markup(screen("instructions", view="register", search="onerror"))

    assert f"view=register&amp;search=onerror&amp;instruction={hostile}" in words
    assert "<img" not in words
