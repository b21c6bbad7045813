"""The map in Chromium beside an empty Streamlit page with an empty chart, in one run: python -m tests.benchmarks.bench_chromium

Stands on the databases of the environment (MAP_READER_URL ...). Prints medians and 95th percentiles in milliseconds; software graphics.
First picture: of the empty page the first frame of its chart, of the map the frame in which the browser has painted ground and marks, by
its own account, with a screenshot. Living map: all its marks drawn by deck.gl. Then from a choice of a filter to its last tile.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.bench_lists import told
from tests.browser.conftest import CHROMIUM_OPTIONS, MILLISECONDS, WIDE, served
from tests.ports import free_port

EMPTY = "import pydeck as pdk, streamlit as st\nst.pydeck_chart(pdk.Deck(map_provider=None, layers=[]), height=640)\n"
RUNS = 11
CANVAS = '[data-testid="stDeckGlJsonChart"] canvas'
# The browser's account of what it painted when; kept from before the page runs.
LISTEN = """new PerformanceObserver(list => {
  for (const each of list.getEntries())
    if (each.url.includes('/picture/first.svg')) window.firstPainted ??= each.renderTime || each.startTime;
}).observe({type: 'largest-contentful-paint', buffered: true})"""
SHOTS = Path(tempfile.gettempdir()) / "first_picture"
HAZARDS = ("Boiler", "Lift", "All types")
MAP = "/map?lang=en&as_of=2026-10-31"


@contextmanager
def empty_page(folder: Path) -> Iterator[str]:
    """Address of a Streamlit server whose only page is an empty chart, with the project's settings."""
    script, port = folder / "empty.py", free_port()
    script.write_text(EMPTY)
    options = ["--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        asked = ["--retry", "60", "--retry-delay", "1", "--retry-all-errors", f"http://127.0.0.1:{port}/_stcore/health"]
        subprocess.run(["curl", "-sf", *asked], check=True, capture_output=True)
        try:
            yield f"http://localhost:{port}/"
        finally:
            server.terminate()


def drawn(page: Page) -> None:
    """Waits until the canvas of the chart has drawn two frames."""
    page.locator(CANVAS).first.wait_for()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def first_picture(browser: Browser, address: str, sign_in: str | None = None, after: Callable[[Page], None] = drawn) -> float:
    """Milliseconds from the address to the picture, in a browser that has been there before."""
    context = browser.new_context(viewport=WIDE, locale="en-GB")
    page = context.new_page()
    for url in ([sign_in] if sign_in else []) + [address]:
        page.goto(url)
        marks_drawn(page) if url == address else page.wait_for_load_state("networkidle")
    page.goto("about:blank")  # what the visit before still draws is not counted
    context.add_init_script(LISTEN)
    begun = time.perf_counter()
    page.goto(address)
    after(page)
    taken = (time.perf_counter() - begun) * 1000
    context.close()
    return taken


def first_painted(browser: Browser, address: str, sign_in: str, shot: Path) -> float:
    """Milliseconds from the address to the frame that shows ground and marks, as the browser dates it; a screenshot of it in shot."""
    painted: list[float] = []

    def seen(page: Page) -> None:
        page.wait_for_function("window.firstPainted", timeout=MILLISECONDS)
        page.screenshot(path=shot)
        painted.append(page.evaluate("window.firstPainted"))

    first_picture(browser, address, sign_in, seen)
    return painted[0]


def marks_drawn(page: Page) -> None:
    """Waits until the tiles in view have come and a frame has been drawn after them."""
    page.wait_for_load_state("networkidle")
    drawn(page)


def choice_changed(page: Page, name: str) -> float:
    """Milliseconds from the choice of a hazard to its last tile."""
    page.locator(".st-key-filter_hazard input").click()
    page.keyboard.type(name)
    tiles: list[float] = []
    page.on("requestfinished", lambda request: tiles.append(time.perf_counter()) if "/tiles/" in request.url else None)
    begun = time.perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    page.wait_for_load_state("networkidle")
    drawn(page)
    return (max(tiles, default=begun) - begun) * 1000


def main() -> None:
    """Prints the lines."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, empty_page(Path(folder)) as empty:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_OPTIONS)
        with served(Path(folder) / "log.txt") as server:
            sign_in = f"{server}/sign-in/pm_office?next=/overview"
            plain, ours = [], []
            for _ in range(RUNS):
                plain.append(first_picture(browser, empty))
                ours.append(first_painted(browser, server + MAP, sign_in, SHOTS / f"{len(ours)}.png"))
            print(f"empty page, first picture   {told(plain)}")  # noqa: T201
            print(f"map, first picture          {told(ours)}, {sorted(ours)[RUNS // 2] / sorted(plain)[RUNS // 2]:.2f} times (at most 1.3)")  # noqa: T201
            marks = [first_picture(browser, server + MAP, sign_in, marks_drawn) for _ in range(RUNS)]
            print(f"map, living, all marks      {told(marks)}; screenshots of the first pictures: {SHOTS}")  # noqa: T201
            page = browser.new_context(viewport=WIDE, locale="en-GB").new_page()
            page.goto(sign_in)
            page.goto(server + MAP)
            marks_drawn(page)
            changed = [choice_changed(page, HAZARDS[n % 3]) for n in range(RUNS)]
            print(f"filter to its last tile     {told(changed)}")  # noqa: T201
        browser.close()


if __name__ == "__main__":
    main()
