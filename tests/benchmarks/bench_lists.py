"""Time of the list beside the map and of the counts of its legend: python -m tests.benchmarks.bench_register

Stands on the databases of the environment (MAP_READER_URL ...). Prints medians and 95th percentiles in milliseconds: a page of the list in
each order, the first pages and far ones, and the counts of the legend under filters.
"""

import statistics

from queries import facilities
from queries.facilities import Filters, Near
from queries.viewer import Viewer
from tests.benchmarks.registers import DAY, milliseconds
from tests.viewers import KARAGANDA, PM_OFFICE

PAGES = (1, 2, 3, 10, 50)
NARROWED = {
    "everything": Filters("labour"), "region": Filters("labour", region="35"), "activity": Filters("labour", activity="B"),
    "size": Filters("labour", size="large"), "degree beside violations": Filters("labour", "violations", degree="high"),
    "within 50 km": Filters("labour", near=Near(73.1, 49.8, 50)), "words": Filters("labour", text="шахта"),
}  # fmt: skip


def told(taken: list[float]) -> str:
    """Median and 95th percentile of milliseconds."""
    return f"median {statistics.median(taken):7.1f}, 95th percentile {statistics.quantiles(taken, n=20)[-1]:7.1f} ms"


def page(viewer: Viewer, order: str, number: int, *, descending: bool) -> object:
    """A page of the list."""
    asked = {"filters": Filters("labour"), "order": order, "descending": descending, "page": number, "language": "ru"}
    return facilities.listed(viewer, DAY, **asked)


def measure() -> None:
    """Prints a line an order and a line a filter, for the country and for one region."""
    for viewer in (PM_OFFICE, KARAGANDA):
        for order in facilities.ORDERS:
            page(viewer, order, 1, descending=True)
            taken = [milliseconds(lambda: page(viewer, order, n, descending=down)) for down in (True, False) for n in PAGES]  # noqa: B023
            print(f"  {viewer.user:17}list by {order:26}{told(taken)}")  # noqa: T201
        for name, filters in NARROWED.items():
            facilities.counted(viewer, DAY, filters=filters)
            taken = [milliseconds(lambda: facilities.counted(viewer, DAY, filters=filters)) for _ in range(7)]  # noqa: B023
            print(f"  {viewer.user:17}counts under {name:21}{told(taken)}")  # noqa: T201
