"""The real sites of Kazakhstan in the real districts, gone into by clicks: country, region, district, facility, and back up."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, TimeoutError, expect

from pages.parts.map import view
from pages.parts.map.view import COUNTRY, Box
from tests import rows
from tests.acceptance.test_real_districts import DISTRICTS, uploaded
from tests.acceptance.test_real_sites import DAY, FOLDER, delivered
from tests.browser.conftest import WIDE, Visitor, served
from tests.browser.test_map import CHART, MILLISECONDS_TO_ANSWER
from tests.conftest import lead_to

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.browser,
    pytest.mark.skipif(not DISTRICTS.exists(), reason="the folder ../shared/data with real districts is not beside this checkout"),
]
KARAGANDA = "35"
BOX = "SELECT ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom) FROM region WHERE region_code = %s"
MIDDLES = {
    "region": "SELECT ST_X(p), ST_Y(p) FROM region, ST_PointOnSurface(geom) AS p WHERE region_code = %s",
    "district": "SELECT ST_X(p), ST_Y(p) FROM district, ST_PointOnSurface(geom) AS p WHERE district_code = %s",
}
LARGEST_WITH_SITES = """
SELECT d.district_code, count(*) FROM facility f JOIN district d USING (district_code) WHERE d.region_code = %s
GROUP BY d.district_code, d.geom ORDER BY ST_Area(d.geom) DESC LIMIT 1
"""


@pytest.fixture
def visitor(browser: Browser, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    """A visitor of a server with real sites in real districts; a demonstration person signs in, but no invented row is loaded."""
    uploaded("admin_2024.gpkg", tmp_path)
    delivered(FOLDER / "kz_sites_unique.csv", tmp_path)
    rows.batch("demo")
    rows.score(DAY)
    lead_to(database, monkeypatch)
    with served(tmp_path / "log.txt") as address:
        context = browser.new_context(viewport=WIDE, locale="en-GB")
        yield Visitor(context.new_page(), address)
        context.close()


def test_the_way_leads_from_the_country_to_a_facility_and_back(visitor: Visitor) -> None:
    [(district, sites)] = rows.run(LARGEST_WITH_SITES, KARAGANDA)
    visitor.open("/map", "pm_office", lang="en", as_of=DAY.isoformat(), view="region")
    expect(visitor.page.locator(".map-legend").first).to_contain_text("Choose an area to go into it")

    click(visitor, *position(visitor, COUNTRY, "region", KARAGANDA), until="**region=35**")
    visitor.is_at("view=district").settled()
    click(visitor, *position(visitor, rows.run(BOX, KARAGANDA)[0], "district", district), until=f"**district={district}**")

    expect(visitor.page.locator(".map-total")).to_have_text(f"{sites} facilities on the map")
    visitor.is_at("view=facilities").settled()
    visitor.page.locator(".st-key-crumb_region button").click()
    visitor.page.wait_for_url("**view=district**")
    visitor.settled().page.locator(".st-key-crumb_country button").click()
    visitor.page.wait_for_url("**view=region**")
    expect(visitor.page).not_to_have_url(re.compile("region=35"))
    assert (visitor.errors, visitor.abroad) == ([], [])


def click(visitor: Visitor, x: float, y: float, until: str) -> None:
    """Clicks until the chart, slow without a graphics card, has taken the click up."""
    for _ in range(20):
        visitor.page.mouse.click(x, y)
        try:
            return visitor.page.wait_for_url(until, timeout=MILLISECONDS_TO_ANSWER)
        except TimeoutError:
            continue
    raise AssertionError(f"the click led nowhere: {visitor.page.url}")


def position(visitor: Visitor, box: Box, table: str, code: str) -> tuple[float, float]:
    """Where on the screen the middle of an area lies while the map shows a box."""
    [(lon, lat)] = rows.run(MIDDLES[table], code)
    shown, chart = view.fitted(box), visitor.page.locator(CHART).bounding_box()
    pixels = view.PIXELS_OF_THE_WORLD * 2 ** shown["zoom"]
    across = (lon - shown["lon"]) / 360 * pixels
    down = (view._down(lat) - view._down(shown["lat"])) * pixels
    return chart["x"] + chart["width"] / 2 + across, chart["y"] + chart["height"] / 2 + down
