"""Time of the list beside the map and of the counts of its legend: python -m tests.benchmarks.bench_register

Stands on the databases of the environment (MAP_READER_URL ...). Prints medians and 95th percentiles in milliseconds: a page of the list in
each order, the first pages and far ones, the first page of each order under filters, and the counts of the legend under filters.
"""

import math
import statistics

from queries import facilities
from queries.facilities import Filters, Near
from queries.viewer import Viewer
from tests.benchmarks.registers import DAY, milliseconds
from tests.viewers import KARAGANDA, PM_OFFICE

PAGES = (1, 2, 3, 10, 50)
PARTS_OF_THE_WAY = (0.25, 0.5, 0.75, 1)
NARROWED = {
    "everything": Filters("labour"), "region": Filters("labour", region="35"), "activity": Filters("labour", activity="B"),
    "size": Filters("labour", size="large"), "degree beside violations": Filters("labour", "violations", degree="high"),
    "hazard": Filters("labour", hazard="boiler"), "hazard and size": Filters("labour", hazard="boiler", size="small"),
    "within 50 km": Filters("labour", near=Near(73.1, 49.8, 50)), "words": Filters("labour", text="шахта"),
}  # fmt: skip


def told(taken: list[float]) -> str:
    """Median and 95th percentile of milliseconds."""
    return f"median {statistics.median(taken):7.1f}, 95th percentile {statistics.quantiles(taken, n=20)[-1]:7.1f} ms"


def counted(viewer: Viewer, filters: Filters) -> int:
    """How many facilities pass, as the screen knows it when it asks for a page."""
    counts = facilities.counted(viewer, DAY, filters=filters)
    return int(counts.loc[counts["filter"] == "place", "facilities"].sum())


def page(viewer: Viewer, order: str, number: int, *, descending: bool, of: int, filters: Filters = NARROWED["everything"]) -> object:
    """A page of the list."""
    asked = {"filters": filters, "order": order, "descending": descending, "page": number, "language": "ru", "of": of}
    return facilities.listed(viewer, DAY, **asked)


def ordered(viewer: Viewer, order: str) -> None:
    """Prints three lines: the first pages of an order, those far away, and the first one under each filter, both directions."""
    of = counted(viewer, NARROWED["everything"])
    far = [max(math.ceil(of / facilities.ROWS_OF_A_PAGE * part), 1) for part in PARTS_OF_THE_WAY]
    page(viewer, order, 1, descending=True, of=of)
    for name, numbers in (("", PAGES), (", far pages", far)):
        taken = [milliseconds(lambda: page(viewer, order, n, descending=down, of=of)) for down in (True, False) for n in numbers]  # noqa: B023
        print(f"  {viewer.user:17}{f'list by {order}{name}':40}{told(taken)}")  # noqa: T201
    taken = []
    for filters in NARROWED.values():
        of = counted(viewer, filters)
        taken += [milliseconds(lambda: page(viewer, order, 1, descending=down, of=of, filters=filters)) for down in (True, False)]  # noqa: B023
    print(f"  {viewer.user:17}{f'list by {order}, under filters':40}{told(taken)}, most {max(taken):.1f}")  # noqa: T201


def measure() -> None:
    """Prints three lines an order and a line a filter, for the country and for one region."""
    for viewer in (PM_OFFICE, KARAGANDA):
        for order in facilities.ORDERS:
            ordered(viewer, order)
        for name, filters in NARROWED.items():
            facilities.counted(viewer, DAY, filters=filters)
            taken = [milliseconds(lambda: facilities.counted(viewer, DAY, filters=filters)) for _ in range(7)]  # noqa: B023
            print(f"  {viewer.user:17}counts under {name:27}{told(taken)}")  # noqa: T201
