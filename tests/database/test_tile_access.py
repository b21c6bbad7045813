"""Nobody gets a neighbour's facility through a tile, whatever he asks for and whatever is set."""

import pytest
from sqlalchemy import text

from queries.db import NOBODY, reading_as
from queries.viewer import Viewer
from tests import rows
from tests.tiles import around, counted
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

ZOOMS = pytest.mark.parametrize("z", [4, 9, 14])
LON, LAT = rows.KARAGANDA_CITY


@pytest.fixture
def _two_regions(database: str) -> None:
    """A facility of Karaganda and one of Mangystau, a stone's throw apart."""
    rows.facility("35")
    rows.facility("47", point=(LON + 0.0001, LAT), name_en="Neighbour")
    rows.score()
    rows.searchable()


def shown(viewer: Viewer, z: int, **filters: str) -> int:
    """How many facilities the tile shows."""
    return counted(around(viewer, z, **filters))


@ZOOMS
@pytest.mark.usefixtures("_two_regions")
def test_each_sees_his_own(z: int) -> None:
    assert (shown(PM_OFFICE, z), shown(KARAGANDA, z), shown(MANGYSTAU, z)) == (2, 1, 1)


@ZOOMS
@pytest.mark.usefixtures("_two_regions")
def test_the_region_filter_only_narrows(z: int) -> None:
    assert shown(KARAGANDA, z, region="35") == 1
    assert shown(KARAGANDA, z, region="47") == 0
    assert shown(PM_OFFICE, z, region="47") == 1


@ZOOMS
@pytest.mark.usefixtures("_two_regions")
def test_who_has_no_region_sees_none(z: int) -> None:
    strangers = [NOBODY, Viewer("x", "akimat", None, "akimat_35"), Viewer("x", "nobody", None, "")]

    assert [shown(viewer, z) for viewer in strangers] == [0, 0, 0]


ASK = text(
    "SELECT json_array_length(CAST(facilities_in_tile(7, 89, 43, 16, '2026-10-31', jsonb_build_object('colour', 'labour_degree', 'region',"
    " CAST(:asked AS text)), :viewer, 'en') AS json) -> 'features')"
)


CLAIMS = [  # what is set, the viewer's region as the question says it, the region asked for
    ({}, None, None),
    ({}, "35", "35"),
    ({"app.region": ""}, None, None),
    ({"app.region": "35"}, None, "47"),
    ({"app.region": "35"}, "47", None),
    ({"app.region": "35"}, "47", "47"),
    ({"app.region": "35' OR true --"}, None, None),
    ({"app.is_nationwide": "off"}, None, None),
    ({"app.is_nationwide": "true"}, None, None),  # only the word the application sets counts
    ({"app.role": "pm_office"}, None, None),
]


@pytest.mark.usefixtures("_two_regions")
def test_the_function_that_runs_as_owner_believes_only_who_is_set() -> None:
    assert [shown_as(*claim) for claim in CLAIMS] == [0] * len(CLAIMS)
    assert shown_as({"app.region": "35"}, "35", "35") == 1


def shown_as(settings: dict[str, str], viewer_region: str | None, asked: str | None) -> int:
    """What the function shows under settings made by hand."""
    with reading_as(NOBODY) as connection:
        for name, value in settings.items():
            connection.execute(text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})
        return int(connection.execute(ASK, {"viewer": viewer_region, "asked": asked}).scalar_one())


@pytest.mark.usefixtures("_two_regions")
@pytest.mark.parametrize(
    ("viewer", "found"), [(PM_OFFICE, 1), (MANGYSTAU, 1), (KARAGANDA, 0), (NOBODY, 0)], ids=lambda each: str(each)[:30]
)
def test_the_search_that_runs_as_owner_finds_only_ones_own(viewer: Viewer, found: int) -> None:
    with reading_as(viewer) as connection:
        assert connection.execute(text("SELECT count(*) FROM facilities_matching('neighbour')")).scalar_one() == found


@pytest.mark.usefixtures("_two_regions")
def test_what_is_set_for_one_is_gone_for_the_next() -> None:
    assert shown(PM_OFFICE, 7) == 2

    assert shown(NOBODY, 7) == 0


def test_only_the_application_may_call_what_runs_as_owner(database: str) -> None:
    open_to_all = rows.run(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND proname ~ %s AND has_function_privilege('public', oid, 'EXECUTE')",
        "^(facilities|search_found|refresh)",
    )

    assert open_to_all == []
