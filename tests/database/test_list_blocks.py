"""The list by name and owner begins its far pages in counted blocks, and is the same list as without them, on every scored day."""

from datetime import date, timedelta
from itertools import chain, product

import pytest

from queries import facilities
from queries.facilities import Filters, lists, orders
from queries.viewer import Viewer
from tests import rows
from tests.viewers import INSPECTOR, KARAGANDA, PM_OFFICE

LABOUR, LIFTS, SMALL_LIFTS = Filters("labour"), Filters("labour", hazard="lifting"), Filters("labour", hazard="lifting", size="unknown")
BIN = "991240000012"  # its control digit is wrong: a demonstration number
NEXT_DAY = rows.DAY + timedelta(days=1)
RECOUNTED = """
SELECT order_code, hazard_type_code, sum(facility_count) FROM list_block WHERE scored_on = %s GROUP BY 1, 2
EXCEPT SELECT order_code, hazard_type_code, sum(n) FROM list_blocks_anew() GROUP BY 1, 2
"""


@pytest.fixture
def _register(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty facilities in blocks of three and pages of two: an employer, owners of three names, none; two hazards; names that repeat."""
    rows.run("CREATE OR REPLACE FUNCTION list_block_size() RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT 3'")
    origin = {**rows.origin("demo"), "activity_code": "B", "region_code": "35", "known_on": date(2020, 1, 1)}
    rows.insert("employer", bin=BIN, name_kk="Тау", name_ru="Гора", name_en="Hill", **origin)
    owners = [{"bin": BIN}, {"owner_name": "Гора"}, {"owner_name": "Аба"}, {"owner_name": "Яр"}, {}]
    for number in range(20):
        hazard = "lifting" if number % 3 else "boiler"
        rows.facility("47" if number % 4 == 0 else "35", name_ru=f"{number * 7 % 10}", hazard_type_code=hazard, **owners[number % 5])
    rows.score()
    monkeypatch.setattr(lists, "ROWS_OF_A_PAGE", 2)
    monkeypatch.setattr(orders, "FAR", 1)


def whole(day: date, filters: Filters, order: str, *, descending: bool, of: int | None) -> list[int]:
    """The list page by page; begun in blocks where it is known of how many."""
    given = {"filters": filters, "order": order, "descending": descending, "language": "ru", "of": of}
    pages = [facilities.listed(PM_OFFICE, day, page=page, **given)["facility_id"].tolist() for page in range(1, 14)]
    return list(chain.from_iterable(pages))


def assert_is_the_same_list(day: date, of: int) -> None:
    """With blocks and without, in every order and direction."""
    for filters, order, descending in product((LABOUR, LIFTS, SMALL_LIFTS), ("name", "owner"), (True, False)):
        plain = whole(day, filters, order, descending=descending, of=None)
        assert whole(day, filters, order, descending=descending, of=len(plain)) == plain
        assert filters is not LABOUR or len(set(plain)) == len(plain) == of


def begun(viewer: Viewer, order: str, skipped: int, *, day: date = rows.DAY, of: int = 20, **given: bool) -> tuple[str, int] | None:
    """Where a cut that skips rows begins, and how many it passes over by that."""
    cut = orders.Cut(order, given.pop("descending", False), "ru", rows=2, skipped=skipped, **given)
    block = facilities.begun_in_block(viewer, day, hazard=None, cut=cut, of=of)
    return (block["word"], block["passed_over"]) if block else None


@pytest.mark.usefixtures("_register")
def test_a_list_begun_in_blocks_is_the_same_list() -> None:
    assert_is_the_same_list(rows.DAY, 20)

    assert begun(PM_OFFICE, "name", 0) == ("0", 0)
    assert begun(PM_OFFICE, "name", 3) == ("0", 0)  # two facilities a name: the second block begins after four
    assert begun(PM_OFFICE, "name", 4) == ("2", 4)
    assert begun(PM_OFFICE, "name", 3, descending=True) == ("8", 2)  # by the last word of a block
    assert begun(PM_OFFICE, "owner", 5) == ("Гора", 4)  # four of "Аба"
    assert begun(PM_OFFICE, "owner", 4, descending=True, unknown_last=False) == ("Яр", 4)  # four of nobody stand first
    assert begun(PM_OFFICE, "owner", 3, descending=True, unknown_last=False) is None


@pytest.mark.usefixtures("_register")
def test_the_next_run_moves_the_blocks_by_what_began_and_ended() -> None:
    rows.facility("35", name_ru="45", owner_name="Бор", known_on=NEXT_DAY)
    rows.facility("35", name_ru="!", known_on=NEXT_DAY)  # before all others
    rows.run("UPDATE facility SET decommissioned_on = %s, hazard_type_code = 'boiler' WHERE name_ru = '2'", NEXT_DAY)

    rows.score(NEXT_DAY)

    assert rows.run(RECOUNTED, NEXT_DAY) == []
    assert_is_the_same_list(NEXT_DAY, 20)
    assert_is_the_same_list(rows.DAY, 20)  # past lists stay
    assert begun(PM_OFFICE, "name", 6, day=NEXT_DAY) == ("3", 5)  # one more before all others, and the two of "2" gone


@pytest.mark.usefixtures("_register")
def test_a_run_that_moved_nothing_keeps_nothing() -> None:
    rows.score(NEXT_DAY)

    assert rows.run("SELECT DISTINCT scored_on FROM list_block") == [(rows.DAY,)]
    assert begun(PM_OFFICE, "name", 4, day=NEXT_DAY) == ("2", 4)


@pytest.mark.usefixtures("_register")
@pytest.mark.parametrize("change", ["UPDATE facility SET name_ru = '99' WHERE name_ru = '0'", "UPDATE employer SET name_ru = 'Яхонт'"])
def test_a_changed_name_forgets_the_blocks_until_the_next_scoring(change: str) -> None:
    rows.run("UPDATE facility SET address = 'there'")
    assert begun(PM_OFFICE, "name", 4)

    rows.run(change)

    assert begun(PM_OFFICE, "name", 4) is None
    assert_is_the_same_list(rows.DAY, 20)
    rows.score(NEXT_DAY)
    assert begun(PM_OFFICE, "name", 4, day=NEXT_DAY)
    assert_is_the_same_list(NEXT_DAY, 20)
    assert_is_the_same_list(rows.DAY, 20)


@pytest.mark.usefixtures("_register")
def test_blocks_tell_a_region_nothing() -> None:
    for viewer in (KARAGANDA, INSPECTOR):
        assert begun(viewer, "name", 4) is None
