"""A database that is away: every route that asks it says so in one way, and when to come again."""

import pytest

from queries import tokens
from tests import client
from tests.conftest import forget_connections
from tests.viewers import PM_OFFICE

ROUTES = {
    "/tiles/facilities/9/360/170": "tiles", "/tiles/radii/9/360/170": "tiles", "/tiles/settlements/9/360/170": "tiles",
    "/layers/rescue": "tiles", "/areas/region": "tiles", "/search": "search", "/picture/map.png": "picture",
    "/export/facilities.csv": "export", "/export/instructions.xlsx": "export", "/evidence/1/1/1": "evidence", "/basemap/districts": "",
}  # fmt: skip


@pytest.mark.parametrize("path", ROUTES)
def test_a_database_that_is_away_is_said_so(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_connections()
    for name in ("MAP_READER_URL", "MAP_WRITER_URL"):
        monkeypatch.setenv(name, "postgresql+psycopg2://map_reader@/nothing?host=/nowhere")

    answer = client.get(path, as_of="2026-10-31", token=tokens.issue(PM_OFFICE, ROUTES[path]))

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
    forget_connections()
