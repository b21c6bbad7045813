"""What lies around facilities: how far an accident reaches, which settlements a zoom shows, which rescue units there are."""

import json
from datetime import date

import pytest
from psycopg2.errors import CheckViolation, ForeignKeyViolation

from queries import places
from queries.db import NOBODY
from queries.facilities import Filters, Near
from queries.viewer import Viewer
from tests import rows
from tests.tiles import tile_of
from tests.viewers import EVERYBODY, KARAGANDA, MANGYSTAU, PM_OFFICE

LON, LAT = 73.10, 49.80
METRE = 1 / 111_320  # degrees of latitude


def radii(
    viewer: Viewer = PM_OFFICE, z: int = 9, at: tuple[float, float] = (LON, LAT), as_of: date = rows.DAY, **filters: object
) -> list[int]:
    """Radii drawn in the tile around a place, metres, the largest first."""
    x, y = tile_of(z, at)
    body = places.danger_radii_in_tile(viewer, as_of, z=z, x=x, y=y, filters=Filters(**{"law": "labour"} | filters))
    return [feature["properties"]["m"] for feature in json.loads(body)["features"]]


def endangering(metres: int | None, point: tuple[float, float] = (LON, LAT), region: str = "35", **given: object) -> int:
    return rows.facility(region, point=point, danger_radius_m=metres, **given)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("z", "metres", "is_drawn"),
    [(9, 599, False), (9, 600, True), (10, 299, False), (10, 300, True), (11, 74, False), (11, 75, True), (9, None, False)],
)
def test_a_circle_too_small_for_the_zoom_is_left_out(z: int, metres: int | None, is_drawn: bool) -> None:
    endangering(metres)
    rows.score()

    assert radii(z=z) == ([metres] if is_drawn else [])


@pytest.mark.usefixtures("database")
def test_nobody_sees_how_far_a_neighbours_facility_reaches() -> None:
    endangering(900)
    endangering(700, point=(LON - 0.2, LAT), region="47")
    rows.score()
    strangers = [NOBODY, Viewer("x", "akimat", None, "akimat_35")]

    assert (radii(PM_OFFICE), radii(KARAGANDA), radii(MANGYSTAU)) == ([900, 700], [900], [700])
    assert [radii(viewer) for viewer in strangers] == [[], []]
    assert radii(KARAGANDA, region="47") == []


@pytest.mark.usefixtures("database")
def test_radii_follow_the_filters_and_the_day() -> None:
    endangering(900, hazard_type_code="boiler")
    endangering(700, point=(LON - 0.2, LAT), hazard_type_code="chemical")
    rows.score()

    assert radii(hazard="chemical") == [700]
    assert radii(near=Near(LON, LAT, 5)) == [900]
    assert radii(as_of=date(2026, 10, 30)) == []


@pytest.mark.usefixtures("database")
def test_a_circle_within_a_larger_one_is_not_drawn_one_that_leaves_it_is() -> None:
    endangering(3000)
    endangering(800, point=(LON, LAT + 2199 * METRE))  # ends a metre inside the larger one
    endangering(801, point=(LON, LAT - 2201 * METRE))  # ends two metres outside
    rows.score()

    assert radii(z=11) == [3000, 801]


@pytest.mark.usefixtures("database")
def test_a_circle_is_drawn_in_every_tile_it_reaches_into() -> None:
    x, _y = tile_of(11, (LON, LAT))
    west = x / 2**11 * 360 - 180  # western edge of the tile
    a_metre_of_longitude = METRE / 0.6455  # at 49.8 degrees north
    endangering(1000, point=(west - 995 * a_metre_of_longitude, LAT))
    endangering(1001, point=(west - 1020 * a_metre_of_longitude, LAT + 0.02))
    rows.score()

    assert radii(z=11) == [1000]
    assert radii(z=11, at=(west - 0.001, LAT)) == [1001, 1000]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("z", "population", "is_shown"),
    [(3, 99_999, False), (3, 100_000, True), (6, 4_999, False), (6, 5_000, True), (7, 999, False), (7, 1_000, True), (8, 0, True)],
)
def test_a_zoom_shows_settlements_from_a_size_on(z: int, population: int, is_shown: bool) -> None:
    at = (66.0, 47.0)
    names = {"name_kk": "Ауыл", "name_ru": "Село", "name_en": "Village"}
    rows.insert("settlement", settlement_id=1, region_code="62", population=population, geom=f"SRID=4326;POINT({at[0]} {at[1]})", **names)
    x, y = tile_of(z, at)

    for viewer in EVERYBODY:
        assert ("Village" in set(places.settlements_in_tile(viewer, z=z, x=x, y=y)["name_en"])) == is_shown


@pytest.mark.usefixtures("demo_database")
def test_demonstration_rescue_units_are_marked_and_seen_by_everybody() -> None:
    for viewer in EVERYBODY:
        units = places.rescue_units(viewer)

        assert len(units) == 30
        assert units["is_demonstration"].all()
        assert units["name_ru"].str.contains("(демо)", regex=False).all()
        assert set(units["kind_code"]) == {"mine_rescue", "well_control", "gas_rescue"}
        assert units["reach_km"].between(40, 46).all()


def unit(**given: object) -> None:
    names = {"name_kk": "Жасақ", "name_ru": "Отряд", "name_en": "Squad"}
    values = {"rescue_unit_id": 1, "region_code": "35", "kind_code": "mine_rescue", "reach_km": 45, "geom": "SRID=4326;POINT(73.1 49.8)"}
    rows.insert("rescue_unit", **names | values | rows.origin() | given)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"reach_km": 0}, CheckViolation), ({"reach_km": 301}, CheckViolation), ({"kind_code": "brass_band"}, CheckViolation),
        ({"name_kk": ""}, CheckViolation), ({"region_code": "99"}, ForeignKeyViolation), ({"batch_id": 0}, ForeignKeyViolation),
    ],
)  # fmt: skip
def test_a_rescue_unit_that_cannot_be_is_refused(wrong: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        unit(**wrong)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("reach_km", [1, 300])
def test_the_shortest_and_the_longest_reach_are_kept(reach_km: int) -> None:
    unit(reach_km=reach_km)

    assert places.rescue_units(PM_OFFICE)["reach_km"].tolist() == [reach_km]
    assert not places.rescue_units(PM_OFFICE)["is_demonstration"].any()
