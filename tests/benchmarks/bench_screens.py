"""Script time of every screen beside the time of its SQL, in one run: python -m tests.benchmarks.bench_screens

Stands on the databases of the environment (MAP_READER_URL ...). Prints medians in milliseconds for a first draw with an empty cache and
for a rerun with a full one, as the Prime Minister's Office and as an akimat. Script time is that of the script as Streamlit's server runs
it, its messages written; the test harness around it, which reads them back into a tree, stands in a column of its own. The budget of a
first draw is 1.3 times its SQL and 20 ms; SQL is what its statements take one after the other, though the screen asks some side by side.
The processor's time of the script, without SQL, changes little when a machine is busy.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import event
from streamlit.runtime import context
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from pages.parts import cached
from queries import db

FRAME = str(Path(__file__).parents[2] / "pages" / "frame.py")
PARTS = ("certainty", "breakdown", "published", "leads", "what_if", "rows")
SCREENS = ("overview", "map", "facility", "injuries", *(f"injuries {part}" for part in PARTS), "instructions", "visits", "methods")
PEOPLE = ("pm_office", "akimat_karaganda")
RUNS = 7


class Taken(NamedTuple):
    """Milliseconds of one run: the whole with its harness, the script, the processor's part in it, statements."""

    whole: float
    script: float
    processor: float
    sql: float


class Stopwatch:
    """Adds up the seconds spent in the script and in statements."""

    def __init__(self) -> None:
        self.script = self.processor = self.sql = 0.0
        reader = db.engine("MAP_READER_URL", db.ALONE)
        event.listen(reader, "before_cursor_execute", self._begin)
        event.listen(reader, "after_cursor_execute", self._end)
        self._inner = LocalScriptRunner._run_script
        LocalScriptRunner._run_script = lambda runner, given: self._run(runner, given)

    def _begin(self, *_: Any) -> None:
        self.begun = time.perf_counter()

    def _end(self, *_: Any) -> None:
        self.sql += time.perf_counter() - self.begun

    def _run(self, runner: Any, given: Any) -> None:
        begun, spent = time.perf_counter(), time.thread_time()
        self._inner(runner, given)
        self.script += time.perf_counter() - begun
        self.processor += time.thread_time() - spent

    def taken(self, app: AppTest) -> Taken:
        """One run of a screen."""
        self.script = self.processor = self.sql = 0.0
        begun = time.perf_counter()
        app.run()
        return Taken(*(1000 * each for each in (time.perf_counter() - begun, self.script, self.processor, self.sql)))


def as_on_the_server() -> None:
    """Keeps out of the script's time what only the harness does in it: it compiles the files anew for each run and mocks the browser."""
    context._get_client_context = lambda: None
    kept = ScriptCache()
    for harness in (app_test, local_script_runner):
        vars(harness)["ScriptCache"] = lambda: kept


class InTurn(Executor):
    """Does at once what it is given, so that statements do not wait for each other's processor."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **given: Any) -> Future[Any]:
        """Work that is done when it is begun."""
        done: Future[Any] = Future()
        done.set_result(work(*args, **given))
        return done


@contextmanager
def in_turn() -> Iterator[None]:
    """Questions one after the other for the length of the block."""
    hands = cached.hands, db.hands
    cached.hands = db.hands = InTurn()
    try:
        yield
    finally:
        cached.hands, db.hands = hands


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


def medians(app: AppTest, watch: Stopwatch, *, is_cached: bool) -> Taken:
    """Median milliseconds over the runs."""
    taken = []
    for _ in range(RUNS):
        if not is_cached:
            cached.forget()
        taken.append(watch.taken(app))
    return Taken(*(statistics.median(each) for each in zip(*taken, strict=True)))


def main() -> None:
    """Prints one line a screen and person."""
    as_on_the_server()
    watch = Stopwatch()
    empty = medians(AppTest.from_string("import streamlit as st\nst.title('Empty')").run(), watch, is_cached=True)
    print(f"an empty page: {empty.script:.1f} ms, with its harness {empty.whole:.1f}")  # noqa: T201
    headings = "script", "SQL", "budget", "processor", "harness", "rerun", "processor", "harness"
    print(f"{'screen':20}{'person':20}{''.join(f'{each:>10}' for each in headings)}")  # noqa: T201
    for name in SCREENS:
        for person in PEOPLE:
            app = opened(name, person)
            first, again = (medians(app, watch, is_cached=is_cached) for is_cached in (False, True))
            with in_turn():
                sql = medians(app, watch, is_cached=False).sql
            told = first.script, sql, 1.3 * sql + 20, first.processor, first.whole - first.script
            told += again.script, again.processor, again.whole - again.script
            print(f"{name:20}{person:20}{''.join(f'{each:10.0f}' for each in told)}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
