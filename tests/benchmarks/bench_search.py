"""Time of the search box: python -m tests.benchmarks.bench_register

Stands on the databases of the environment (MAP_READER_URL ...).
Prints for each search the first run and the median, and for each viewer median and 95th percentile of all, in milliseconds; the
seconds to build the words of everything and of 1,000 facilities; and what the words take on disk.
"""

import statistics

from queries import facilities, search
from queries.facilities import Filters
from queries.viewer import Viewer
from tests import rows
from tests.benchmarks.registers import DAY, milliseconds
from tests.viewers import KARAGANDA, PM_OFFICE

RUNS = 9
SEARCHES = [
    "лифт", "скважина", "Қарағанды", "qaraghandy lift", "котельная атирау", "котльная шимкент", "лфит", "нефтян", "жана", "ат", "1302400",
    "130240072379", "Демо-Мұнай 00010", "Boiler house No. 117",
    "Нефтяная скважина № 240 (демо), Кульсары", "demo", "ТОО", "№ 855", "zzzz qqqq",
]  # fmt: skip
FIGURES = (
    "SELECT pg_total_relation_size('facility_words') + pg_total_relation_size('employer_words') + pg_total_relation_size('search_word')"
)
EVERYTHING = "SELECT refresh_search(NULL)"
SOME = "SELECT refresh_search(ARRAY(SELECT facility_id FROM facility ORDER BY md5(CAST(facility_id AS text)) LIMIT 1000))"


def measured(viewer: Viewer) -> None:
    """Prints a line a search, and one for all."""
    everything = []
    for text in SEARCHES:

        def ask(text: str = text) -> int:
            return _found(viewer, text)

        first, taken = milliseconds(ask), [milliseconds(ask) for _ in range(RUNS)]
        everything += taken
        print(f"  {viewer.user:17}{text:44}{ask():3} found{first:9.1f}{statistics.median(taken):9.1f}")  # noqa: T201
    last = statistics.quantiles(everything, n=20)[-1]
    print(f"  {viewer.user:17}all: median {statistics.median(everything):.1f}, 95th percentile {last:.1f}")  # noqa: T201


def of_each_region() -> None:
    """Prints the 95th percentile of all searches in the slowest region, and the slowest search anywhere, each the better of two."""
    slowest: list[tuple[float, str, str]] = []
    last = []
    for region in facilities.region_boxes(PM_OFFICE, DAY)["region_code"]:
        viewer = Viewer(f"akimat_{region}", "akimat", region, f"akimat_{region}")
        taken = {text: min(milliseconds(lambda: _found(viewer, text)) for _ in range(2)) for text in SEARCHES}  # noqa: B023
        last.append((statistics.quantiles(taken.values(), n=20)[-1], region))
        slowest += [(each, region, text) for text, each in taken.items()]
    print(f"  of each region: 95th percentile at most {max(last)[0]:.1f} ({max(last)[1]}), slowest {max(slowest)}")  # noqa: T201


def _found(viewer: Viewer, text: str) -> int:
    return len(search.found(viewer, DAY, text=text, law="labour", language="ru"))


def listed(text: str) -> float:
    """Milliseconds of a page of the list under a search."""
    asked = {"filters": Filters("labour", text=text), "order": "risk", "descending": True, "page": 1, "language": "ru"}
    return statistics.median(milliseconds(lambda: facilities.listed(PM_OFFICE, DAY, **asked)) for _ in range(3))


def measure() -> None:
    """Prints a line a search, and what the words cost."""
    for viewer in (PM_OFFICE, KARAGANDA):
        measured(viewer)
    of_each_region()
    print(f"  page of the list: лифт {listed('лифт'):.0f} ms, лфит {listed('лфит'):.0f} ms, скважина {listed('скважина'):.0f} ms")  # noqa: T201
    some, whole = (milliseconds(lambda statement=each: rows.run(statement)) / 1000 for each in (SOME, EVERYTHING))
    print(f"  words built in {whole:.1f} s, of 1,000 facilities in {some:.2f} s; {rows.run(FIGURES)[0][0] / 1e6:.0f} MB")  # noqa: T201
