"""Whichever way a page of the list is come to, from either end or by walking or sorting, the list is the same."""

from datetime import date
from itertools import chain

import pytest

from queries import facilities
from queries.facilities import Filters, Near, lists, orders
from queries.facilities.orders import ORDERS_BY_KIND, ORDERS_BY_WORD, Cut
from queries.viewer import Viewer
from tests import rows
from tests.viewers import INSPECTOR, KARAGANDA, PM_OFFICE

LABOUR = Filters("labour")
NARROWED = [LABOUR, Filters("labour", hazard="lifting"), Filters("labour", region="35"), Filters("labour", size="unknown")]
BIN, TWIN = "991240000012", "991240000029"  # their control digits are wrong: demonstration numbers
NEXT_DAY = date(2026, 11, 1)
WALKS = {"name": facilities.walked_by_name, "owner": facilities.walked_by_owner}


@pytest.fixture
def _register(database: str) -> None:
    """Two employers of one name, an owner of the same name without a number, another one, and none; two hazards, two regions."""
    origin = {**rows.origin("demo"), "activity_code": "B", "region_code": "35", "known_on": date(2020, 1, 1)}
    for number in (BIN, TWIN):
        rows.insert("employer", bin=number, name_kk="Тау", name_ru="Гора", name_en="Hill", **origin)
    owners = [{"bin": BIN}, {"bin": TWIN}, {"owner_name": "Гора"}, {"owner_name": "Аба"}, {}]
    for number in range(20):
        hazard = "lifting" if number % 3 else "boiler"
        given = {"name_ru": f"{number * 7 % 10}", "hazard_type_code": hazard, "point": None} | owners[number % 5]
        rows.facility("47" if number % 4 == 0 else "35", **given)
    never, inspected = rows.facility(name_ru="5"), rows.facility(name_ru="5")
    assert never
    rows.violation(inspected, rows.inspection(inspected, date(2026, 6, 1)), date(2026, 6, 1), "gross")
    rows.score()


def whole(viewer: Viewer, filters: Filters, order: str, *, descending: bool, of: int | None, day: date = rows.DAY) -> list[int]:
    """The list page by page."""
    given = {"filters": filters, "order": order, "descending": descending, "language": "ru", "of": of}
    pages = [facilities.listed(viewer, day, page=page, **given)["facility_id"].tolist() for page in range(1, 10)]
    return list(chain.from_iterable(pages))


@pytest.mark.usefixtures("_register")
@pytest.mark.parametrize("order", facilities.ORDERS)
def test_a_list_is_the_same_from_either_end(order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "ROWS_OF_A_PAGE", 3)

    for viewer in (PM_OFFICE, KARAGANDA):
        for descending in (True, False):
            forwards = whole(viewer, LABOUR, order, descending=descending, of=None)
            assert whole(viewer, LABOUR, order, descending=descending, of=len(forwards)) == forwards
            assert len(set(forwards)) == len(forwards) == (22 if viewer is PM_OFFICE else 17)


@pytest.mark.usefixtures("_register")
@pytest.mark.parametrize("order", ORDERS_BY_WORD)
@pytest.mark.parametrize("unknown_last", [True, False])
def test_walking_by_name_or_owner_comes_to_the_same_as_sorting(order: str, *, unknown_last: bool) -> None:
    for viewer in (PM_OFFICE, KARAGANDA, INSPECTOR):
        for filters in NARROWED:
            for descending in (True, False):
                cut = Cut(order, descending, "ru", rows=7, skipped=2, unknown_last=unknown_last)
                walked = WALKS[order](viewer, rows.DAY, filters=filters, cut=cut)
                assert walked == facilities.ordered_by_word(viewer, rows.DAY, filters=filters, cut=cut)
                assert bool(walked) is (viewer is not INSPECTOR)


@pytest.mark.usefixtures("_register")
@pytest.mark.parametrize("order", ORDERS_BY_KIND)
def test_walking_kind_by_kind_comes_to_the_same_as_sorting(order: str) -> None:
    for viewer in (PM_OFFICE, KARAGANDA, INSPECTOR):
        for filters in NARROWED:
            for descending in (True, False):
                for skipped in range(0, 22, 3):
                    cut = Cut(order, descending, "ru", rows=3, skipped=skipped)
                    walked = facilities.walked_by_kind(viewer, rows.DAY, filters=filters, cut=cut)
                    assert walked == facilities.ordered_by_state(viewer, rows.DAY, filters=filters, cut=cut)


