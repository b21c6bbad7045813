"""Nobody finds a neighbour's facility or owner, whatever he types and whatever is set."""

import pytest
from sqlalchemy import text as statement

from queries.db import NOBODY, reading_as
from queries.viewer import Viewer
from tests import rows
from tests.search import BIN, facilities_found, fill_register, found
from tests.viewers import EVERYBODY, KARAGANDA, MANGYSTAU


@pytest.fixture
def _register(database: str) -> None:
    fill_register()


@pytest.mark.usefixtures("_register")
@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.user)
def test_everybody_finds_only_his_own(viewer: Viewer) -> None:
    karaganda, mangystau = {"Boiler house No. 117", "Lift No. 3"}, {"Zhanaozen well"}
    own = {None: karaganda | mangystau, "35": karaganda, "47": mangystau}
    asked = ("котельная", "лифт", "скважина", "скважинна", BIN, "самрук", "сарань")
    seen = {each for text in asked for each in found(text, viewer) if each[0] in ("facility", "employer")}

    assert {name for kind, name in seen if kind == "facility"} == own.get(viewer.region_code, set())
    assert ("employer", "Samruk-Tau") in seen or viewer.region_code not in (None, "35")
    assert ("employer", "Samruk-Tau") not in seen or viewer.region_code in (None, "35")


REGIONS = ["", "4", "35' | '@47"]
CLAIMS = [{}, *({"app.region": region} for region in REGIONS), {"app.is_nationwide": "true"}, {"app.role": "pm_office"}]


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


@pytest.mark.usefixtures("_register")
def test_a_facility_that_moved_is_found_by_its_new_region_only() -> None:
    rows.run("UPDATE facility SET region_code = '47' WHERE name_en = 'Lift No. 3'")
    before = facilities_found("лифт", KARAGANDA), facilities_found("лифт", MANGYSTAU)

    rows.run("SELECT refresh_search(ARRAY(SELECT facility_id FROM facility WHERE name_en = 'Lift No. 3'))")

    assert before == ([], [])  # not found is safe; found by the old region would not be
    assert (facilities_found("лифт", KARAGANDA), facilities_found("лифт", MANGYSTAU)) == ([], ["Lift No. 3"])
