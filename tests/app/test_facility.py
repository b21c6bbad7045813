"""The facility's screen: the search, the whole passport, and nothing for those who may not see it."""

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests import rows
from tests.app.reading import said, with_tables

Screen = Callable[..., AppTest]
NOT_THERE = "There is no such entry"


def facility_in(region_code: str) -> int:
    """A facility of the demonstration that has been inspected and has a device."""
    found = rows.run(
        "SELECT facility_id FROM facility f WHERE region_code = %s"
        " AND EXISTS (SELECT FROM violation v WHERE v.facility_id = f.facility_id)"
        " AND EXISTS (SELECT FROM device d WHERE d.facility_id = f.facility_id)"
        " ORDER BY is_declaration_required DESC NULLS LAST, facility_id LIMIT 1",
        region_code,
    )
    return found[0][0]


def views_of(facility_id: int) -> list[tuple]:
    """Who saw the passport, by the audit trail, in order."""
    return rows.run("SELECT user_code FROM audit_event WHERE action = 'view_passport' AND object = %s ORDER BY audit_id", str(facility_id))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("person", ["pm_office", "akimat_karaganda"])
def test_the_passport_opens_in_every_language(screen: Screen, person: str, language: str) -> None:
    facility_id = facility_in("35")
    (name,) = rows.run(f"SELECT name_{language} FROM facility WHERE facility_id = %s", facility_id)[0]  # noqa: S608

    app = screen("facility", person, language, facility=str(facility_id))

    assert not app.exception
    assert name in said(app)
    assert len(with_tables(app).dataframe) >= 5


def test_the_passport_takes_the_degree_apart_under_both_laws(screen: Screen) -> None:
    told = said(screen("facility", facility=str(facility_in("35"))))

    for words in ("Industrial safety", "Labour law", "points of 100", "not yet checked against the act"):
        assert words in told
    assert "Demonstration data: invented" in told


def test_the_neighbours_passport_is_not_told_from_one_that_does_not_exist(screen: Screen) -> None:
    foreign = facility_in("47")
    (name,) = rows.run("SELECT name_en FROM facility WHERE facility_id = %s", foreign)[0]

    told = said(screen("facility", "akimat_karaganda", facility=str(foreign)))

    assert NOT_THERE in told
    assert name not in told
    assert views_of(foreign) == []


@pytest.mark.parametrize("asked", ["0", "-1", "abc", "1.5", "", "9" * 5000, "1 OR 1=1", "٣"])
def test_an_address_without_a_facility_says_so(screen: Screen, asked: str) -> None:
    app = screen("facility", facility=asked)

    assert not app.exception
    assert NOT_THERE in said(app)


def test_a_view_is_written_to_the_trail_once_in_a_session(screen: Screen) -> None:
    facility_id = facility_in("35")
    before = views_of(facility_id)

    screen("facility", "akimat_karaganda", facility=str(facility_id)).run().run()

    assert views_of(facility_id) == [*before, ("akimat_karaganda",)]


@pytest.fixture
def hostile_name(screen: Screen) -> Iterator[int]:
    """A facility whose name would be a picture that runs a program; the name goes back afterwards."""
    facility_id = facility_in("62")
    (name,) = rows.run("SELECT name_en FROM facility WHERE facility_id = %s", facility_id)[0]
    rename = "UPDATE facility SET name_en = %s WHERE facility_id = %s"
    rows.run(rename, "<img src=x onerror=alert(1)>", facility_id)
    yield facility_id
    rows.run(rename, name, facility_id)


def test_a_name_from_a_file_is_shown_as_it_is_written(screen: Screen, hostile_name: int) -> None:
    told = said(screen("facility", facility=str(hostile_name)))

    assert "&lt;img src=x onerror=alert(1)&gt;" in told
    assert "<img" not in told


def test_the_search_finds_in_ones_own_region_only(screen: Screen) -> None:
    app = screen("facility", "akimat_karaganda", find="demo")

    found = app.dataframe[0].value
    assert set(found["region_en"]) == {"Karaganda Region"}
    assert len(found) == 50


def test_one_letter_is_not_searched_for(screen: Screen) -> None:
    app = screen("facility", find="a")

    assert not app.dataframe
    assert "Write at least two letters" in said(app)


def test_the_longest_overdue_prescriptions_stand_in_a_list(screen: Screen) -> None:
    found = screen("facility", list="overdue").dataframe[0].value

    assert found["days_overdue"].is_monotonic_decreasing
    assert found["days_overdue"].min() >= 1
