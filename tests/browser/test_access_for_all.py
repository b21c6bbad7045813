"""What people who do not see, or do not use a mouse, need: checked by axe on every screen, and by the keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
# Streamlit's own frame around our screens breaks these; what it does inside its widgets is not ours to mend.
BY_STREAMLIT = {
    "region",
    "landmark-one-main",
    "page-has-heading-one",
    "scrollable-region-focusable",
    "aria-allowed-attr",
    "nested-interactive",
}
GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("path", ["/", "/map", "/facility", "/injuries", "/instructions", "/visits", "/methods"])
def test_a_screen_has_no_grave_barrier_asks_no_other_host_and_logs_no_error(visitor: Visitor, path: str) -> None:
    visitor.open(path, "pm_office", lang="en", as_of="2026-10-31")
    assert (visitor.errors, visitor.abroad) == ([], [])

    found = Axe().run(visitor.page).response["violations"]
    barriers = [
        (each["id"], each["nodes"][0]["html"][:150]) for each in found if each["impact"] in GRAVE and each["id"] not in BY_STREAMLIT
    ]

    assert barriers == []


def test_the_keyboard_reaches_the_menu_and_opens_a_screen(visitor: Visitor) -> None:
    visitor.open("/", "pm_office", lang="en", as_of="2026-10-31")

    for _ in range(30):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("document.activeElement.textContent").strip() == "Injuries":
            break
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_text("Are injuries falling as fast as the target asks?").wait_for()


def test_the_page_says_its_language_to_who_listens_and_writes_numbers_in_it(visitor: Visitor) -> None:
    """Streamlit's page calls itself English, whatever the reader reads; its tables write numbers as the browser is set."""
    for language, written in (("kk", "12\xa0345,6"), ("en", "12,345.6")):
        visitor.open("/map", "pm_office", lang=language, as_of="2026-10-31")

        visitor.page.wait_for_function("language => document.documentElement.lang === language", arg=language)
        assert visitor.page.evaluate("new Intl.NumberFormat(navigator.languages).format(12345.6)") == written
    assert visitor.page.get_by_test_id("stLogoLink").get_attribute("aria-label") == "To the first screen"
