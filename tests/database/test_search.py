"""The search box: names in three languages, BIN, addresses and places, forgiving of script and typing errors, never of rights."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text as statement

from queries import search
from queries.db import NOBODY, reading_as
from queries.viewer import Viewer
from tests import rows
from tests.viewers import EVERYBODY, KARAGANDA, MANGYSTAU, PM_OFFICE

BIN = "991240000012"  # its control digit is wrong: a demonstration number


def found(text: str, viewer: Viewer = PM_OFFICE, as_of: date = rows.DAY, **asked: str) -> list[tuple[str, str]]:
    """Kind and English name of each result, best first."""
    results = search.found(viewer, as_of, text=text, **({"law": "labour", "language": "en"} | asked))
    return list(zip(results["kind"], results["name_en"], strict=True))


def facilities_found(text: str, viewer: Viewer = PM_OFFICE) -> list[str]:
    return [name for kind, name in found(text, viewer) if kind == "facility"]


def employer(bin_: str, name: str, region_code: str = "75", **given: Any) -> None:
    names = {"name_kk": name, "name_ru": name, "name_en": name}
    values = {"activity_code": "B", "region_code": region_code, "known_on": date(2020, 1, 1)}
    rows.insert("employer", bin=bin_, **names | values | rows.origin("demo") | given)


@pytest.fixture
def _register(database: str) -> None:
    """A boiler house, a lift with its owner, and an oil well of Mangystau."""
    employer(BIN, "Samruk-Tau", name_kk="Самұрық-Тау", name_ru="Самрук-Тау")
    rows.facility(
        name_kk="№ 117 қазандық", name_ru="Котельная № 117", name_en="Boiler house No. 117", address="г. Сарань, ул. Бухар-Жырау, 5"
    )
    rows.facility(name_kk="№ 3 лифт", name_ru="Лифт № 3", name_en="Lift No. 3", bin=BIN)
    rows.facility("47", point=(51.2, 43.6), name_kk="Жаңаөзен ұңғымасы", name_ru="Скважина Жанаозен", name_en="Zhanaozen well")
    rows.searchable()


SCRIPTS = [  # what is typed, what it finds first
    ("котельная", "Boiler house No. 117"),
    ("КОТЕЛЬНАЯ", "Boiler house No. 117"),
    ("kotelnaya", "Boiler house No. 117"),
    ("kotel'naia", "Boiler house No. 117"),
    ("қазандық", "Boiler house No. 117"),
    ("казандык", "Boiler house No. 117"),
    ("qazandyq", "Boiler house No. 117"),
    ("kazandyk", "Boiler house No. 117"),
    ("boiler", "Boiler house No. 117"),
    ("бойлер", "Boiler house No. 117"),
    ("жанаозен", "Zhanaozen well"),
    ("janaozen", "Zhanaozen well"),
    ("ұңғыма", "Zhanaozen well"),
    ("унгымасы", "Zhanaozen well"),
    ("uńǵymasy", "Zhanaozen well"),
    ("бухар жырау", "Boiler house No. 117"),
    ("Bukhar-Zhyrau", "Boiler house No. 117"),
    ("бухаржырау", "Boiler house No. 117"),
]


@pytest.mark.usefixtures("_register")
def test_a_word_is_found_in_any_language_and_script() -> None:
    assert [(text, facilities_found(text)[:1]) for text, _ in SCRIPTS] == [(text, [name]) for text, name in SCRIPTS]


ALIKE = [
    "қарағанды qaraghandy qarağandy karagandy",
    "теңіз тенгиз tengiz teñiz",
    "жезқазған жезказган zhezqazghan dzhezkazgan",
    "шымкент shymkent",
    "щучинск shchuchinsk",
    "хромтау khromtau",
    "доссор dossor",
    "ақсай аксай aksai aksay",
    "екібастұз ekibastuz yekibastuz",
    "предприятие predpriyatie",
    "юность yunost'",
    "цех tsekh",
]


def test_words_that_sound_alike_have_one_skeleton(database: str) -> None:
    skeletons = {words: {rows.run("SELECT search_skeleton(%s)", word)[0][0] for word in words.split()} for words in ALIKE}

    assert [words for words, found in skeletons.items() if len(found) > 1] == []
    assert len(set().union(*skeletons.values())) == len(ALIKE)


CLOSE = [  # what is typed, a word, whether it could be meant
    ("lif", "lift", False),  # too short for errors
    ("lift", "lifta", True),
    ("lift", "lfit", True),
    ("lift", "lafa", False),
    ("lift", "tfil", False),
    ("boilers", "boalirs", False),  # two in seven letters
    ("kotelnaa", "katilnaa", True),  # two in eight
    ("kotelnaa", "katilnoa", False),  # three
]


def test_how_close_is_close(database: str) -> None:
    assert [(typed, word, rows.run("SELECT search_is_close(%s, %s)", typed, word)[0][0]) for typed, word, _ in CLOSE] == CLOSE


ERRORS = [
    ("котльная", ["Boiler house No. 117"]),  # a letter left out
    ("коттельнная", ["Boiler house No. 117"]),  # letters doubled
    ("катильная", ["Boiler house No. 117"]),  # two wrong in a word of eight or more
    ("лфит", ["Lift No. 3"]),  # two changed over in a short word
    ("ливт", ["Lift No. 3"]),  # one wrong in a short word
    ("лывд", []),  # two wrong in a short word
    ("скавжина", ["Zhanaozen well"]),
    ("котлен", ["Boiler house No. 117"]),  # wrong, and not yet typed to the end
    ("катильнае", []),  # three wrong
]


@pytest.mark.usefixtures("_register")
def test_one_or_two_typing_errors_are_forgiven() -> None:
    assert [(text, facilities_found(text)) for text, _ in ERRORS] == ERRORS


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


@pytest.mark.parametrize("text", ["Караганда", "Қарағанды", "Karaganda", "qaraghandy", "Караганды", "караганад"])
def test_a_settlement_and_its_region_are_found(database: str, text: str) -> None:
    results = search.found(KARAGANDA, rows.DAY, text=text, law="labour", language="ru")

    assert ("settlement", "Караганда", "Карагандинская область") in set(zip(results["kind"], results["name_ru"], results["detail"], strict=True))
    assert results["lon"].iloc[0] == pytest.approx(73.1, abs=0.2)


def test_a_district_is_found_as_soon_as_it_is_there(database: str) -> None:
    names = {"name_kk": "Абай ауданы", "name_ru": "Абайский район", "name_en": "Abai District"}
    rows.district("351610000", "POLYGON(((73 49,74 49,74 50,73 50,73 49)))", **names)
    rows.run("SELECT refresh_places()")

    assert ("district", "Abai District") in found("абайский район")
    assert search.boxed(PM_OFFICE, rows.DAY, kind="district", key="351610000") == (73, 49, 74, 50)


@pytest.mark.usefixtures("_register")
@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.user)
def test_everybody_finds_only_his_own(viewer: Viewer) -> None:
    own = {None: {"Boiler house No. 117", "Lift No. 3", "Zhanaozen well"}, "35": {"Boiler house No. 117", "Lift No. 3"}, "47": {"Zhanaozen well"}}
    asked = ("котельная", "лифт", "скважина", "скважинна", BIN, "самрук", "сарань")
    seen = {each for text in asked for each in found(text, viewer) if each[0] in ("facility", "employer")}

    assert {name for kind, name in seen if kind == "facility"} == own.get(viewer.region_code, set())
    assert ("employer", "Samruk-Tau") in seen or viewer.region_code not in (None, "35")
    assert ("employer", "Samruk-Tau") not in seen or viewer.region_code in (None, "35")


CLAIMS = [{}, {"app.region": ""}, {"app.region": "4"}, {"app.region": "35' | '@47"}, {"app.is_nationwide": "true"}, {"app.role": "pm_office"}]


@pytest.mark.usefixtures("_register")
@pytest.mark.parametrize("claim", CLAIMS)
def test_the_functions_that_run_as_owner_believe_only_who_is_set(claim: dict[str, str]) -> None:
    with reading_as(NOBODY) as connection:
        for name, value in claim.items():
            connection.execute(statement("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})
        asked = {"text": "скважина"}
        assert connection.execute(statement("SELECT count(*) FROM facilities_matching(:text)"), asked).scalar_one() == 0
        results = statement("SELECT count(*) FROM search_found(:text, '2026-10-31', NULL, 'labour', 'en')")
        assert connection.execute(results, asked).scalar_one() == 0


@pytest.mark.usefixtures("_register")
def test_the_words_of_other_regions_are_not_for_reading() -> None:
    with reading_as(MANGYSTAU) as connection:
        count = "SELECT (SELECT count(*) FROM search_word), (SELECT count(*) FROM employer_words), (SELECT count(*) FROM facility_words)"
        assert tuple(connection.execute(statement(count)).one()) == (0, 0, 1)


HOSTILE = [
    "", " ", "%", "_", "\\", "'", "''", "' OR '1'='1", "a'; DROP TABLE facility; --", ":*", "& | !", "(", "лифт:*", "\x00", "\ud800", "🏭",
    "\u0301", "лифт" * 1000, "л " * 5000, "@35", "'@47'", "<b>", "№", "-", "ь", "\u202e", "NULL", "\n\t", "ﬁ", "1" * 500,
]  # fmt: skip


@pytest.mark.usefixtures("_register")
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:20])
def test_whatever_is_typed_gets_an_answer_and_no_sign_has_a_power(text: str) -> None:
    names = facilities_found(text, KARAGANDA)

    assert "Zhanaozen well" not in names
    assert len(names) < 3
    assert facilities_found("скважина") == ["Zhanaozen well"]


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
def test_a_facility_that_moved_is_found_by_its_new_region_only() -> None:
    rows.run("UPDATE facility SET region_code = '47' WHERE name_en = 'Lift No. 3'")
    before = facilities_found("лифт", KARAGANDA), facilities_found("лифт", MANGYSTAU)

    rows.run("SELECT refresh_search(ARRAY(SELECT facility_id FROM facility WHERE name_en = 'Lift No. 3'))")

    assert before == ([], [])  # not found is safe; found by the old region would not be
    assert (facilities_found("лифт", KARAGANDA), facilities_found("лифт", MANGYSTAU)) == ([], ["Lift No. 3"])


@pytest.mark.usefixtures("_register")
def test_a_pick_leads_to_what_the_viewer_may_see() -> None:
    west, south, east, north = search.boxed(PM_OFFICE, rows.DAY, kind="employer", key=BIN)

    assert (west < 73.1 < east, south < 49.8 < north) == (True, True)
    assert search.boxed(MANGYSTAU, rows.DAY, kind="employer", key=BIN) is None
    assert search.boxed(PM_OFFICE, date(2019, 12, 31), kind="employer", key=BIN) is None
    assert search.boxed(PM_OFFICE, rows.DAY, kind="facility", key="1") is None
    assert search.boxed(PM_OFFICE, rows.DAY, kind="region", key="99") is None
    assert search.boxed(PM_OFFICE, rows.DAY, kind="region' OR true --", key="35") is None
