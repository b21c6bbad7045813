"""The search box: what is found by name, owner, BIN, address and place, in which order, and as of which day."""

from datetime import date

import pytest

from queries import search
from tests import rows
from tests.search import BIN, facilities_found, fill_register, found
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE


@pytest.fixture
def _register(database: str) -> None:
    fill_register()


@pytest.mark.usefixtures("_register")
def test_beginnings_are_found_while_one_types_and_all_words_must_be_there() -> None:
    assert [facilities_found(text) for text in ("ко", "кот", "котель 117", "117 котель сарань")] == [["Boiler house No. 117"]] * 4
    assert facilities_found("котельная 118") == []
    assert facilities_found("лифт сарань") == []


@pytest.mark.usefixtures("_register")
def test_whole_words_come_before_beginnings_and_names_before_owners_before_addresses() -> None:
    rows.facility(name_en="Sary", name_ru="Сары")
    rows.facility(name_en="By owner", owner_name="Сары", name_ru="Карьер")
    rows.facility(name_en="By address", address="ул. Сары, 1", name_ru="Склад")
    rows.searchable()

    assert facilities_found("сары")[0] == "Sary"
    assert set(facilities_found("сары")[1:3]) == {"By owner", "By address"}
    assert facilities_found("сары")[3:] == []  # Saran is no word that begins so


@pytest.mark.usefixtures("_register")
def test_an_owner_is_found_by_name_and_bin_with_what_it_owns() -> None:
    for text in ("самрук тау", "Samruq-Tau", "самурык тау", "самұрықтау", BIN, BIN[:6], BIN[:3]):
        assert found(text) == [("employer", "Samruk-Tau"), ("facility", "Lift No. 3")], text
    assert found(BIN[1:]) == []
    assert facilities_found("самрук лифт") == ["Lift No. 3"]


def test_the_heavier_risk_comes_first(database: str) -> None:
    for name in ("Light", "Heavy", "Lightest"):
        facility_id = rows.facility(name_ru="Рудник", name_en=name)
        severity = "gross" if name == "Heavy" else "minor"
        rows.violation(facility_id, rows.inspection(facility_id, date(2026, 6, 1)), date(2026, 6, 1), severity)
    rows.score()
    rows.searchable()

    assert facilities_found("рудник") == ["Heavy", "Light", "Lightest"]
    assert list(search.found(PM_OFFICE, rows.DAY, text="рудник", law="labour", language="en")["degree"]) == ["high", "low", "low"]


MANY = """
INSERT INTO facility (source_code, source_key, batch_id, name_kk, name_ru, name_en, hazard_type_code, region_code,
                      region_taken_from, known_on)
SELECT 'upload', 'many-' || n, %s, 'Қазан', 'Котёл', 'Light', 'boiler', '35', 'declared', '2020-01-01' FROM generate_series(1, 11000) AS n
"""


def test_where_very_many_answer_the_heaviest_still_comes_first(database: str) -> None:
    rows.run(MANY, rows.batch())
    last = rows.facility(name_ru="Котёл", name_en="Heavy")
    rows.violation(last, rows.inspection(last, date(2026, 6, 1)), date(2026, 6, 1), "gross")
    rows.score()
    rows.searchable()
    rows.run("ANALYZE facility_words")

    assert facilities_found("котел") == facilities_found("котел", KARAGANDA) == ["Heavy", *["Light"] * 9]
    assert facilities_found("котел", MANGYSTAU) == []


@pytest.mark.parametrize("text", ["Караганда", "Қарағанды", "Karaganda", "qaraghandy", "Караганды", "караганад"])
def test_a_settlement_and_its_region_are_found(database: str, text: str) -> None:
    results = search.found(KARAGANDA, rows.DAY, text=text, law="labour", language="ru")

    assert ("settlement", "Караганда", "Карагандинская область") in list(
        results[["kind", "name_ru", "detail"]].itertuples(index=False, name=None)
    )
    assert results["lon"].iloc[0] == pytest.approx(73.1, abs=0.2)


def test_a_district_is_found_as_soon_as_it_is_there(database: str) -> None:
    names = {"name_kk": "Абай ауданы", "name_ru": "Абайский район", "name_en": "Abai District"}
    rows.district("351610000", "POLYGON(((73 49,74 49,74 50,73 50,73 49)))", **names)
    rows.run("SELECT refresh_places()")

    assert ("district", "Abai District") in found("абайский район")
    assert search.boxed(PM_OFFICE, rows.DAY, kind="district", key="351610000") == (73, 49, 74, 50)


@pytest.mark.usefixtures("_register")
def test_what_was_not_known_on_the_day_is_not_found() -> None:
    assert found("лифт", as_of=date(2019, 12, 31)) == []
    assert ("facility", "Lift No. 3") in found("лифт", as_of=date(2020, 1, 1))


@pytest.mark.usefixtures("_register")
def test_only_what_changed_is_done_anew() -> None:
    rows.run("UPDATE facility SET name_kk = 'Сорғы', name_ru = 'Насосная', name_en = 'Pump' WHERE name_en = 'Lift No. 3'")
    rows.run("UPDATE facility SET name_ru = 'Шахта' WHERE name_en = 'Zhanaozen well'")

    rows.run("SELECT refresh_search(ARRAY(SELECT facility_id FROM facility WHERE name_en = 'Pump'))")

    assert facilities_found("насосная") == ["Pump"]
    assert facilities_found("lift") == []
    assert facilities_found("шахта") == []
    assert facilities_found("скважина") == ["Zhanaozen well"]


@pytest.mark.usefixtures("_register")
def test_a_pick_leads_to_what_the_viewer_may_see() -> None:
    west, south, east, north = search.boxed(PM_OFFICE, rows.DAY, kind="employer", key=BIN)

    assert (west < 73.1 < east, south < 49.8 < north) == (True, True)
    assert search.boxed(MANGYSTAU, rows.DAY, kind="employer", key=BIN) is None
    assert search.boxed(PM_OFFICE, date(2019, 12, 31), kind="employer", key=BIN) is None
    assert search.boxed(PM_OFFICE, rows.DAY, kind="facility", key="1") is None
    assert search.boxed(PM_OFFICE, rows.DAY, kind="region", key="99") is None
    assert search.boxed(PM_OFFICE, rows.DAY, kind="region' OR true --", key="35") is None
