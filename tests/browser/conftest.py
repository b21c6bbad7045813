"""A real server on a real database, met by a real Chromium."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect, sync_playwright

from tests.conftest import lead_to
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
# What no test looks at and every new page would load: two pages of Chromium's own address bar, half a second each. The other names are
# those of Playwright's own list that keep Chromium from asking hosts abroad; the option replaces that list.
UNUSED = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,"
    "PreconnectToSearch"
)
CHROMIUM_OPTIONS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", f"--disable-features={UNUSED}",
]  # fmt: skip
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
TAKEN = {200, 304}  # 304: what an earlier test of the worker has kept is still right
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
MILLISECONDS = 120_000  # a machine may have other work to do; only a test that fails waits so long
expect.set_options(timeout=MILLISECONDS)


def answered(address: str) -> None:
    """Waits until a server answers there."""
    subprocess.run(["curl", "-sf", "--retry", "180", "--retry-delay", "1", "--retry-all-errors", address], check=True, capture_output=True)


@contextmanager
def served(log: Path, port: int | None = None) -> Iterator[str]:
    """The application on the databases of the environment, until the block ends; yields its address."""
    port = port or free_port()
    options = ["--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options]
    with log.open("wb") as output, subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output) as server:
        try:
            answered(f"http://127.0.0.1:{port}/health/live")
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait(MILLISECONDS / 1000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ.get("MAP_CHROMIUM") or "/usr/bin/chromium", args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(shown_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of one server for all browser tests."""
    with pytest.MonkeyPatch.context() as environment:
        lead_to(shown_database, environment)
        with served(tmp_path_factory.mktemp("server") / "log.txt") as address:
            yield address


class Visitor:
    """A browser tab that keeps what it should not have seen: errors, and requests to other hosts."""

    def __init__(self, page: Page, server: str) -> None:
        self.page = page
        self.server = server
        self.errors: list[str] = []
        self.abroad: list[str] = []
        self.socket_bytes = 0
        page.set_default_timeout(MILLISECONDS)
        page.on("console", self._note_error)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda channel: channel.on("framereceived", self._count))

    def _note_error(self, message: ConsoleMessage) -> None:
        is_search_for_base_path = (
            "/_stcore/" in message.location["url"]
        )  # Streamlit's page tries /map/_stcore/health before /_stcore/health
        if message.type == "error" and not is_search_for_base_path:
            self.errors.append(message.text)

    def _note(self, url: str) -> None:
        if not url.startswith((self.server, "data:", "blob:")):
            self.abroad.append(url)

    def _count(self, frame: bytes | str) -> None:
        self.socket_bytes += len(frame)

    def open(self, path: str, person: str | None = None, **address: str) -> "Visitor":
        """Goes to a path, signed in as a person where one is given, and waits until it is drawn."""
        target = path + ("?" + urlencode(address) if address else "")
        self.page.goto(self.server + (f"/sign-in/{person}?next={quote(target, safe='')}" if person else target))
        return self.settled()

    def settled(self) -> "Visitor":
        """Waits until the script has run and nothing is under way."""
        self.page.wait_for_selector("h1.screen")
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_selector(READY)
        return self

    def sees(self, *words: str) -> "Visitor":
        """Waits until a person can read the words; an answer to a click comes some time after the click."""
        for each in words:
            expect(self.page.locator("body")).to_contain_text(each, use_inner_text=True)
        return self

    def unfold(self, words: str) -> "Visitor":
        """Opens a folded section and waits until it stands still: while it opens it scrolls, and Streamlit closes a list that scrolls."""
        section = self.page.locator("details", has=self.page.get_by_text(words))
        section.locator("summary").click()
        is_still = "each => each.open && !each.getAnimations().length && each.scrollHeight <= each.clientHeight"
        self.page.wait_for_function(is_still, arg=section.element_handle())
        return self

    def is_at(self, *parts: str) -> "Visitor":
        """Waits until the address has these parts."""
        for each in parts:
            expect(self.page).to_have_url(re.compile(re.escape(each)))
        return self

    def has_no(self, what: str | Locator) -> "Visitor":
        """Waits until nothing is there that this names; to be asked only after what shall be there has come."""
        expect(self.page.locator(what) if isinstance(what, str) else what).to_have_count(0)
        return self

    def fits(self) -> "Visitor":
        """Waits until nothing stands out beyond the width of the screen."""
        self.page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")
        return self

    def text(self) -> str:
        """What a person can read at this moment; what an action leads to is waited for with `sees`."""
        return self.page.inner_text("body")


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One set of cookies and files kept for the tests of a worker: loading the program anew takes two seconds each time."""
    opened = browser.new_context(viewport=WIDE, locale="en-GB")
    yield opened
    opened.close()


@pytest.fixture
def visitor(context: BrowserContext, server: str) -> Iterator[Visitor]:
    """A visitor in English on a wide screen, who brings nothing along but the program's own files."""
    context.clear_cookies()
    page = context.new_page()
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": server, "storageTypes": "local_storage"})
    yield Visitor(page, server)
    page.close()