@pytest.mark.usefixtures("_register")
def test_a_narrow_list_is_sorted_and_a_wide_one_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which question is asked: the one that would pass over much is not."""
    asked: list[str] = []
    monkeypatch.setattr("queries.facilities.orders._asked", lambda _viewer, _day, question, *_rest: asked.append(question) or [])
    large, lifts = Filters("labour", size="large"), Filters("labour", hazard="lifting")
    cases = [
        (LABOUR, None),
        (large, None),
        (large, 599),
        (large, 600),
        (lifts, 99_999),
        (lifts, 100_000),
        (Filters("labour", text="лифт"), 600),
    ]

    for filters, of in cases:
        facilities.listed(KARAGANDA, rows.DAY, filters=filters, order="owner", descending=True, page=1, language="ru", of=of)
    facilities.listed(PM_OFFICE, rows.DAY, filters=lifts, order="owner", descending=True, page=1, language="ru", of=5)  # counted in blocks

    walked, sorted_all = "facilities/walked_by_owner", "facilities/ordered_by_word"
    assert asked == [walked, sorted_all, sorted_all, walked, sorted_all, walked, sorted_all, walked]


@pytest.mark.usefixtures("_register")
def test_few_of_many_kinds_are_sorted_and_those_of_one_kind_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("queries.facilities.orders._asked", lambda _viewer, _day, question, *_rest: asked.append(question) or [])
    large, lifts = Filters("labour", size="large"), Filters("labour", hazard="lifting")
    cases = [(LABOUR, 5), (large, 9_999), (large, 10_000), (large, None), (lifts, 5), (Filters("labour", text="лифт"), 10_000)]

    for filters, of in cases:
        facilities.listed(PM_OFFICE, rows.DAY, filters=filters, order="hazard", descending=True, page=1, language="ru", of=of)
    facilities.listed(KARAGANDA, rows.DAY, filters=large, order="region", descending=True, page=1, language="ru", of=5)

    walked, sorted_all = "facilities/walked_by_kind", "facilities/ordered_by_state"
    assert asked == [walked, sorted_all, walked, walked, walked, sorted_all, walked]


@pytest.mark.usefixtures("_register")
@pytest.mark.parametrize("order", ["risk", "inspected", "owner"])
@pytest.mark.parametrize(
    "filters", [Filters("labour", text="лифт"), Filters("labour", text="лфит"), Filters("labour", near=Near(73.1, 49.8, 5))]
)
def test_many_of_a_word_or_a_circle_are_looked_for_in_the_first_rows(order: str, filters: Filters, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        rows.facility("35" if number % 2 else "47", name_ru=f"Лифт {number}", owner_name=f"Аба {number % 3}")
    rows.facility(name_ru="Склад", point=(74.0, 49.8))
    rows.searchable()
    rows.score(NEXT_DAY)
    monkeypatch.setattr(lists, "ROWS_OF_A_PAGE", 2)
    for viewer in (PM_OFFICE, KARAGANDA):
        for descending in (True, False):
            monkeypatch.setattr(orders, "MANY_PASSING", 100)
            plain = whole(viewer, filters, order, descending=descending, of=None, day=NEXT_DAY)
            monkeypatch.setattr(orders, "MANY_PASSING", 1)
            assert whole(viewer, filters, order, descending=descending, of=len(plain), day=NEXT_DAY) == plain
            cut = Cut(order, descending, "ru", rows=2, skipped=0)
            assert facilities.looked_through(viewer, NEXT_DAY, filters=filters, cut=cut) == plain[:2]
            assert len(plain) >= 3


@pytest.mark.usefixtures("_register")
def test_heavy_degrees_are_read_from_the_heavy_end(monkeypatch: pytest.MonkeyPatch) -> None:
    for days in range(1, 4):
        facility = rows.facility(name_ru="7")
        rows.violation(facility, rows.inspection(facility, date(2026, 6, days)), date(2026, 6, days), "gross")
    rows.score(NEXT_DAY)
    monkeypatch.setattr(lists, "ROWS_OF_A_PAGE", 3)
    high = Filters("labour", degree="high")

    for descending in (True, False):
        plain = whole(PM_OFFICE, high, "risk", descending=descending, of=None, day=NEXT_DAY)
        assert len(plain) == 4
        assert whole(PM_OFFICE, high, "risk", descending=descending, of=4, day=NEXT_DAY) == plain

    asked: list[bool] = []
    monkeypatch.setattr("queries.facilities.orders._asked", lambda *given: asked.append(given[-1].descending) or [])
    for degree, descending in (("high", False), ("medium", False), ("low", False), ("high", True)):
        given = {"filters": Filters("labour", degree=degree), "order": "risk", "descending": descending, "page": 1, "language": "ru"}
        facilities.listed(PM_OFFICE, NEXT_DAY, **given, of=10)
    assert asked == [True, True, False, True]
