"""Time of map tiles beside their bare SQL, and at two sizes of the register, in one run: python -m tests.benchmarks.bench_tiles

Makes a database of each size on the server of DATABASE_URL, loads demonstration data, scores its day, measures, and drops it.
Prints medians in milliseconds, bytes, and the ratios of the speed budget; 10,000 and 200,000 facilities unless sizes are given.
"""

import gzip
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import text
from starlette.requests import Request

from data.database import build_or_migrate, nationwide_connection, raw_connection
from data.demo import load_demo
from data.facts import load_facts
from data.scoring import score
from pages.routes import tiles
from queries import facilities, tokens
from queries.db import question, reading_as
from queries.facilities import Filters
from tests.conftest import administer, forget_connections, lead_to
from tests.viewers import PM_OFFICE

DAY = date(2026, 10, 31)
NATIONAL = (4, 11, 5)
RUNS = 15
DENSEST = text(
    "SELECT floor(mercator_x(ST_X(geom), :z)) AS x, floor(mercator_y(ST_Y(geom), :z)) AS y FROM facility"
    " WHERE geom IS NOT NULL GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1"
)
Tile = tuple[int, int, int]


@contextmanager
def filled(size: int) -> Iterator[None]:
    """A database of that many facilities for the length of the block."""
    name = f"bench_{os.getpid()}_{size}"
    administer(f"CREATE DATABASE {name} OWNER map_owner")
    administer("CREATE EXTENSION postgis", "CREATE EXTENSION pg_trgm", database=name)
    with pytest.MonkeyPatch.context() as environment:
        lead_to(name, environment)
        build_or_migrate()
        with closing(raw_connection("MAP_OWNER_URL")) as owner:
            load_facts(owner)
            owner.commit()
        with closing(nationwide_connection()) as writer:
            load_demo(writer, facilities=size, as_of=DAY, seed=1)
            writer.commit()
        with closing(nationwide_connection()) as writer:
            score(writer, DAY)
            writer.commit()
        administer("VACUUM ANALYZE", database=name)
        yield
        forget_connections()
    administer(f"DROP DATABASE {name} WITH (FORCE)")


def answered(tile: Tile) -> bytes:
    """The tile as the route answers it, token and all."""
    asked = {"token": tokens.issue(PM_OFFICE, tiles.PURPOSE), "as_of": DAY.isoformat(), "version": "1", "lang": "ru"}
    scope = {
        "type": "http",
        "headers": [],
        "query_string": urlencode(asked).encode(),
        "path_params": dict(zip("zxy", map(str, tile), strict=True)),
    }
    return bytes(tiles.facilities_tile(Request(scope)).body)


@contextmanager
def bare(tile: Tile) -> Iterator[Callable[[], Any]]:
    """The tile's statement alone, on an open connection of the driver: call it to run."""
    z, x, y = tile
    name = "facilities/cells_in_tile" if z < facilities.FIRST_ZOOM_OF_FACILITIES else "facilities/facilities_in_tile"
    cells = facilities.CELLS_TO_THE_SIDE.get(z, facilities.CELLS_CLOSE_BY)
    statement = re.sub(r":(\w+)", r"%(\1)s", question(name)[0])
    given = {"z": z, "x": x, "y": y, "as_of": DAY, "language": "ru", "cells_to_the_side": cells} | Filters("industrial_safety").binds()
    given |= dict.fromkeys(("region", "hazard", "degree", "viewer_region"))
    with reading_as(PM_OFFICE) as connection, connection.connection.driver_connection.cursor() as cursor:
        yield lambda: (cursor.execute(statement, given), cursor.fetchall())


def median_ms(run: Callable[[], Any]) -> float:
    """Median milliseconds of the runs, after one that warms up."""
    run()
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def measured(size: int, tile: Tile) -> float:
    """Prints one line; returns the milliseconds of the route."""
    with bare(tile) as statement:
        alone = median_ms(statement)
    routed, body = median_ms(lambda: answered(tile)), answered(tile)
    count, packed = body.count(b'"Feature"'), len(gzip.compress(body))
    print(f"{size:10,}{tile!s:>18}{count:8}{len(body):10,}{packed:9,}{routed:10.1f}{alone:10.1f}{routed / alone:8.2f}")  # noqa: T201
    return routed


def densest(z: int) -> Tile:
    """The tile of a zoom that holds most facilities."""
    with reading_as(PM_OFFICE) as connection:
        x, y = connection.execute(DENSEST, {"z": z}).one()
    return z, int(x), int(y)


def main() -> None:
    """Prints a line a size and tile, and the ratio of the national tile between the sizes."""
    sizes = [int(each) for each in sys.argv[1:]] or [10_000, 200_000]
    print(f"{'facilities':>10}{'tile':>18}{'marks':>8}{'bytes':>10}{'gzip':>9}{'route ms':>10}{'SQL ms':>10}{'ratio':>8}")  # noqa: T201
    national = []
    for size in sizes:
        with filled(size):
            national.append(measured(size, NATIONAL))
            for z in (5, 6, 7, 9, 11, 12, 14):
                measured(size, densest(z))
    print(f"national tile, {sizes[-1]:,} to {sizes[0]:,} facilities: {national[-1] / national[0]:.2f} (at most 2)")  # noqa: T201


if __name__ == "__main__":
    main()
