"""Script time of every screen beside the time of its SQL, in one run: python -m tests.benchmarks.bench_screens

Stands on the databases of the environment (MAP_READER_URL ...). Prints medians in milliseconds and their ratio, for a first draw with an
empty cache and for a rerun with a full one, as the Prime Minister's Office and as an akimat.
"""

import statistics
import time
from pathlib import Path
from typing import Any

from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from pages.parts import cached
from queries.db import engine

FRAME = str(Path(__file__).parents[2] / "pages" / "frame.py")
PARTS = ("certainty", "breakdown", "published", "leads", "what_if", "rows")
SCREENS = ("overview", "map", "facility", "injuries", *(f"injuries {part}" for part in PARTS), "instructions", "visits", "methods")
PEOPLE = ("pm_office", "akimat_karaganda")
RUNS = 7


class Stopwatch:
    """Adds up the seconds spent in statements."""

    def __init__(self) -> None:
        self.seconds = 0.0
        reader = engine("MAP_READER_URL")
        event.listen(reader, "before_cursor_execute", self._begin)
        event.listen(reader, "after_cursor_execute", self._end)

    def _begin(self, *_: Any) -> None:
        self.begun = time.perf_counter()

    def _end(self, *_: Any) -> None:
        self.seconds += time.perf_counter() - self.begun


def timed(app: AppTest, watch: Stopwatch) -> tuple[float, float]:
    """Milliseconds of one run of the script, and of its SQL."""
    watch.seconds = 0.0
    begun = time.perf_counter()
    app.run()
    return (time.perf_counter() - begun) * 1000, watch.seconds * 1000


def opened(name: str, person: str) -> AppTest:
    """A screen, or a part of it after its name, that has been drawn once."""
    screen, _, part = name.partition(" ")
    app = AppTest.from_file(FRAME, default_timeout=120)
    app.session_state["person"] = person
    address = {"lang": "en", "as_of": "2026-10-31"} | ({"part": part} if part else {})
    app.query_params |= address
    app.run()
    if screen == "overview":
        return app
    app.query_params |= address
    return app.switch_page(f"{screen}.py").run()


def medians(app: AppTest, watch: Stopwatch, *, is_cached: bool) -> tuple[float, float]:
    """Median milliseconds of script and of SQL over the runs."""
    taken = []
    for _ in range(RUNS):
        if not is_cached:
            cached.forget()
        taken.append(timed(app, watch))
    return statistics.median(t for t, _ in taken), statistics.median(t for _, t in taken)


def main() -> None:
    """Prints one line a screen and person."""
    watch = Stopwatch()
    empty = AppTest.from_string("import streamlit as st\nst.title('Empty')").run()
    print(f"an empty page: {medians(empty, watch, is_cached=True)[0]:.0f} ms")  # noqa: T201
    print(f"{'screen':20}{'person':20}{'script ms':>10}{'SQL ms':>10}{'ratio':>8}{'rerun ms':>10}")  # noqa: T201
    for name in SCREENS:
        for person in PEOPLE:
            app = opened(name, person)
            script, sql = medians(app, watch, is_cached=False)
            again, _ = medians(app, watch, is_cached=True)
            print(f"{name:20}{person:20}{script:10.0f}{sql:10.0f}{script / max(sql, 0.1):8.2f}{again:10.0f}")  # noqa: T201


if __name__ == "__main__":
    main()
