"""A word that most facilities have is not asked of the index, yet it must be there like every other."""

import pytest

from queries import facilities
from queries.facilities import Filters
from queries.viewer import Viewer
from tests import rows
from tests.conftest import administer
from tests.search import facilities_found
from tests.viewers import KARAGANDA, PM_OFFICE


@pytest.fixture
def _mostly_demo(database: str) -> None:
    """Three facilities of five say demo, and each of two quarries but one does."""
    for name in ("Demo boiler 240", "Demo crane 2401", "Demo quarry 7", "Quarry 8"):
        rows.facility(name_kk=name, name_ru=name, name_en=name)
    rows.facility("47", name_kk="Lift", name_ru="Lift", name_en="Lift")
    rows.searchable()
    rows.score()
    administer("ANALYZE facility_words", database=database)


def rare(asked: str) -> str:
    return str(rows.run("SELECT CAST((search_condition(%s, 'exact')).rare AS text)", asked)[0][0])


@pytest.mark.usefixtures("_mostly_demo")
def test_what_narrows_nothing_is_left_to_what_does() -> None:
    assert rare("demo quarry") == "'quarry'"
    assert rare("demo 240") == "'240'"
    assert rare("quarry 8") == "'quarry' & '8'"
    assert rare("demo") == "'demo'"


@pytest.mark.usefixtures("_mostly_demo")
@pytest.mark.parametrize("viewer", [PM_OFFICE, KARAGANDA], ids=lambda viewer: viewer.user)
def test_every_word_asked_for_is_there_all_the_same(viewer: Viewer) -> None:
    quarry, crane, boiler = "Demo quarry 7", "Demo crane 2401", "Demo boiler 240"
    answers = {"demo quarry": {quarry}, "quarry": {quarry, "Quarry 8"}, "demo 240": {boiler, crane}, "demo lift": set()}

    for asked, expected in (answers | {"demo": {quarry, crane, boiler}}).items():
        assert set(facilities_found(asked, viewer)) == expected
        assert listed(viewer, asked) == expected


def listed(viewer: Viewer, asked: str) -> set[str]:
    given = {"order": "risk", "descending": True, "page": 1, "language": "en"}
    return set(facilities.listed(viewer, rows.DAY, filters=Filters("labour", text=asked), **given)["name_en"])


def test_in_a_region_the_heaviest_are_joined_by_others_soon_found(database: str) -> None:
    """As in a large register: where only few of the heaviest risks of the country lie in the region, the others come from its own."""
    definition = rows.run("SELECT pg_get_functiondef(CAST('search_candidates' AS regproc))")[0][0]
    for large, small in (("ELSE 2000", "ELSE 0"), ("LIMIT 3000", "LIMIT 4"), ("LIMIT 1000", "LIMIT 11"), ("%", "%%")):
        definition = definition.replace(large, small)
    rows.run(definition)
    cranes = []
    for number in range(12):
        rows.facility("47", name_kk=f"Lift {number}", name_ru=f"Lift {number}", name_en=f"Lift {number}")
        cranes.append(rows.facility("35", name_kk=f"Crane {number}", name_ru=f"Lift {number} A", name_en=f"Crane {number}"))
    rows.violation(cranes[0], rows.inspection(cranes[0], rows.DAY), rows.DAY, "gross")
    rows.searchable()
    rows.run("UPDATE facility_words SET words = words WHERE facility_id = %s", cranes[0])  # now the last that is looked through
    rows.score()

    found = facilities_found("lift", KARAGANDA)

    assert found[0] == "Crane 0"  # the heaviest, though not among the eleven looked through
    assert len(set(found)) == len(found) == 10
    assert all(name.startswith("Crane") for name in found)
