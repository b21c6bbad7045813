"""What an area holds: facilities inside its circle and no farther, the settlements inside, and nobody else's rows."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pages.parts.map import address, circle
from queries import facilities, places
from queries.facilities import Filters, Near
from queries.viewer import Viewer
from tests import rows
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

LON, LAT = 68.0, 47.0  # steppe: none of the known settlements is near
METRES_OF_A_DEGREE = 111_195.08
HERE = Filters("labour", near=Near(LON, LAT, 5))


def north(metres: float) -> tuple[float, float]:
    """A point so far north of the middle."""
    return LON, LAT + metres / METRES_OF_A_DEGREE


def area(viewer: Viewer = PM_OFFICE, filters: Filters = HERE) -> dict[str, Any]:
    found = facilities.area(viewer, rows.DAY, filters=filters)
    assert found
    return found


def standing_there(viewer: Viewer) -> tuple[str, str]:
    found = places.standing_at(viewer, rows.DAY, lon=LON, lat=LAT)
    assert found
    return found["kind"], found["name_en"]


def settlement(number: int, name: str, population: int, point: tuple[float, float]) -> None:
    rows.insert(
        "settlement", settlement_id=number, region_code="35", name_kk=name, name_ru=name, name_en=name, population=population,
        geom=f"SRID=4326;POINT({point[0]} {point[1]})",
    )  # fmt: skip


def test_the_circle_holds_what_is_within_and_nothing_beyond(database: str) -> None:
    rows.facility(point=north(4995), employee_count=40)
    rows.facility(point=north(5005), employee_count=700)
    rows.facility(point=None)
    settlement(900_001, "Inside", 1200, north(4995))
    settlement(900_002, "Beyond", 9000, north(5005))
    rows.score()

    found = area()

    assert (found["facilities"], found["workers"], found["without_workers"]) == (1, 40, 0)
    assert (found["settlements"], found["population"], found["largest_en"]) == (1, 1200, "Inside")


@pytest.mark.parametrize("place", [Near(73.1, 49.8, 50), Near(50.5, 55.0, 400), Near(79.9, 43.2, 90), Near(67, 48, 2000)])
def test_a_circle_holds_what_the_sphere_says(demo_database: str, place: Near) -> None:
    [(inside,)] = rows.run(
        "SELECT count(*) FROM facility JOIN risk_score USING (facility_id) WHERE valid_to = 'infinity'"
        " AND ST_DistanceSphere(geom, ST_SetSRID(ST_MakePoint(%s, %s), 4326)) <= %s", place.lon, place.lat, place.km * 1000,
    )  # fmt: skip

    assert inside > 0
    assert area(filters=Filters("labour", near=place))["facilities"] == inside


def test_a_facility_that_moved_is_found_where_it_stood_on_the_day(database: str) -> None:
    moving = rows.facility(point=north(0))
    rows.score(date(2026, 9, 30))
    rows.run("UPDATE facility SET geom = ST_SetSRID(ST_MakePoint(%s, %s), 4326) WHERE facility_id = %s", LON + 1, LAT, moving)
    rows.score(rows.DAY)

    found = [facilities.area(PM_OFFICE, day, filters=HERE) for day in (date(2026, 9, 30), rows.DAY)]

    assert [each and each["facilities"] for each in found] == [1, 0]


@pytest.mark.parametrize(("metres", "expected"), [(299, 1), (301, 0)])
def test_a_danger_radius_is_a_circle_of_metres(database: str, metres: float, expected: int) -> None:
    rows.facility(point=north(metres))
    rows.score()

    assert area(filters=address.read({"near": f"{LON},{LAT},0.3"}))["facilities"] == expected


def test_the_totals_add_up_degrees_overdue_prescriptions_and_accidents(database: str) -> None:
    calm = rows.facility(point=north(100), employee_count=None)
    bad = rows.facility(point=north(200), employee_count=12)
    found_by = rows.inspection(bad, date(2026, 6, 1))
    rows.violation(bad, found_by, date(2026, 6, 1), "gross")
    rows.prescription(bad, found_by, date(2026, 6, 2), date(2026, 10, 30))
    rows.prescription(bad, found_by, date(2026, 6, 2), rows.DAY)  # overdue from the day after
    rows.accident(date(2024, 5, 1), facility_id=bad, killed_count=1)
    rows.accident(date(2023, 10, 31), facility_id=bad)  # three years ago to the day
    rows.inspection(calm, date(2026, 6, 1))
    rows.score()

    found = area()

    assert {name: found[name] for name in ("facilities", "high", "medium", "low", "not_high", "unknown")} == {
        "facilities": 2, "high": 1, "medium": 0, "low": 1, "not_high": 0, "unknown": 0
    }  # fmt: skip
    assert (found["workers"], found["without_workers"]) == (12, 1)
    assert (found["overdue_prescriptions"], found["accidents"], found["fatal_accidents"]) == (1, 1, 1)
    assert area(filters=replace(HERE, degree="high"))["facilities"] == 1
    assert area(filters=Filters("industrial_safety", near=HERE.near))["high"] == 0


def test_another_regions_facilities_are_in_nobodys_area_but_its_own(database: str) -> None:
    rows.facility("35", point=north(10), employee_count=5)
    rows.facility("47", point=north(20), employee_count=7)
    settlement(900_001, "Shared", 800, north(30))
    rows.score()

    assert [area(viewer)["workers"] for viewer in (PM_OFFICE, KARAGANDA, MANGYSTAU)] == [12, 5, 7]
    assert [area(viewer)["population"] for viewer in (PM_OFFICE, KARAGANDA, MANGYSTAU)] == [800, 800, 800]  # everybody sees settlements


def test_an_empty_area_counts_nothing(database: str) -> None:
    rows.facility()
    rows.score()

    assert set(area().values()) == {0, None}


def test_a_place_is_named_by_the_facility_there_else_by_the_settlement(database: str) -> None:
    settlement(900_001, "Town", 800, (LON, LAT))
    assert standing_there(KARAGANDA) == ("settlement", "Town")
    rows.facility("35", point=north(15), name_en="Boiler")
    rows.facility("35", point=north(5), name_en="Not known yet", known_on=date(2026, 11, 1))

    named = [standing_there(viewer) for viewer in (PM_OFFICE, KARAGANDA, MANGYSTAU)]

    boiler, town = ("facility", "Boiler"), ("settlement", "Town")
    assert named == [boiler, boiler, town]
    assert places.standing_at(PM_OFFICE, rows.DAY, lon=LON, lat=LAT + 0.001) is None


@pytest.mark.parametrize("km", [0.3, 20, 500])
def test_the_line_on_the_map_runs_where_the_database_measures(database: str, km: float) -> None:
    for lon, lat in circle.ring(Near(LON, LAT, km))[::9]:
        [(metres,)] = rows.run("SELECT ST_DistanceSphere(ST_MakePoint(%s, %s), ST_MakePoint(%s, %s))", LON, LAT, lon, lat)
        assert metres == pytest.approx(km * 1000, rel=0.001, abs=1)


def test_an_address_gives_back_a_place_to_the_metre() -> None:
    near = Near(73.12345, 49.80001, 0.34)

    assert address.read(address.written(Filters("labour", near=near))).near == near
