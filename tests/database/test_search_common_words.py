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
