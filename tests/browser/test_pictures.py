"""A picture of every screen, in three languages, wide and narrow, light and dark; each fits its width and is more than an empty page.

`MAP_PICTURES=docs/pictures MAP_SERVER=http://localhost:8501 ./test tests/browser/test_pictures.py` takes them of a running map.
"""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.conftest import NARROW, WIDE, Visitor

pytestmark = pytest.mark.browser
SCREENS = ("overview", "map", "facility", "injuries", "instructions", "visits", "methods")
DAY = "2026-10-31"
EVERY_LOOK = [
    *((language, size, "light") for language in ("kk", "ru", "en") for size in (WIDE, NARROW)),
    ("en", WIDE, "dark"),
    ("kk", NARROW, "dark"),
]
CROSS_SECTION = [("ru", WIDE, "dark"), ("kk", NARROW, "light")]  # each width and theme once; the other tests speak English
ARE_KEPT = "MAP_PICTURES" in os.environ
LOOKS = EVERY_LOOK if ARE_KEPT else CROSS_SECTION
PICTURE_BYTES = 15_000
MILLISECONDS_TO_DRAW = 1500  # marks of a map fade in after the last tile has come

Look = tuple[Visitor, str, str, str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pictures go."""
    chosen = os.environ.get("MAP_PICTURES")
    return Path(chosen).resolve() if chosen else tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]['width']}-{look[2]}")
def look(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Look]:
    """A signed-in visitor with one language, width and theme, the look's name, and the facility to look at."""
    language, size, scheme = request.param
    server = os.environ.get("MAP_SERVER") or request.getfixturevalue("server")
    context = browser.new_context(viewport=size, color_scheme=scheme)
    visitor = Visitor(context.new_page(), server).open("/", "pm_office", lang=language, as_of=DAY)
    yield visitor, language, f"{language}-{size['width']}-{scheme}", first_facility(visitor)
    context.close()


def first_facility(visitor: Visitor) -> str:
    """The facility that the overview puts first."""
    link = visitor.page.locator('a[href*="facility="]').first.get_attribute("href")
    return str(link).split("facility=")[1].split("&")[0]


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_fits_and_is_drawn(look: Look, folder: Path, name: str) -> None:
    visitor, language, look_name, facility = look
    address = {"lang": language, "as_of": DAY} | ({"facility": facility} if name == "facility" else {})

    visitor.open("/" if name == "overview" else f"/{name}", **address)
    visitor.page.wait_for_timeout(MILLISECONDS_TO_DRAW if ARE_KEPT else 0)
    picture = visitor.page.screenshot(path=folder / f"{name}-{look_name}.png")

    if name == "map" and look_name.endswith(f"{WIDE['width']}-light"):
        Image.open(BytesIO(picture)).convert("L").save(folder / f"{name}-{look_name.replace('light', 'grey')}.png")

    assert len(picture) > PICTURE_BYTES
    visitor.fits()
    assert (visitor.errors, visitor.abroad) == ([], [])
