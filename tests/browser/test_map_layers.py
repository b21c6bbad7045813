"""Layers and a reader's own file, in a real Chromium: drawn without an error, in the reader's language."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import rows
from tests.browser.conftest import TAKEN, Visitor

pytestmark = pytest.mark.browser
EVERY_LAYER = "regions,districts,water,settlements,radii,rescue"
FETCHED = ("tiles/radii/", "tiles/settlements/", "layers/rescue", "basemap/districts")
WITH_A_WIDE_CIRCLE = "SELECT facility_id FROM facility WHERE danger_radius_m > 1500 AND geom IS NOT NULL ORDER BY 1 LIMIT 1"


def test_every_layer_is_fetched_and_drawn_without_an_error(visitor: Visitor) -> None:
    [(facility_id,)] = rows.run(WITH_A_WIDE_CIRCLE)
    answers: dict[str, int] = {}
    visitor.page.on("response", lambda answer: answers.update({answer.url.split("?")[0].split("/", 3)[3]: answer.status}))

    with ExitStack() as arrivals:
        for name in FETCHED:
            arrivals.enter_context(visitor.page.expect_response(f"**/{name}**"))
        visitor.open("/map", "pm_office", lang="en", as_of="2026-10-31", layers=EVERY_LAYER, facility=facility_id)

    for name in FETCHED:
        statuses = {status for path, status in answers.items() if path.startswith(name)}
        assert statuses, name
        assert statuses <= TAKEN, name
    assert (visitor.errors, visitor.abroad) == ([], [])


def test_a_switch_changes_the_map_and_its_address(visitor: Visitor) -> None:
    visitor.open("/map", "pm_office", lang="en", as_of="2026-10-31")
    visitor.page.get_by_role("button", name="Layers").click()

    visitor.page.get_by_role("button", name="Settlements by population").click()

    visitor.is_at("layers=regions%2Cwater%2Csettlements").settled()
    assert (visitor.errors, visitor.abroad) == ([], [])


def test_the_place_for_a_file_has_no_word_of_another_language(visitor: Visitor) -> None:
    language, open_layers, choose = "kk", "Қабаттар", "Файлды таңдау"
    visitor.open("/map", "pm_office", lang=language, as_of="2026-10-31")
    visitor.page.get_by_role("button", name=open_layers).click()
    place = visitor.page.locator(".st-key-map_own_file")
    button = place.locator("button", has=visitor.page.locator('[data-testid="stIconMaterial"]')).first

    drawn_after_it = "([button, words]) => getComputedStyle(button, '::after').content.includes(words)"
    visitor.page.wait_for_function(drawn_after_it, arg=[button.element_handle(), choose])
    expect(place).not_to_contain_text("Upload", use_inner_text=True)
    expect(place).not_to_contain_text("per file", use_inner_text=True)


def test_a_readers_own_file_is_drawn_and_its_names_run_nothing(visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("lon,lat,name\n73.1,49.8,<img src=x onerror=document.title='hurt'>\n73.3,49.9,B\n", encoding="utf-8")
    visitor.open("/map", "pm_office", lang="en", as_of="2026-10-31", layers="none", region="62")
    visitor.page.get_by_role("button", name="Layers").click()

    with visitor.page.expect_response("**/layers/own/**") as fetched:
        visitor.page.set_input_files(".st-key-map_own_file input[type=file]", file)

    assert fetched.value.status in TAKEN
    visitor.sees("2 features of your file are on the map.").settled()
    visitor.page.keyboard.press("Escape")
    hover_everywhere(visitor)
    assert "hurt" not in visitor.page.title()
    assert (visitor.errors, visitor.abroad) == ([], [])


def hover_everywhere(visitor: Visitor) -> None:
    """Moves the pointer over the middle of the map, where the layer has been flown to."""
    box = visitor.page.locator('[data-testid="stDeckGlJsonChart"]').bounding_box()
    for across in range(20, 81, 5):
        visitor.page.mouse.move(box["x"] + box["width"] * across / 100, box["y"] + box["height"] / 2, steps=3)
