"""A rule of the degree is changed in the browser, from the form through the preview to the version; others find no way in."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests import rows
from tests.browser.conftest import NARROW, Visitor, served
from tests.browser.test_access_for_all import BY_STREAMLIT, GRAVE

pytestmark = pytest.mark.browser


def test_a_minister_changes_a_rule_in_kazakh_on_a_telephone(browser: Browser, demo_database: str, tmp_path: Path) -> None:
    with served(tmp_path / "log.txt") as server:
        context = browser.new_context(viewport=NARROW, locale="kk-KZ")
        visitor = Visitor(context.new_page(), server).open("/administration", "minister_of_labour", lang="kk")
        page = visitor.page

        page.locator(".st-key-rule_labour_medium_from input").fill("10")
        page.locator(".st-key-rule_labour_reason input").fill("№ 5 бұйрық")
        page.get_by_role("button", name="Қандай дәрежелер өзгеретінін көрсету").click()
        page.get_by_role("button", name="2-нұсқа ретінде сақтау").click()
        page.get_by_text("2-нұсқа сақталды").wait_for()

        visitor.fits()
        assert (visitor.errors, visitor.abroad) == ([], [])
        context.close()
    made = "SELECT version, changed_by, constants ->> 'medium_from' FROM risk_rule WHERE law = 'labour' ORDER BY version DESC LIMIT 1"
    assert rows.run(made) == [(2, "minister_of_labour", "10")]


def test_others_find_no_screen_in_the_menu_and_no_form_at_its_address(visitor: Visitor) -> None:
    visitor.open("/", "inspector_ulytau", lang="en").page.get_by_role("link", name="Methods").wait_for()
    visitor.has_no(visitor.page.get_by_role("link", name="Administration"))

    visitor.open("/administration", lang="en")

    visitor.sees("Rules are changed by the minister").has_no('[data-testid="stForm"]')


def test_the_form_has_no_grave_barrier_asks_no_other_host_and_logs_no_error(visitor: Visitor) -> None:
    visitor.open("/administration", "minister_of_labour", lang="en")
    assert (visitor.errors, visitor.abroad) == ([], [])

    found = Axe().run(visitor.page).response["violations"]

    assert [each["id"] for each in found if each["impact"] in GRAVE and each["id"] not in BY_STREAMLIT] == []
