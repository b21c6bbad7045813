"""Windows between a telephone and a large screen: a tablet, half a screen."""

import math
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from pages.parts.map.view import COUNTRY, PIXELS_OF_THE_WORLD
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
CHART = '[data-testid="stDeckGlJsonChart"]'


@pytest.fixture(params=[(820, 1180), (1024, 768), (1280, 720), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
def visitor_with(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Visitor]:
    """A visitor whose window is so large."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    yield Visitor(context.new_page(), server)
    context.close()


def test_the_map_opens_with_the_whole_country_and_no_more(visitor_with: Visitor) -> None:
    page = visitor_with.open("/map", "pm_office", lang="en", as_of="2026-10-31").page
    asked = parse_qs(urlsplit(page.locator(".st-key-map_first img").get_attribute("src") or "").query)
    zoom, room = float(asked["zoom"][0]), page.locator(CHART).bounding_box()
    assert room is not None

    west, south, east, north = COUNTRY
    down = [math.asinh(math.tan(math.radians(lat))) / 2 / math.pi for lat in (south, north)]
    across, high = (share * PIXELS_OF_THE_WORLD * 2**zoom for share in ((east - west) / 360, down[1] - down[0]))
    assert 0.9 < max(across / room["width"], high / room["height"]) <= 1


def test_the_six_figures_of_the_overview_have_room_for_their_words(visitor_with: Visitor) -> None:
    page = visitor_with.open("/", "pm_office", lang="ru", as_of="2026-10-31").page

    tiles = [each.bounding_box() for each in page.locator(".stColumn:has(.tile)").all()]
    assert len(tiles) == 6
    assert all(tile and tile["width"] > 160 for tile in tiles)
    visitor_with.fits()


@pytest.mark.parametrize("visitor_with", [(820, 1180)], indirect=True)
def test_on_a_tablet_held_upright_sections_stand_one_under_the_other(visitor_with: Visitor) -> None:
    page = visitor_with.open("/", "pm_office", lang="kk", as_of="2026-10-31").page

    sections = [each.bounding_box() for each in page.locator("h2.section").all()]
    above, below = (page.locator(f".stColumn {each}").first.bounding_box() for each in (".stVegaLiteChart", ".stDataFrame"))
    assert len({each and each["x"] for each in sections}) == 1
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
