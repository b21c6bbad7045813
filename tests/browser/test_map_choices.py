"""What a reader chooses on the map, in a real Chromium: colouring, filter, class, order, file, month."""

import csv
import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests import rows
from tests.browser.conftest import Visitor
from tests.browser.test_map import drawn

pytestmark = pytest.mark.browser
DAY = "2026-10-31"
COLOURS_THAT_DIFFER = {"insurance": "Insurance", "accidents": "Accidents of three years", "overdue": "Overdue prescriptions"}
LEGEND, TOTAL = ".st-key-map_legend", ".map-total"
OF_A_HAZARD = "SELECT count(*) FROM facility JOIN risk_score USING (facility_id) WHERE valid_to = 'infinity' AND geom IS NOT NULL AND {}"


def test_a_colouring_is_drawn_with_its_legend(visitor: Visitor) -> None:
    """Those with other marks: hollow ones, a class without facilities, two classes only; words of all are tested without a browser."""
    visitor.open("/map", "pm_office", lang="en", as_of=DAY, colour="insurance")
    for colour, words in COLOURS_THAT_DIFFER.items():
        if colour not in visitor.page.url:
            visitor.page.locator(".st-key-filter_colour input").click()
            visitor.page.get_by_role("option", name=words).first.click()
            visitor.is_at(f"colour={colour}").settled()
        expect(visitor.page.locator(f"{LEGEND} .map-title").first).to_contain_text(f"Fill: {words}")
        visitor.page.locator('[data-testid="stDeckGlJsonChart"] canvas').first.wait_for()

    assert (visitor.errors, visitor.abroad) == ([], [])


def test_a_filter_and_a_class_of_the_legend_narrow_the_map_and_a_link_keeps_them(visitor: Visitor) -> None:
    [(boilers,)] = rows.run(OF_A_HAZARD.format("facility.hazard_type_code = 'boiler'"))
    [(medium,)] = rows.run(OF_A_HAZARD.format("facility.hazard_type_code = 'boiler' AND labour_degree = 'medium'"))
    visitor.open("/map", "pm_office", lang="en", as_of=DAY)

    visitor.page.locator(".st-key-filter_hazard input").click()
    visitor.page.get_by_role("option", name="Boiler").first.click()
    expect(visitor.page.locator(TOTAL)).to_have_text(f"{boilers} facilities on the map")
    visitor.settled().page.locator(f"{LEGEND} label", has_text="Medium").click()

    expect(visitor.page.locator(TOTAL)).to_contain_text(f"{medium} ")
    visitor.is_at("hazard=boiler", "mark=3").settled()
    visitor.page.goto(visitor.page.url)
    expect(visitor.settled().page.locator(TOTAL)).to_contain_text(f"{medium} ")
    visitor.page.get_by_role("button", name="Clear filters").click()
    expect(visitor.page.locator(TOTAL)).not_to_contain_text(f"{medium} ")
    assert (visitor.errors, visitor.abroad) == ([], [])


def test_the_list_is_ordered_by_choice_and_downloaded_whole_as_is_the_picture(visitor: Visitor) -> None:
    visitor.open("/map", "akimat_karaganda", lang="en", as_of=DAY, colour="violations")
    visitor.page.locator(".st-key-place_of_map_list").scroll_into_view_if_needed()
    visitor.has_no("button.in-sight").settled()  # the list has come into sight, and nothing moves any more
    visitor.page.locator(".st-key-filter_order input").click()
    visitor.page.get_by_role("option", name="Owner").first.click()
    visitor.is_at("order=owner").settled()

    files = {}
    for kind in ("CSV", "XLSX", "GeoJSON"):
        with visitor.page.expect_download() as taken:
            visitor.page.locator(".download").get_by_role("link", name=kind, exact=True).click()
        files[kind] = Path(taken.value.path()).read_bytes()
    for kind in ("PNG", "SVG"):
        with visitor.page.expect_download() as taken:
            visitor.page.get_by_role("link", name=kind, exact=True).click()
        files[kind] = Path(taken.value.path()).read_bytes()
        assert taken.value.suggested_filename == f"map_{DAY}.{kind.lower()}"

    assert Image.open(BytesIO(files["PNG"])).size == (3507, 2480)
    assert files["SVG"].startswith(b"<?xml")
    [(count,)] = rows.run("SELECT count(*) FROM risk_score WHERE valid_to = 'infinity' AND region_code = '35'")
    lines = list(csv.reader(files["CSV"].decode("utf-8-sig").splitlines()))
    sheet = CalamineWorkbook.from_filelike(BytesIO(files["XLSX"])).get_sheet_by_index(0)
    assert len(json.loads(files["GeoJSON"])["features"]) == count
    assert count < len(lines) < count + 20  # heading, and what the file says of itself
    assert count < len(sheet.to_python()) < count + 20
    assert (visitor.errors, visitor.abroad) == ([], [])


def test_the_months_are_stepped_and_played(visitor: Visitor) -> None:
    visitor.open("/map", "pm_office", lang="en", as_of=DAY)
    month = visitor.page.locator(".st-key-map_player .month b")
    expect(month).to_have_text("October 2026")

    visitor.page.locator(".st-key-map_month_before button").first.click()
    expect(month).to_have_text("September 2026")
    drawn(visitor.settled())
    visitor.page.locator(".st-key-map_play button").first.click()

    expect(month).to_have_text("October 2026")
    visitor.is_at("as_of=2026-10-31").settled()
    assert (visitor.errors, visitor.abroad) == ([], [])
