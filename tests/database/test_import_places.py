"""Where a delivered facility lies: by its point, near it, or as declared; and what moves with it."""

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import rows
from tests.deliveries import AKTAU, KARAGANDA, OFFSHORE, csv_file, deliver, facility_value, row

NO_POINT = {"lon": "", "lat": ""}
REUSING_THE_DATABASE = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


PLACES = [
    (KARAGANDA, "35", "point"),
    (OFFSHORE, "23", "nearest"),  # Kashagan, in the sea
    ({"lon": "69.28", "lat": "41.31"}, "61", "nearest"),  # Tashkent, over the border
    (NO_POINT | {"region_code": "47"}, "47", "declared"),
    ({"lon": "46.0", "lat": "55.0", "region_code": "27"}, "27", "declared"),  # over 250 km from every region
    (KARAGANDA | {"region_code": "47"}, "35", "point"),  # the point wins
    (OFFSHORE | {"region_code": "47"}, "23", "nearest"),
]
WORDS = [
    ("35", "35"),
    ("350000000", "35"),  # KATO
    ("KZ-35", "35"),
    ("KZ-KAR", "35"),  # until 2022
    ("Карагандинская область", "35"),
    ("карагандинская обл.", "35"),
    ("Қарағанды облысы", "35"),
    ("Karaganda", "35"),
    ("Mangistau", "47"),
    ("Qarağandy oblysy", "35"),
    ("Южно-Казахстанская область", "61"),  # until 2018
    ("Нур-Султан", "71"),
    ("г. Алматы", "75"),
    ("Алматы қаласы", "75"),
    ("Алматинская область", "19"),
    ("Алматы облысы", "19"),
    ("Almaty Region", "19"),
]


def test_the_region_and_where_it_was_taken_from(database: str, tmp_path: Path) -> None:
    deliver(csv_file(tmp_path, *(row(source_key=f"K-{n:02}", **place) for n, (place, _, _) in enumerate(PLACES))))

    found = rows.run("SELECT region_code, region_taken_from FROM facility ORDER BY source_key")
    assert found == [(region_code, taken_from) for _, region_code, taken_from in PLACES]


def test_the_nearest_region_is_taken_up_to_250_km(database: str, tmp_path: Path) -> None:
    ever_farther_north = [row(lon="47.0", lat=f"{51 + step / 10}") for step in range(40)]
    deliver(csv_file(tmp_path, *ever_farther_north))

    farthest = rows.run(
        "SELECT max(nearest) / 1000 FROM ("
        " SELECT min(ST_Distance(CAST(f.geom AS geography), CAST(r.geom AS geography))) AS nearest"
        " FROM facility f, region r GROUP BY f.facility_id) AS distances"
    )[0][0]
    assert 238 < farthest <= 250  # the next point, 0.1 degrees or at most 11.2 km on, was refused
    assert len(rows.run("SELECT 1 FROM rejected_row WHERE reason = 'far_from_every_region'")) > 0


@REUSING_THE_DATABASE
@given(points=st.lists(st.tuples(st.floats(45, 88.5), st.floats(39.5, 56.5)), min_size=20, max_size=60))
def test_every_point_of_the_box_gets_its_nearest_region_or_none(database: str, tmp_path: Path, points: list[tuple[float, float]]) -> None:
    rows.run("DELETE FROM facility")
    deliver(csv_file(tmp_path, *(row(lon=f"{lon:.6f}", lat=f"{lat:.6f}") for lon, lat in points)))

    wrong = rows.run(
        "SELECT f.region_code, ST_AsText(f.geom) FROM facility f JOIN region own USING (region_code)"
        " WHERE CAST(f.geom AS geography) <-> CAST(own.geom AS geography)"
        "    > 100 + (SELECT min(CAST(f.geom AS geography) <-> CAST(r.geom AS geography)) FROM region r)"
        "    OR (f.region_taken_from = 'point') <> ST_Intersects(f.geom, own.geom)"
    )
    assert wrong == []


def test_a_region_is_understood_by_code_and_by_present_and_earlier_names(database: str, tmp_path: Path) -> None:
    deliver(csv_file(tmp_path, *(row(source_key=word, **NO_POINT, region_code=word) for word, _ in WORDS)))

    assert dict(rows.run("SELECT source_key, region_code FROM facility")) == dict(WORDS)


def test_a_word_for_two_regions_or_none_is_refused_without_a_point_and_counted_with_one(database: str, tmp_path: Path) -> None:
    words = ("Almaty", "Narnia", "99")  # Almaty: the city, or the region around it
    without, with_point = [row(**NO_POINT, region_code=word) for word in words], [row(region_code=word) for word in words]

    report = deliver(csv_file(tmp_path, *without, *with_point))

    assert report.reasons == {"unknown_region": 3}
    assert report.unread_region_count == 3
    assert rows.run("SELECT DISTINCT region_code FROM facility") == [("35",)]


def test_a_declared_region_that_the_point_contradicts_is_counted(database: str, tmp_path: Path) -> None:
    report = deliver(csv_file(tmp_path, row(region_code="47"), row(region_code="35"), row()))

    assert report.other_region_count == 1
    assert report.places == {"point": 3, "nearest": 0, "declared": 0}


def test_what_hangs_on_a_facility_moves_with_it_to_another_region(database: str, tmp_path: Path) -> None:
    facility_id = rows.facility(source_key="K-1")
    rows.device(facility_id, date(2010, 1, 1), 10)

    deliver(csv_file(tmp_path, row(source_key="K-1", **AKTAU)))

    assert rows.run("SELECT region_code FROM facility UNION ALL SELECT region_code FROM device") == [("47",), ("47",)]


def test_the_district_is_the_one_that_holds_the_point_else_the_nearest_of_the_region(database: str, tmp_path: Path) -> None:
    rows.district("351000000", "POLYGON(((73 49.7, 73.3 49.7, 73.3 49.9, 73 49.9, 73 49.7)))")
    places = {"K-1": row(), "K-2": row(lon="72.9"), "K-3": row(**AKTAU), "K-4": row(**NO_POINT, region_code="35")}
    deliver(csv_file(tmp_path, *({**each, "source_key": key} for key, each in places.items())))

    found = {key: facility_value("district_code", key) for key in places}
    assert found == {"K-1": "351000000", "K-2": "351000000", "K-3": None, "K-4": None}
