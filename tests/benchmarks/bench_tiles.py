"""Time of map tiles beside their bare SQL and beside the same tile made live: python -m tests.benchmarks.bench_register

Stands on the databases of the environment (MAP_READER_URL ...). Prints medians in milliseconds, bytes, and the ratios of the speed budget.
"""

import gzip
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import text
from starlette.requests import Request

from pages.parts.map import address
from pages.routes import pace, tiles
from queries import facilities, tokens
from queries.db import for_the_driver, question, reading_as
from queries.facilities import Filters, Near
from tests.benchmarks.registers import DAY, milliseconds
from tests.viewers import PM_OFFICE

NATIONAL = (4, 11, 5)
RUNS, MOST_RUNS = 15, 150
DENSEST = text(
    "SELECT floor(mercator_x(ST_X(geom), :z)) AS x, floor(mercator_y(ST_Y(geom), :z)) AS y FROM facility"
    " WHERE geom IS NOT NULL GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1"
)
Tile = tuple[int, int, int]
PLAIN = Filters("industrial_safety")


FILTERS = {
    "region": Filters("industrial_safety", region="35"), "hazard": Filters("industrial_safety", hazard="boiler"),
    "class": Filters("industrial_safety", mark=4), "activity": Filters("industrial_safety", activity="B"),
    "size": Filters("industrial_safety", size="large"), "degree": Filters("industrial_safety", "violations", degree="high"),
    "labour degree": Filters("labour", "violations", degree="high"),
    "activity, size": Filters("industrial_safety", activity="B", size="large"),
    "hazard, size": Filters("industrial_safety", hazard="boiler", size="small"),
    "words": Filters("industrial_safety", text="шахта"), "within 50 km": Filters("industrial_safety", near=Near(73.1, 49.8, 50)),
}  # fmt: skip
LIVE = """
SELECT json_build_object('type', 'FeatureCollection', 'features', json_agg(CAST(ST_AsGeoJSON(t.*) AS json)))
FROM (SELECT (p.f).facility_id, (p.f).name_ru, (p.s).marks, (p.f).geom FROM facilities_passing(%(as_of)s, CAST(%(asked)s AS jsonb)) p
      WHERE (p.f).geom && tile_box(%(z)s, %(x)s, %(y)s)) AS t
"""


def route(tile: Tile, filters: Filters = PLAIN) -> Callable[[], bytes]:
    """Asks for the tile as a browser does: call it to have the route check the token and answer."""
    asked = {"token": tokens.issue(PM_OFFICE, tiles.PURPOSE), "as_of": DAY.isoformat(), "version": "1", "lang": "ru"}
    scope = {
        "type": "http",
        "headers": [],
        "query_string": urlencode(asked | address.written(filters)).encode(),
        "path_params": dict(zip("zxy", map(str, tile), strict=True)),
    }
    return lambda: bytes(tiles.facilities_tile(Request(scope)).body)


@contextmanager
def bare(tile: Tile, statement: str | None = None, filters: Filters = PLAIN) -> Iterator[Callable[[], Any]]:
    """The tile's statement alone, or another one, on an open connection of the driver: call it to run."""
    z, x, y = tile
    name = "facilities/cells_in_tile" if z < facilities.FIRST_ZOOM_OF_FACILITIES else "facilities/facilities_in_tile"
    cells = facilities.CELLS_TO_THE_SIDE.get(z, facilities.CELLS_CLOSE_BY)
    given = {"z": z, "x": x, "y": y, "as_of": DAY, "language": "ru", "cells_to_the_side": cells, "viewer_region": None} | filters.binds()
    with reading_as(PM_OFFICE) as connection, connection.connection.driver_connection.cursor() as cursor:
        asked = statement or for_the_driver(question(name)[0])
        yield lambda: (cursor.execute(asked, given), cursor.fetchall())


def median_ms(*runs: Callable[[], Any], times: int | None = None) -> list[float]:
    """Median milliseconds of each, in turns, so that what else the machine does meets all alike; after one run each that warms up.

    As often as a second has room for all of them, fifteen times at least, unless times says how often.
    """
    for run in runs:
        run()
    times = times or max(RUNS, min(MOST_RUNS, int(1000 / sum(milliseconds(run) for run in runs))))
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for run, each in zip(runs, taken, strict=True):
            each.append(milliseconds(run))
    return [statistics.median(each) for each in taken]


def measured(tile: Tile, name: str = "", filters: Filters = PLAIN) -> float:
    """Prints one line; returns the milliseconds of the route."""
    asked = route(tile, filters)
    with bare(tile, filters=filters) as statement:
        alone, routed = median_ms(statement, asked)
    body = asked()
    count, packed = body.count(b'"Feature"'), len(gzip.compress(body))
    live = f"{_live(tile, filters) / routed:9.0f} times" if tile[0] < facilities.FIRST_ZOOM_OF_FACILITIES else ""
    print(f"  {tile!s:>16} {name:15}{count:7}{len(body):10,}{packed:8,}{routed:10.1f}{alone:10.1f}{routed / alone:8.2f}{live:>16}")  # noqa: T201
    return routed


def _live(tile: Tile, filters: Filters) -> float:
    """Milliseconds of the same tile, every facility of it as a feature, by ST_AsGeoJSON."""
    with bare(tile, LIVE, filters) as statement:
        return median_ms(statement, times=3)[0]


def densest(z: int) -> Tile:
    """The tile of a zoom that holds most facilities."""
    with reading_as(PM_OFFICE) as connection:
        x, y = connection.execute(DENSEST, {"z": z}).one()
    return z, int(x), int(y)


def measure() -> float:
    """Prints a line a tile, the national one under filters too; returns the milliseconds of the national one."""
    pace.keep = lambda token: None  # a benchmark asks faster than any reader may
    head = f"{'tile':>16} {'filter':15}{'marks':>7}{'bytes':>10}{'gzip':>8}{'route ms':>10}{'SQL ms':>10}{'ratio':>8}{'live beside it':>16}"
    print(f"  {head}")  # noqa: T201
    national = measured(NATIONAL)
    for name, filters in FILTERS.items():
        measured(NATIONAL, name, filters)
    for z in (3, 5, 6, 7, 8, 9, 11, 12, 14):
        measured(densest(z))
    return national
