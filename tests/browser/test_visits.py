"""The plan of visits as an inspector uses it: days typed, a file saved, the places on the map."""

import csv
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
DAY = "2026-10-31"


def test_an_inspector_types_days_saves_the_plan_and_sees_it_on_the_map(visitor: Visitor) -> None:
    visitor.open("/visits", "inspector_ulytau", lang="en", as_of=DAY)
    days = visitor.page.get_by_label("Inspector-days", exact=True)
    days.fill("40")
    days.press("Enter")
    visitor.page.wait_for_url("**days=40**")
    visitor.page.get_by_text("in 40 inspector-days").wait_for()
    visitor.settled()

    with visitor.page.expect_download() as saved:
        visitor.page.get_by_role("button", name="Download CSV").click()
    lines = list(csv.reader(Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert saved.value.suggested_filename == f"visits_{DAY}.csv"
    assert lines[0][:2] == ["No.", "Facility"]
    assert {line[lines[0].index("Region")] for line in lines[1 : lines.index([])]} == {"Ulytau Region"}
    assert any(line[:1] == ["Effect of a visit"] for line in lines)

    visitor.page.get_by_role("link", name="on the map").click()
    visitor.page.wait_for_url("**/map**chosen=**")
    visitor.sees("Where is the danger?").settled()
    assert (visitor.errors, visitor.abroad) == ([], [])


def test_the_plan_fits_a_telephone(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open("/visits", "inspector_ulytau", lang="kk", as_of=DAY, days="40")

    visitor.fits()
    assert (visitor.errors, visitor.abroad) == ([], [])
