"""A degree set by hand, as the minister does it: form, passport, ledger; and the flow on Overview."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
PLACE = "100000007"


def test_the_minister_sets_a_degree_sees_it_at_once_and_withdraws_it(visitor: Visitor) -> None:
    page = visitor.open("/facility", "minister_of_labour", lang="en", facility=PLACE).page

    visitor.unfold("Set the degree by hand: Labour law")
    page.get_by_label("Reason, for everybody to read").fill("<b>Bold</b> words of a test")
    page.get_by_role("button", name="Set this degree").click()
    page.get_by_text("The degree is set by hand.").wait_for()

    visitor.settled().sees("<b>Bold</b> words of a test")
    visitor.unfold("Set the degree by hand: Labour law")
    page.get_by_label("Reason of the withdrawal").fill("The test is over now")
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_text("The degree set by hand is withdrawn.").wait_for()
    assert (visitor.errors, visitor.abroad) == ([], [])


def test_from_overview_to_the_ledger_and_the_flow_by_address(visitor: Visitor) -> None:
    page = visitor.open("/", "pm_office", lang="en", as_of="2026-10-31", flow_law="labour", flow="worker", moved="left").page

    page.get_by_text("Flow through the high-risk zone").scroll_into_view_if_needed()
    expect(page.get_by_role("radio", name="Workers")).to_be_checked()
    page.get_by_text("degrees are set by hand").click()
    page.get_by_role("heading", name="Degrees set by hand").wait_for()
    visitor.is_at("as_of=2026-10-31")
    assert (visitor.errors, visitor.abroad) == ([], [])
