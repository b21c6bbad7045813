"""The months of the map: one back or on by button, all one after the other, and which there are. Three are scored here."""

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.map import player
from tests.app.conftest import Screen
from tests.app.reading import said
from tests.app.test_map import asked_of_tiles

BEFORE, PLAY, AFTER = "map_month_before", "map_play", "map_month_after"
DAYS = "31 Oct 2025, 30 Sep 2026, 31 Oct 2026"


def at(app: AppTest, day: str) -> AppTest:
    """The screen as of a day."""
    app.query_params["as_of"] = day
    return app.run()


def test_the_months_that_are_scored_are_named_and_stepped_through(screen: Screen) -> None:
    app = screen("map")
    assert app.button(key=AFTER).disabled
    assert [app.button(key=key).label for key in (BEFORE, PLAY, AFTER)] == [
        "Month before",
        "Play the months",
        "Month after",
    ]  # for who listens
    assert DAYS in said(app)

    app.button(key=BEFORE).click().run()
    assert asked_of_tiles(app)["as_of"] == "2026-09-30"
    assert "<b>September 2026</b>" in said(app)
    app.button(key=BEFORE).click().run()

    assert asked_of_tiles(app)["as_of"] == "2025-10-31"
    assert app.button(key=BEFORE).disabled
    assert app.selectbox(key="day_choice").value.isoformat() == "2025-10-31"


def test_a_day_between_two_months_shows_the_earlier_and_steps_from_it(screen: Screen) -> None:
    app = at(screen("map"), "2026-10-15")
    assert "<b>September 2026</b>" in said(app)

    app.button(key=AFTER).click().run()

    assert asked_of_tiles(app)["as_of"] == "2026-10-31"


def test_playing_goes_on_from_month_to_month_until_the_last(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player, "SECONDS_A_MONTH", 3600.0)
    app = at(screen("map"), "2025-10-31")
    app.button(key=PLAY).click().run()
    assert asked_of_tiles(app)["as_of"] == "2025-10-31"  # its time has not come

    monkeypatch.setattr(player, "SECONDS_A_MONTH", 0.0)
    app.run()

    assert asked_of_tiles(app)["as_of"] == "2026-10-31"
    assert app.session_state[player.PLAYING] is False
    assert app.button(key=PLAY).disabled


def test_a_month_is_seen_for_its_time_however_long_it_took_to_draw(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    app, clock, step = at(screen("map"), "2025-10-31"), SimpleNamespace(now=0.0), player._step

    def slowly(*given: Any) -> None:
        clock.now += 10 * player.SECONDS_A_MONTH
        step(*given)

    monkeypatch.setattr(player, "time", SimpleNamespace(monotonic=lambda: clock.now))
    monkeypatch.setattr(player, "_step", slowly)
    app.button(key=PLAY).click().run()

    assert asked_of_tiles(app)["as_of"] == "2025-10-31"


def test_stopping_and_stepping_end_the_play(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player, "SECONDS_A_MONTH", 3600.0)
    app = at(screen("map"), "2025-10-31")

    app.button(key=PLAY).click().run()
    app.button(key=PLAY).click().run()
    assert app.session_state[player.PLAYING] is False
    app.button(key=PLAY).click().run()
    app.button(key=AFTER).click().run()

    assert app.session_state[player.PLAYING] is False
    assert asked_of_tiles(app)["as_of"] == "2026-09-30"
