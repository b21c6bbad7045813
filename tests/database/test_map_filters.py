"""Every filter means the same on the map, in the list and in the counts; both sides of every border."""

import json
from datetime import date
from typing import Any

import pytest

from queries import facilities
from queries.facilities import Filters, Near
from tests import rows
from tests.tiles import around, counted
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

LON, LAT = rows.KARAGANDA_CITY
PARENT, CHILD, OTHER = "991240000012", "991240000024", "991240000036"  # their control digits are wrong: demonstration numbers


def employer(bin_: str, activity_code: str, employee_count: int | None, parent: str | None = None) -> None:
    named = {"bin": bin_, "parent_bin": parent, "name_kk": bin_, "name_ru": bin_, "name_en": bin_}
    known = {"activity_code": activity_code, "region_code": "35", "employee_count": employee_count, "known_on": date(2020, 1, 1)}
    rows.insert("employer", **rows.origin("demo"), **named, **known)


@pytest.fixture
def _owned(database: str) -> None:
    """A mine of a large parent, a small quarry of its child, a boiler of another; a crane of nobody known, in Mangystau."""
    employer(PARENT, "05", 900)
    employer(CHILD, "08", 60, PARENT)
    employer(OTHER, "C", None)
    rows.facility(name_en="mine", bin=PARENT)
    rows.facility(name_en="quarry", bin=CHILD, point=(LON + 0.001, LAT))
    rows.facility(name_en="boiler", bin=OTHER, point=(LON, LAT + 0.001))
    rows.facility("47", name_en="crane", point=(LON - 0.1, LAT))
    rows.score()


def listed(viewer: Any = PM_OFFICE, **asked: Any) -> str:
    """Names in the list, by name."""
    found = facilities.listed(viewer, rows.DAY, filters=Filters("labour", **asked), order="name", descending=False, page=1, language="en")
    return " ".join(found["name_en"])


PASSING: list[tuple[dict[str, Any], str]] = [
    ({"activity": "B"}, "mine quarry"),
    ({"activity": "05"}, "mine"),
    ({"activity": "C"}, "boiler"),
    ({"activity": "A"}, ""),
    ({"owner": PARENT}, "mine quarry"),  # what it is the parent of, too
    ({"owner": CHILD}, "quarry"),
    ({"owner": "000000000000"}, ""),
    ({"size": "large"}, "mine"),
    ({"size": "small"}, "quarry"),
    ({"size": "unknown"}, "boiler crane"),  # an owner that did not say, and no owner
    ({"mark": 0}, "boiler crane mine quarry"),
    ({"mark": 4}, ""),
    ({"near": Near(LON, LAT, 1)}, "boiler mine quarry"),
    ({"near": Near(LON, LAT, 0.1)}, "mine quarry"),
    ({"near": Near(LON - 0.1, LAT, 7.1)}, "crane"),
    ({"near": Near(LON - 0.1, LAT, 7.3)}, "boiler crane mine quarry"),
    ({"near": Near(LON, LAT, 1), "size": "small"}, "quarry"),
]


@pytest.mark.usefixtures("_owned")
def test_filters_pass_what_they_say_in_list_tiles_and_counts() -> None:
    assert [(asked, listed(**asked)) for asked, _ in PASSING] == PASSING
    for asked, names in PASSING:
        for z in (4, 9, 14):
            expected = len([name for name in names.split() if z < 14 or name != "crane"])  # close by it stands in another tile
            assert counted(around(PM_OFFICE, z, **asked)) == expected, (asked, z)
        told = facilities.counted(PM_OFFICE, rows.DAY, filters=Filters("labour", **asked))
        assert told.loc[told["filter"] == "place", "facilities"].sum() == len(names.split()), asked


@pytest.mark.usefixtures("_owned")
def test_no_filter_shows_a_neighbours_facility() -> None:
    for asked, _ in PASSING:
        assert "crane" not in listed(KARAGANDA, **asked)
        assert set(listed(MANGYSTAU, **asked).split()) <= {"crane"}
    assert facilities.owner(MANGYSTAU, rows.DAY, bin=PARENT) is None
    assert facilities.owner(KARAGANDA, rows.DAY, bin=CHILD)["parent_bin"] == PARENT  # type: ignore[index]


def test_the_tree_of_activities_stands_each_below_its_parent(database: str) -> None:
    found = facilities.activities(PM_OFFICE, rows.DAY)
    codes = list(found["activity_code"])

    assert codes.index("B") < codes.index("05") < codes.index("C")
    assert len(codes) == rows.run("SELECT count(*) FROM activity")[0][0]


def test_what_is_asked_travels_as_json_and_cannot_break_out(database: str) -> None:
    rows.facility(name_en="one")
    rows.score()
    asked = json.loads(Filters("labour", text="'; DROP TABLE facility; --", hazard="x' OR '1'='1").binds()["asked"])

    assert asked["hazard"] == "x' OR '1'='1"
    assert listed(hazard="x' OR '1'='1") == ""
    assert listed(text="'; DROP TABLE facility; --") == ""
    assert listed() == "one"
