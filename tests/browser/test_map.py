"""The map in a real Chromium: it is drawn, light, and a click opens the passport without losing the place."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, TimeoutError, expect

from tests import rows
from tests.browser.conftest import NARROW, TAKEN, Visitor

pytestmark = pytest.mark.browser
CHART, PANEL = '[data-testid="stDeckGlJsonChart"]', ".st-key-map_panel"
SOCKET_BUDGET_BYTES = 60_000
MILLISECONDS_TO_ANSWER = 20_000  # an answer takes a third of a second where nothing else runs
INK = (31, 42, 55)
RISK = {"high": (166, 30, 45), "medium": (224, 163, 58), "low": (156, 197, 181)}
ALONE = """
SELECT f.facility_id, f.name_en FROM facility f JOIN risk_score s USING (facility_id)
WHERE s.valid_to = 'infinity' AND f.region_code = '35'
  AND NOT EXISTS (SELECT 1 FROM facility o WHERE o.facility_id <> f.facility_id AND ST_DWithin(o.geom, f.geom, 0.01))
ORDER BY 1 LIMIT 1
"""
FIRST_OF_THE_LIST = """
SELECT facility_id FROM risk_score
WHERE valid_to = 'infinity' ORDER BY labour_degree DESC, points DESC NULLS LAST, facility_id LIMIT 1
"""


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Visitor]:
    """A visitor with a telephone."""
    context = browser.new_context(
        viewport=NARROW, locale="en-GB", user_agent="Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537.36"
    )
    yield Visitor(context.new_page(), server)
    context.close()


def picture(visitor: Visitor) -> Image.Image:
    """The map as it is on screen, without what stands right of its middle."""
    taken = Image.open(io.BytesIO(visitor.page.locator(CHART).screenshot())).convert("RGB")
    return taken.crop((0, 0, taken.width // 2 - 40, taken.height))


def drawn(visitor: Visitor) -> Image.Image:
    """The map once marks are on it; a machine may have other work to do."""
    for _ in range(1000):
        taken = picture(visitor)
        if any(count > 30 for count in (pixels_like(taken, colour) for colour in RISK.values())):
            return taken
        visitor.page.evaluate("() => new Promise(requestAnimationFrame)")
    raise AssertionError("no mark was drawn")


def at_rest(visitor: Visitor) -> Image.Image:
    """The map once two pictures of it in a row are the same: nothing flies, fades in or is still to come."""
    taken = drawn(visitor.settled())
    for _ in range(300):
        before, taken = taken, picture(visitor)
        if pixels_changed(before, taken) == 0:
            return taken
    raise AssertionError("the map does not come to rest")


def pixels_changed(before: Image.Image, after: Image.Image) -> int:
    """How many pixels differ to the eye."""
    return ImageChops.difference(before, after).convert("L").point(lambda value: 255 * (value > 40)).histogram()[255]


def pixels_like(taken: Image.Image, colour: tuple[int, int, int]) -> int:
    """How many pixels are about this colour."""
    return sum(count for count, other in taken.getcolors(1 << 24) if max(abs(a - b) for a, b in zip(colour, other, strict=True)) < 24)


def test_the_map_is_drawn_from_tiles_of_its_own_server_and_light_on_the_socket(visitor: Visitor) -> None:
    tiles: list[int] = []
    visitor.page.on("response", lambda answer: tiles.append(answer.status) if "/tiles/" in answer.url else None)

    visitor.open("/map", "pm_office", lang="en", as_of="2026-10-31")
    drawn(visitor)

    assert tiles
    assert set(tiles) <= TAKEN
    assert visitor.socket_bytes < SOCKET_BUDGET_BYTES
    assert (visitor.errors, visitor.abroad) == ([], [])


def test_the_first_picture_is_of_its_own_server_and_gone_once_the_map_lives(visitor: Visitor) -> None:
    visitor.open("/map", "pm_office", lang="en", as_of="2026-10-31")
    first = visitor.page.locator(".st-key-map_first img")
    first.wait_for(state="attached")

    visitor.page.wait_for_function("document.querySelector('.st-key-map_first img').naturalWidth == 1360")
    expect(first).to_be_hidden()
    assert (visitor.errors, visitor.abroad) == ([], [])


def test_the_map_is_drawn_on_a_telephone_with_the_legend_below(phone: Visitor) -> None:
    phone.open("/map", "pm_office", lang="en", as_of="2026-10-31")
    drawn(phone)
    chart, legend = (phone.page.locator(each).bounding_box() for each in (CHART, ".st-key-map_legend"))

    assert chart["width"] <= NARROW["width"]
    assert legend["y"] >= chart["y"] + chart["height"]


def test_a_telephone_shows_the_country_in_its_first_screen_and_names_of_places_on_it(phone: Visitor) -> None:
    phone.open("/map", "pm_office", lang="en", as_of="2026-10-31")
    expect(phone.page.locator(".st-key-map_first")).to_be_hidden()
    chart = phone.page.locator(CHART).bounding_box()

    assert chart["y"] + chart["height"] / 2 < NARROW["height"] * 0.85
    assert pixels_like(at_rest(phone), INK) > 60


def test_a_click_opens_the_passport_and_keeps_the_place(visitor: Visitor) -> None:
    [(facility_id, name)] = rows.run(ALONE)
    visitor.open("/map", "pm_office", lang="en", as_of="2026-10-31", facility=facility_id)
    visitor.page.locator(".st-key-map_panel_close button").click()
    visitor.page.locator(PANEL).wait_for(state="detached")
    before = at_rest(visitor)

    click_the_middle(visitor)

    expect(visitor.page.locator(PANEL)).to_contain_text(name)
    visitor.is_at(f"facility={facility_id}")
    assert pixels_changed(before, at_rest(visitor)) < 200


def click_the_middle(visitor: Visitor) -> None:
    """Clicks until the chart, slow without a graphics card, has taken the click up; never twice where it has, which would take it back."""
    box = visitor.page.locator(CHART).bounding_box()
    for _ in range(20):
        visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        try:
            visitor.page.locator(PANEL).wait_for(timeout=MILLISECONDS_TO_ANSWER)
        except TimeoutError:
            continue
        return
    raise AssertionError("the click opened nothing")


def test_the_keys_n_and_p_step_through_the_list_but_not_while_one_types(visitor: Visitor) -> None:
    [(first,)] = rows.run(FIRST_OF_THE_LIST)
    visitor.open("/map", "pm_office", lang="en", as_of="2026-10-31", facility=first)
    place, box = visitor.page.locator(f"{PANEL} .map-step"), visitor.page.locator(".map-search input")
    expect(place).to_have_text("No. 1 in the list")
    drawn(visitor)

    visitor.page.keyboard.press("n")
    expect(place).to_have_text("No. 2 in the list")
    visitor.settled().page.keyboard.press("p")
    expect(place).to_have_text("No. 1 in the list")
    visitor.settled()
    box.press_sequentially("nnpn")

    expect(box).to_have_value("nnpn")
    expect(visitor.settled().page.locator(f"{PANEL} .map-step")).to_have_text("No. 1 in the list")


def test_a_settlement_found_leads_to_the_area_around_it(visitor: Visitor) -> None:
    visitor.open("/map", "pm_office", lang="en", as_of="2026-10-31")
    visitor.page.locator(".map-search input:visible").press_sequentially("Temirtau")
    visitor.page.locator("#map-search-list li", has_text="Settlement").first.click()

    visitor.page.locator(".st-key-map_picked_within_20 button").click()

    expect(visitor.page.locator(".st-key-map_area")).to_contain_text("Within 20 km of Temirtau")
    visitor.is_at("near=")
