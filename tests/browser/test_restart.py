"""After a restart no screen stands open, and a database that goes away comes back into the same session."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from data.database import build_or_migrate, nationwide_connection, raw_connection
from data.demo import load_demo
from data.facts import load_facts
from data.machine import cluster, roles
from data.machine.places import throwaway_folder
from data.scoring import score
from tests.browser.conftest import Visitor, served
from tests.browser.test_map import CHART, drawn
from tests.conftest import forget_connections, lead_to

pytestmark = pytest.mark.browser
DAY = date(2026, 10, 31)


@pytest.mark.parametrize("path", ["/map", "/visits"])  # one with layers, one plain
def test_the_first_address_asked_for_after_a_restart_shows_only_the_sign_in(
    browser: Browser, shown_database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str
) -> None:
    lead_to(shown_database, monkeypatch)
    with served(tmp_path / "log.txt") as address, closing(browser.new_context()) as context:
        visitor = Visitor(context.new_page(), address).open(path, lang="en")

        visitor.sees("Sign in to see hazardous facilities").has_no('[data-testid="stDataFrame"], canvas')


@pytest.fixture
def own_cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A private PostgreSQL that a test may stop, with a little demonstration data."""
    with throwaway_folder() as folder:
        address = cluster.start(folder, throwaway=True)
        for name, value in roles.private(address).items():
            monkeypatch.setenv(name, value)
        forget_connections()
        build_or_migrate()
        with closing(raw_connection("MAP_OWNER_URL")) as connection:
            load_facts(connection)
            connection.commit()
        with closing(nationwide_connection()) as connection:
            load_demo(connection, facilities=500, as_of=DAY, seed=1)
            connection.commit()
        with closing(nationwide_connection()) as connection:
            score(connection, DAY)
            connection.commit()
        yield folder
        forget_connections()
        cluster.stop(folder)


def test_a_session_survives_a_restart_of_the_database(browser: Browser, own_cluster: Path, tmp_path: Path) -> None:
    with served(tmp_path / "log.txt") as address, closing(browser.new_context(locale="en-GB")) as context:
        visitor = Visitor(context.new_page(), address).open("/injuries", "pm_office", lang="en", as_of="2026-10-31")
        visitor.sees("Are injuries falling")

        cluster.stop(own_cluster)
        visitor.page.get_by_text("Рус", exact=True).click()
        visitor.page.get_by_text("База данных не отвечает").wait_for()
        assert visitor.page.request.get(address + "/health/ready").status == 503
        assert visitor.page.request.get(address + "/health/live").status == 200
        assert "Traceback" not in visitor.text()

        cluster.start(own_cluster, throwaway=True)
        visitor.sees("Снижается ли травматизм").is_at("as_of=2026-10-31")


def test_a_map_left_open_fetches_what_it_missed_while_the_database_was_away(browser: Browser, own_cluster: Path, tmp_path: Path) -> None:
    """The chart itself never asks for a tile twice: without new addresses its holes would look like places without facilities."""
    with served(tmp_path / "log.txt") as address, closing(browser.new_context(locale="en-GB")) as context:
        visitor = Visitor(context.new_page(), address).open("/map", "pm_office", lang="en", as_of="2026-10-31")
        drawn(visitor)  # only a chart that lives takes the wheel up
        visitor.page.locator(f"{CHART} canvas").first.hover()

        cluster.stop(own_cluster)
        with visitor.page.expect_response(lambda answer: "/tiles/facilities/" in answer.url and answer.status == 503):
            visitor.page.mouse.wheel(0, -600)
        with visitor.page.expect_response(lambda answer: "/tiles/facilities/" in answer.url and answer.status == 200) as fetched:
            cluster.start(own_cluster, throwaway=True)

        assert "again=" in fetched.value.url
        visitor.sees("on the map")
