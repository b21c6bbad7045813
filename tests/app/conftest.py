"""Screens run as a visitor would meet them: through the frame, with its sign-in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.parts import cached, in_sight, zone_moves
from pages.parts.map import filters as map_filters
from pages.parts.map import list as map_list
from pages.routes import pace
from tests.conftest import lead_to

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
SECONDS = 120  # a machine may have other work to do; only a test that fails waits so long

Screen = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def _without_answers_and_pace_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    cached.forget()
    monkeypatch.setattr(pace, "_tiles", pace.Pace(pace.TILES_PER_SECOND))


def straight_to(app: AppTest, name: str) -> AppTest:
    """Runs a screen as one opens it by its address; switch_page would need a run of the overview before it."""
    app._page_hash = calc_hash(name)
    return app.run()


@pytest.fixture
def screen(shown_database: str, monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Opens a screen on small demonstration data.

    screen("map", "akimat_karaganda", "kk", region="35") signs in by code of the person; None does not sign in.
    """

    lead_to(shown_database, monkeypatch)

    def opened(name: str, person: str | None = "pm_office", language: str = "en", **address: str) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=SECONDS)
        if person:
            app.session_state["person"] = person
        for far_down in (map_list.TABLE, zone_moves.LIST):
            app.session_state[in_sight.key(far_down)] = True  # as after scrolling to it
        app.session_state[map_filters.DRAWER] = name == "map"  # as after opening it
        app.query_params |= {"lang": language, "as_of": "2026-10-31"} | address
        return app.run() if name == "overview" else straight_to(app, name)

    return opened
