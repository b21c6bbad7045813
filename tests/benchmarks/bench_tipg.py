"""Tiles a second beside tipg, which serves the same table as vector tiles: python -m tests.benchmarks.bench_tipg PYTHON

PYTHON is the interpreter of an environment of its own with tipg and uvicorn from PyPI. Stands on the databases of the environment
(DATABASE_URL, MAP_READER_URL ...). Both servers answer the same tiles of zoom 7 to 14, where facilities are, one process each, four
askers at once, in turns; ours checks who asks, and merges what is crowded.
"""

import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from sqlalchemy.engine import make_url

from queries import tokens
from tests import rows
from tests.benchmarks.registers import DAY
from tests.browser.conftest import served
from tests.ports import free_port
from tests.viewers import PM_OFFICE

TILES, ROUNDS, ASKERS = 160, 3, 4
SOME_TILES = """
SELECT z, CAST(floor(mercator_x(ST_X(geom), z)) AS integer), CAST(floor(mercator_y(ST_Y(geom), z)) AS integer)
FROM (SELECT geom, 7 + CAST(facility_id %% 8 AS integer) AS z FROM facility
      WHERE geom IS NOT NULL ORDER BY md5(CAST(facility_id AS text)) LIMIT %s) AS f
"""
Addresses = list[str]


@contextmanager
def tipg(python: str) -> Iterator[str]:
    """Address of tipg on the database of the reader's address, as the administrator, whom no row-level security stops."""
    database, port = make_url(os.environ["MAP_READER_URL"]).database, free_port()
    url = make_url(os.environ["DATABASE_URL"])
    given = {
        "POSTGRES_USER": url.username or "postgres", "POSTGRES_PASS": url.password or "none", "POSTGRES_DBNAME": str(database),
        "POSTGRES_HOST": quote(str(url.host or url.query["host"]), safe=""), "POSTGRES_PORT": str(url.port or url.query.get("port", 5432)),
        "TIPG_DB_TABLES": '["public.facility"]', "TIPG_MAX_FEATURES_PER_TILE": "1000000",
    }  # fmt: skip
    command = [python, "-m", "uvicorn", "tipg.main:app", "--port", str(port), "--log-level", "warning"]
    with subprocess.Popen(command, env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | given) as server:
        health = f"http://127.0.0.1:{port}/healthz"
        subprocess.run(
            ["curl", "-sf", "--retry", "60", "--retry-delay", "1", "--retry-all-errors", health], check=True, capture_output=True
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def fetched(base: str, addresses: Addresses) -> int:
    """Bytes of the answers, over one connection that stays open."""
    connection, size = http.client.HTTPConnection(urlsplit(base).netloc), 0
    for address in addresses:
        connection.request("GET", address)
        answer = connection.getresponse()
        size += len(answer.read())
        if answer.status not in (200, 204):
            raise SystemExit(f"{address}: {answer.status}")
    connection.close()
    return size


def rate(base: str, addresses: Addresses) -> tuple[float, float]:
    """Tiles a second, and bytes a tile."""
    shares = [addresses[n::ASKERS] for n in range(ASKERS)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(ASKERS) as askers:
        size = sum(askers.map(fetched, [base] * ASKERS, shares))
    return len(addresses) / (time.perf_counter() - begun), size / len(addresses)


def ours(place: tuple[int, int, int], number: int) -> str:
    """A tile of the map; each of many tokens stays within its pace."""
    z, x, y = place
    token = tokens.issue(PM_OFFICE, "tiles", lifetime_seconds=3600 + number % 40)
    asked = {"token": token, "as_of": DAY.isoformat(), "version": "1", "lang": "ru"}
    return f"/tiles/facilities/{z}/{x}/{y}?{urlencode(asked)}"


def main() -> None:
    """Prints medians of the rounds and their ratio."""
    places = [tuple(row) for row in rows.run(SOME_TILES, TILES)]
    random.Random(1).shuffle(places)
    theirs = [f"/collections/public.facility/tiles/WebMercatorQuad/{z}/{x}/{y}" for z, x, y in places]
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "log.txt") as server, tipg(sys.argv[1]) as other:
        taken: dict[str, list[float]] = {"ours": [], "tipg": []}
        for turn in range(ROUNDS + 1):
            for name, base, addresses in (("ours", server, [ours(place, n) for n, place in enumerate(places)]), ("tipg", other, theirs)):
                speed, size = rate(base, addresses)
                taken[name] += [speed] if turn else []
                print(f"{name} {speed:8.1f} tiles a second, {size:10,.0f} bytes a tile", flush=True)  # noqa: T201
    medians = {name: statistics.median(each) for name, each in taken.items()}
    ratio = medians["ours"] / medians["tipg"]
    print(f"ours {medians['ours']:.1f}, tipg {medians['tipg']:.1f} tiles a second: {ratio:.2f} times (at least 1)")  # noqa: T201


if __name__ == "__main__":
    main()
