"""Layers, a reader's own file and the picture to print, in a real Chromium: drawn without an error, in the reader's language."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests import rows
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
EVERY_LAYER = "regions,districts,water,settlements,radii,rescue"
WITH_A_WIDE_CIRCLE = "SELECT facility_id FROM facility WHERE danger_radius_m > 1500 AND geom IS NOT NULL ORDER BY 1 LIMIT 1"


def test_every_layer_is_fetched_and_drawn_without_an_error(visitor: Visitor) -> None:
    [(facility_id,)] = rows.run(WITH_A_WIDE_CIRCLE)
    answers: dict[str, int] = {}
    visitor.page.on("response", lambda answer: answers.update({answer.url.split("?")[0].split("/", 3)[3]: answer.status}))

    with visitor.page.expect_response("**/tiles/radii/**"), visitor.page.expect_response("**/tiles/settlements/**"):
        visitor.open("/map", "pm_office", lang="en", as_of="2026-10-31", layers=EVERY_LAYER, facility=facility_id)
    visitor.page.wait_for_load_state("networkidle")

    for name in ("tiles/radii/", "tiles/settlements/", "layers/rescue", "basemap/districts"):
        assert {status for path, status in answers.items() if path.startswith(name)} == {200}, name
    assert (visitor.errors, visitor.abroad) == ([], [])


def test_a_switch_changes_the_map_and_its_address(visitor: Visitor) -> None:
    visitor.open("/map", "pm_office", lang="en", as_of="2026-10-31")
    visitor.page.get_by_role("button", name="Layers").click()

    visitor.page.get_by_role("button", name="Settlements by population").click()
    visitor.page.wait_for_url("**layers=regions%2Cwater%2Csettlements**")

    assert (visitor.errors, visitor.abroad) == ([], [])


def test_the_place_for_a_file_has_no_word_of_another_language(visitor: Visitor) -> None:
    language, open_layers, choose = "kk", "Қабаттар", "Файлды таңдау"
    visitor.open("/map", "pm_office", lang=language, as_of="2026-10-31")
    visitor.page.get_by_role("button", name=open_layers).click()
    place = visitor.page.locator(".st-key-map_own_file")
    button = place.locator("button", has=visitor.page.locator('[data-testid="stIconMaterial"]')).first

    shown = button.evaluate("each => getComputedStyle(each, '::after').content")
    assert choose in shown
    assert "Upload" not in place.inner_text()
    assert "per file" not in place.inner_text()


def test_a_readers_own_file_is_drawn_and_its_names_run_nothing(visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("lon,lat,name\n73.1,49.8,<img src=x onerror=document.title='hurt'>\n73.3,49.9,B\n", encoding="utf-8")
    visitor.open("/map", "pm_office", lang="en", as_of="2026-10-31", layers="none", region="62")
    visitor.page.get_by_role("button", name="Layers").click()

    with visitor.page.expect_response("**/layers/own/**") as fetched:
        visitor.page.set_input_files(".st-key-map_own_file input[type=file]", file)
    visitor.settled()

    assert fetched.value.status == 200
    assert "2 features of your file are on the map." in visitor.text()
    visitor.page.keyboard.press("Escape")
    hover_everywhere(visitor)
    assert "hurt" not in visitor.page.title()
    assert (visitor.errors, visitor.abroad) == ([], [])


def hover_everywhere(visitor: Visitor) -> None:
    """Moves the pointer over the middle of the map, where the layer has been flown to."""
    box = visitor.page.locator('[data-testid="stDeckGlJsonChart"]').bounding_box()
    for across in range(20, 81, 5):
        visitor.page.mouse.move(box["x"] + box["width"] * across / 100, box["y"] + box["height"] / 2, steps=3)


def test_the_links_beside_the_map_lead_to_pictures(visitor: Visitor) -> None:
    visitor.open("/map", "akimat_karaganda", lang="en", as_of="2026-10-31", colour="violations")

    for kind, beginning in (("PNG", b"\x89PNG"), ("SVG", b"<?xml")):
        with visitor.page.expect_download() as taken:
            visitor.page.get_by_role("link", name=kind, exact=True).click()
        content = Path(taken.value.path()).read_bytes()
        assert content.startswith(beginning)
        assert taken.value.suggested_filename == f"map_2026-10-31.{kind.lower()}"
        if kind == "PNG":
            assert Image.open(io.BytesIO(content)).size == (3507, 2480)
    assert (visitor.errors, visitor.abroad) == ([], [])
