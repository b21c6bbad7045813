"""The register of instructions in two sizes, in one run: python -m tests.benchmarks.bench_instructions [SIZES]

Makes a small database on the server of DATABASE_URL for each size, 10,000 and 100,000 instructions with their steps unless sizes are given,
and drops it. Prints the medians of each way of looking for five viewers, of today and of a day a year ago.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.engine import make_url

from data.database import nationwide_connection
from data.escalation import escalate
from queries import calendar, instructions, overview
from queries.viewer import Viewer
from tests.benchmarks.registers import DAY, filled
from tests.conftest import administer
from tests.viewers import CONTROLLER, INSPECTOR, KARAGANDA, MINISTER, PM_OFFICE

MANY = (Path(__file__).parent / "many_instructions.sql").read_text(encoding="utf-8")
FACILITIES = 2_000
WORKING_DAY = date(2026, 10, 30)
LOOKS: dict[str, Callable[[Viewer, date], object]] = {
    "first page": lambda v, d: instructions.register(v, d, most=50),
    "page 201": lambda v, d: instructions.register(v, d, most=50, skipped=10_000),
    "first page of a word": lambda v, d: instructions.register(v, d, most=50, search="шахта"),
    "counts": lambda v, d: instructions.counts(v, d),
    "my work": lambda v, d: instructions.work(v, d, most=10),
    "board": lambda v, d: instructions.board(v, d, most=4),
    "by lead body": lambda v, d: instructions.timeliness(v, d, grouping="lead"),
    "by controller": lambda v, d: instructions.timeliness(v, d, grouping="controller"),
    "names of the filters": lambda v, d: instructions.answerable(v, d),
    "deadlines to move": lambda v, d: instructions.deadlines_to_move(v, d),
    "calendar": lambda v, d: calendar.entries(v, d),
    "overview": lambda v, d: overview.overdue_instructions(v, d),
}


def add(count: int) -> None:
    """So many instructions more; prints seconds."""
    begun = time.perf_counter()
    with closing(nationwide_connection()) as writer, writer.cursor() as cursor:
        cursor.execute(MANY, {"count": count, "day": DAY})
        writer.commit()
    print(f"{count:,} instructions with their steps added in {time.perf_counter() - begun:.0f} s")  # noqa: T201


def median(look: Callable[[Viewer, date], object], viewer: Viewer, day: date) -> float:
    """Milliseconds, of seven."""
    taken = []
    for _ in range(7):
        begun = time.perf_counter()
        look(viewer, day)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def measure() -> None:
    """Prints a line a way of looking and day, and what telling people takes, the first time and again."""
    viewers = (PM_OFFICE, CONTROLLER, MINISTER, KARAGANDA, INSPECTOR)
    print(f"{'median ms':40}" + "".join(f"{viewer.user:>20}" for viewer in viewers))  # noqa: T201
    for name, look in LOOKS.items():
        for day in (DAY, DAY - timedelta(days=365)):
            print(f"{name:28}{day}  " + "".join(f"{median(look, viewer, day):20.0f}" for viewer in viewers))  # noqa: T201
    for _ in range(2):
        begun = time.perf_counter()
        letters = escalate(WORKING_DAY, None).letter_count
        print(f"letters written {letters}, {time.perf_counter() - begun:.1f} s")  # noqa: T201


def main() -> None:
    """Prints a block a size."""
    sizes = [int(each) for each in sys.argv[1:]] or [10_000, 100_000]
    for size in sizes:
        with filled(FACILITIES):
            add(size)
            administer("VACUUM ANALYZE", database=str(make_url(os.environ["MAP_OWNER_URL"]).database))
            measure()


if __name__ == "__main__":
    main()
