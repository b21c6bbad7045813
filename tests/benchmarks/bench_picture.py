"""How long a picture of the national map takes, and how much memory: python -m tests.benchmarks.bench_picture

Stands on the database of the environment (MAP_READER_URL ...).
"""

import time
from datetime import date
from pathlib import Path
from statistics import median

from pages.parts import words
from pages.routes.paper import contents, drawing
from pages.routes.paper.shown import View
from queries import system
from queries.facilities import Filters
from queries.viewer import Viewer

COUNTRY = (46.4, 40.5, 87.4, 55.5)
NATIONWIDE = Viewer("pm_office", "pm_office", None, "pm_office")
TIMES = 5
BYTES_OF_A_PAGE, MEGABYTE = 4096, 1_000_000


def main() -> None:
    """Medians of five of each kind: asking, drawing, size of the file; memory after each."""
    as_of = system.readiness()["as_of"]
    print("| file | asking, s | drawing, s | kB | memory of the process, MB |\n|---|---|---|---|---|")  # noqa: T201
    for kind in ("png", "svg"):
        taken = [one(kind, as_of) for _ in range(TIMES)]
        asking, drawing_s, size = (median(column) for column in zip(*taken, strict=True))
        print(f"| {kind} | {asking:.2f} | {drawing_s:.2f} | {size / 1000:.0f} | {memory_mb():.0f} |")  # noqa: T201


def one(kind: str, as_of: date) -> tuple[float, float, int]:
    """Seconds of asking and of drawing, bytes of the file."""
    with words.speaking("kk"):
        start, extent = time.perf_counter(), drawing.extent_of(COUNTRY)
        found = contents.gathered(NATIONWIDE, as_of, Filters("labour"), View(), extent, "kk")
        asked = time.perf_counter()
        size = len(drawing.drawn(kind, found, extent))
    return asked - start, time.perf_counter() - asked, size


def memory_mb() -> float:
    """What the process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * BYTES_OF_A_PAGE / MEGABYTE


if __name__ == "__main__":
    main()
