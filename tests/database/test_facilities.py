"""The list beside the map and the counts of its legend: the same facilities as on the map."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from queries import facilities
from queries.facilities import Filters
from queries.viewer import Viewer
from tests import rows
from tests.viewers import EVERYBODY, KARAGANDA, MANGYSTAU, PM_OFFICE

SAFETY, LABOUR = Filters("industrial_safety"), Filters("labour")
BIN = "991240000012"  # its control digit is wrong: a demonstration number


def listed(
    viewer: Viewer = PM_OFFICE, filters: Filters = LABOUR, text: str = "", order: str = "risk", descending: bool = True, page: int = 1
) -> list[str]:
    """English names on a page of the list."""
    asked = replace(filters, text=text or None)
    found = facilities.listed(viewer, rows.DAY, filters=asked, order=order, descending=descending, page=page, language="en")
    return list(found["name_en"])


def counted(viewer: Viewer, filters: Filters) -> dict[tuple[str, str], int]:
    found = facilities.counted(viewer, rows.DAY, filters=filters)
    return {(row.filter, row.code): row.facilities for row in found.itertuples()}


def size(viewer: Viewer, filters: Filters) -> int:
    return sum(count for (name, _), count in counted(viewer, filters).items() if name == "place")


def exported(viewer: Viewer, filters: Filters = LABOUR, text: str = "") -> list[dict[str, Any]]:
    return [row for part in facilities.exported(viewer, rows.DAY, filters=replace(filters, text=text or None)) for row in part]


@pytest.fixture
def _four(database: str) -> None:
    """Clean, gross and never inspected in Karaganda, and one of Mangystau; the first three in the order of risk from the end."""
    never = rows.facility(name_en="C never", name_kk="Қазан", is_declaration_required=True)
    clean = rows.facility(name_en="B clean", name_kk="Әуе", is_declaration_required=False, address="Bukhar-Zhyrau 5")
    gross = rows.facility(name_en="A gross", name_kk="Бу", hazard_type_code="lifting", owner_name="50% off_season \\ Ltd")
    rows.facility("47", name_en="D west", name_kk="Яхта", point=None)
    rows.inspection(clean, date(2026, 3, 2))
    rows.violation(gross, rows.inspection(gross, date(2026, 6, 1)), date(2026, 6, 1), "gross")
    assert never
    rows.score()
    rows.searchable()


ORDERS = [  # what comes first where the highest does; the other way round; C, B, A and D were added in this order
    ("risk", "ABCD", "DCBA"),
    ("violations", "ABCD", "DCBA"),
    ("overdue", "CBAD", "DABC"),
    ("accidents", "CBAD", "DABC"),
    ("insurance", "CBAD", "DABC"),
    ("inspected", "ABDC", "CDBA"),
    ("name", "DCBA", "ABCD"),
    ("hazard", "ACBD", "DBCA"),
    ("region", "DCBA", "ABCD"),
    ("owner", "ACBD", "ADBC"),
]


@pytest.mark.usefixtures("_four")
def test_the_list_comes_in_the_order_and_direction_asked_for() -> None:
    found = [
        (order, *("".join(name[0] for name in listed(order=order, descending=down)) for down in (True, False))) for order, _, _ in ORDERS
    ]

    assert found == ORDERS
    assert {order for order, _, _ in ORDERS} == set(facilities.ORDERS)


@pytest.mark.usefixtures("_four")
def test_names_stand_in_the_order_of_the_kazakh_alphabet() -> None:
    found = facilities.listed(PM_OFFICE, rows.DAY, filters=LABOUR, order="name", descending=False, page=1, language="kk")

    assert list(found["name_kk"]) == ["Әуе", "Бу", "Қазан", "Яхта"]


@pytest.mark.usefixtures("_four")
@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.user)
def test_everybody_lists_searches_and_takes_away_only_his_own(viewer: Viewer) -> None:
    own = {None: {"A gross", "B clean", "C never", "D west"}, "35": {"A gross", "B clean", "C never"}, "47": {"D west"}}
    expected = own.get(viewer.region_code, set())

    assert set(listed(viewer)) == expected
    assert {name for text in ("gross", "clean", "never", "west") for name in listed(viewer, text=text)} == expected
    assert {row["name_en"] for row in exported(viewer)} == expected
    assert {row["name_en"] for row in exported(viewer, text="объект")} == expected
    assert sum(size(viewer, replace(LABOUR, text=text)) for text in ("gross", "west")) == len(expected & {"A gross", "D west"})


@pytest.mark.usefixtures("_four")
def test_the_region_filter_only_narrows() -> None:
    neighbour = Filters("labour", region="47")

    assert listed(KARAGANDA, neighbour) == exported(KARAGANDA, neighbour) == []
    assert counted(KARAGANDA, neighbour).get(("place", "on_map")) is None
    assert listed(PM_OFFICE, neighbour) == ["D west"]


SEARCHES = [
    ("gross", ["A gross"]),
    ("  GROSS ", ["A gross"]),
    ("қазан", ["C never"]),  # Kazakh, whatever the case
    ("bukhar-zhyrau", ["B clean"]),
    ("50% off", ["A gross"]),
    ("5__ off", []),  # a sign of LIKE is only a sign
    ("%", []),  # no word at all
    ("off_season", ["A gross"]),
    ("off-season", ["A gross"]),
    ("\\", []),
    ("' OR '1'='1", []),
    ("", ["A gross", "B clean", "C never", "D west"]),
]


@pytest.mark.usefixtures("_four")
def test_the_search_looks_for_words_and_no_sign_has_a_power() -> None:
    assert [(text, listed(text=text)) for text, _ in SEARCHES] == SEARCHES


def test_the_search_finds_by_owner_and_by_the_beginning_of_a_bin(database: str) -> None:
    rows.run(
        "INSERT INTO employer (bin, name_kk, name_ru, name_en, activity_code, region_code, known_on, source_code, batch_id)"
        " VALUES (%s, 'Тас', 'Камень', 'Stone', 'B', '75', '2020-01-01', 'demo', %s)", BIN, rows.batch("demo"),
    )  # fmt: skip
    rows.facility(name_en="Quarry", bin=BIN)
    rows.facility(name_en="Other")
    rows.score()
    rows.searchable()

    assert [listed(text=text) for text in ("камень", "Stone", BIN, BIN[:6], BIN[1:])] == [["Quarry"]] * 4 + [[]]


@pytest.mark.usefixtures("_four")
def test_a_degree_is_meant_under_the_law_chosen() -> None:
    assert listed(filters=Filters("industrial_safety", degree="high")) == ["C never"]
    assert listed(filters=Filters("labour", degree="high")) == ["A gross"]
    assert [row["name_en"] for row in exported(PM_OFFICE, Filters("labour", degree="high"))] == ["A gross"]


def test_a_page_holds_fifty_and_the_next_one_goes_on(database: str) -> None:
    for number in range(51):
        rows.facility(name_en=f"{number:02}")
    rows.score()

    assert listed(order="name", descending=False) == [f"{number:02}" for number in range(50)]
    assert listed(order="name", descending=False, page=2) == ["50"]
    assert size(PM_OFFICE, replace(LABOUR, text="facility")) == 0


@pytest.mark.usefixtures("_four")
def test_a_place_is_told_only_to_who_may_see_the_facility() -> None:
    [(facility_id,)] = rows.run("SELECT facility_id FROM facility WHERE name_en = 'A gross'")

    assert facilities.located(KARAGANDA, rows.DAY, facility_id=facility_id) == {"lon": 73.1, "lat": 49.8}
    assert facilities.located(MANGYSTAU, rows.DAY, facility_id=facility_id) is None


def test_each_is_offered_the_regions_he_may_see(database: str) -> None:
    offered = {viewer.user: list(facilities.region_boxes(viewer, rows.DAY)["region_code"]) for viewer in (PM_OFFICE, KARAGANDA)}

    assert len(offered["pm_office"]) == 20
    assert offered["akimat_karaganda"] == ["35"]
