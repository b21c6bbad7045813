"""The search box in a real Chromium: results while one types, by keyboard alone, and a pick that opens or flies."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests import rows
from tests.browser.conftest import WIDE, Visitor

pytestmark = pytest.mark.browser
BOX, RESULTS = ".map-search input", ".map-search li"
LIFT = """
SELECT facility_id, name_en FROM facility WHERE region_code = '35' AND starts_with(name_ru, 'Лифт') AND geom IS NOT NULL
ORDER BY facility_id LIMIT 1
"""


@pytest.fixture(scope="module")
def opened(browser: Browser, server: str) -> Iterator[Visitor]:
    """The map, opened once: what is typed into the box leaves nothing behind when the box is emptied."""
    context = browser.new_context(viewport=WIDE, locale="en-GB")
    yield Visitor(context.new_page(), server).open("/map", "pm_office", lang="en", as_of="2026-10-31")
    context.close()


@pytest.fixture
def on_map(opened: Visitor) -> Visitor:
    """The map with an empty box, as it was opened; opened again where an earlier test picked something."""
    opened.page.unroute_all()
    opened.errors.clear()
    opened.page.locator(BOX).fill("")
    if set(parse_qs(urlsplit(opened.page.url).query)) - {"lang", "as_of"}:
        opened.open("/map", lang="en", as_of="2026-10-31")
    return opened


def typed(visitor: Visitor, text: str) -> None:
    """Types as a person does and waits for the results of the whole text; those of its first letters come and go before."""
    visitor.page.locator(BOX).click()
    with visitor.page.expect_response(lambda answer: parse_qs(urlsplit(answer.url).query).get("q") == [text]) as answered:
        visitor.page.locator(BOX).press_sequentially(text)
    expect(visitor.page.locator(RESULTS)).to_have_count(len(answered.value.json()))


def test_a_facility_is_found_in_another_script_and_opened_by_keyboard_alone(on_map: Visitor) -> None:
    facility_id, name = rows.run(LIFT)[0]
    typed(on_map, name.replace("Lift", "лифт").replace("No.", "№"))
    on_map.page.keyboard.press("ArrowDown")
    expect(on_map.page.locator(f"{RESULTS}[aria-selected=true]")).to_contain_text(name)
    expect(on_map.page.locator(BOX)).to_have_attribute("aria-activedescendant", "map-search-0")

    on_map.page.keyboard.press("Enter")

    on_map.is_at(f"facility={facility_id}")
    expect(on_map.page.locator(".st-key-map_panel")).to_contain_text(name)
    assert (on_map.errors, on_map.abroad) == ([], [])


def test_a_settlement_picked_by_mouse_is_flown_to(on_map: Visitor) -> None:
    typed(on_map, "Zhezqazghan")
    with on_map.page.expect_request(re.compile(r"/tiles/facilities/(9|1\d)/")):
        on_map.page.locator(RESULTS, has_text="Settlement").first.click()

    expect(on_map.page.locator(RESULTS).first).to_be_hidden()


def test_an_owner_picked_narrows_the_map(on_map: Visitor) -> None:
    typed(on_map, "Demo-Neft")

    on_map.page.locator(RESULTS, has_text="Owner").first.click()

    expect(on_map.page).to_have_url(re.compile(r"owner=\d{12}"))


def test_a_screen_reader_is_told_and_escape_closes(on_map: Visitor) -> None:
    typed(on_map, "karaganda")
    box = on_map.page.get_by_role("combobox", name="Search on the map")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(on_map.page.get_by_role("listbox", name="Search results").get_by_role("option")).to_have_count(10)
    expect(on_map.page.locator(".map-search [role=status]")).to_contain_text("Results: 10")

    on_map.page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    on_map.page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_what_is_not_found_and_what_does_not_answer_is_said(on_map: Visitor) -> None:
    told = on_map.page.locator(".map-search .told")
    on_map.page.locator(BOX).fill("zzzz qqqq")
    expect(told).to_contain_text("Nothing like this was found")

    on_map.page.route("**/search?*", lambda route: route.fulfill(status=503, body="away"))
    on_map.page.locator(BOX).fill("karaganda")

    expect(told).to_contain_text("The search does not answer")


@pytest.fixture
def hostile_name() -> Iterator[str]:
    """A facility whose name would be a picture that runs a program; the name goes back afterwards."""
    facility_id, name = rows.run(LIFT)[0]
    rename = "UPDATE facility SET name_en = %s WHERE facility_id = %s"
    rows.run(rename, "<img src=x onerror=alert(1)> hostile", facility_id)
    rows.run("SELECT refresh_search(ARRAY[CAST(%s AS bigint)])", facility_id)
    yield "hostile"
    rows.run(rename, name, facility_id)
    rows.run("SELECT refresh_search(ARRAY[CAST(%s AS bigint)])", facility_id)


def test_a_name_from_a_file_is_shown_as_it_is_written(on_map: Visitor, hostile_name: str) -> None:
    typed(on_map, hostile_name)

    expect(on_map.page.locator(RESULTS).first).to_contain_text("<img src=x onerror=alert(1)> hostile")
    on_map.has_no(".map-search img")
