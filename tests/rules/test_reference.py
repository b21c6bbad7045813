"""The reference facts: clean geometry, three names, a source for every figure, and only codes that exist."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
import shapely

REFERENCE = Path(__file__).resolve().parents[2] / "data/reference"
KATO_CODES = "10 11 15 19 23 27 31 33 35 39 43 47 55 59 61 62 63 71 75 79".split()
LANGUAGES = ("kk", "ru", "en")
TABLES = sorted(path.relative_to(REFERENCE).as_posix() for path in REFERENCE.glob("*.csv"))
LAYERS = ("neighbours", "seas", "lakes", "rivers")


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def collection(name: str) -> dict:
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


def shapes(name: str) -> list[shapely.Geometry]:
    return [shapely.geometry.shape(feature["geometry"]) for feature in collection(name)["features"]]


def codes(name: str, column: str) -> set[str]:
    return {row[column] for row in rows(name)}


def regions_by_code() -> dict[str, dict]:
    return {
        f["properties"]["region_code"]: f["properties"] for f in collection("regions.geojson")["features"]
    }


def test_regions_are_the_20_of_kato_with_iso_codes_and_three_names():
    regions = regions_by_code()
    assert sorted(regions) == KATO_CODES
    for code, region in regions.items():
        assert region["iso_code"] == f"KZ-{code}"
        assert all(region[f"name_{language}"] for language in LANGUAGES)


def test_regions_stay_under_150_kilobytes():
    assert (REFERENCE / "regions.geojson").stat().st_size < 150_000


def test_regions_meet_without_overlap_and_without_gap():
    polygons = shapes("regions.geojson")
    assert shapely.is_valid(polygons).all()
    assert shapely.coverage_is_valid(polygons)  # neighbours share the very same points
    country = shapely.union_all(polygons)
    assert shapely.area(country) == pytest.approx(shapely.area(polygons).sum(), abs=1e-9)
    assert sum(len(part.interiors) for part in shapely.get_parts(country)) == 0


def test_regions_lie_in_kazakhstan_and_have_two_dimensions():
    polygons = shapes("regions.geojson")
    west, south, east, north = shapely.total_bounds(polygons)
    assert (46, 40, 88, 56) == (int(west), int(south), int(east) + 1, int(north) + 1)
    assert not shapely.has_z(polygons).any()


def test_regions_formed_in_2022_say_so_and_cities_have_no_centre():
    regions = regions_by_code()
    assert {code for code, region in regions.items() if region["formed_on"]} == {"10", "33", "62"}
    assert {code for code, region in regions.items() if region["centre_en"] is None} == {"71", "75", "79"}


@pytest.mark.parametrize(
    ("name_en", "lon", "lat", "region_code"),
    [
        ("Ekibastuz", 75.32, 51.72, "55"),
        ("Balkhash, on a lake shore", 74.98, 46.85, "35"),
        ("Aktau, on the sea", 51.17, 43.66, "47"),
        ("Baikonur", 63.32, 45.62, "43"),
        ("Semey, in a region formed in 2022", 80.25, 50.42, "10"),
        ("Zhezkazgan, in a region formed in 2022", 67.71, 47.80, "62"),
        ("Taldykorgan, in a region formed in 2022", 78.37, 45.02, "33"),
        ("Almaty, a city inside a region", 76.93, 43.24, "75"),
        ("Talgar, just outside Almaty", 77.24, 43.30, "19"),
    ],
)
def test_a_known_city_falls_in_its_region(name_en, lon, lat, region_code):
    features = collection("regions.geojson")["features"]
    point = shapely.Point(lon, lat)
    holding = [f for f in features if shapely.contains(shapely.geometry.shape(f["geometry"]), point)]
    assert [f["properties"]["region_code"] for f in holding] == [region_code]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_basemap_layer_is_valid_and_names_its_source(layer):
    data = collection(f"basemap/{layer}.geojson")
    assert data["source"]
    assert data["licence"]
    assert (REFERENCE.parents[1] / data["derived_by"]).exists()
    assert shapely.is_valid(shapes(f"basemap/{layer}.geojson")).all()


@pytest.mark.parametrize("layer", ["neighbours", "seas"])
def test_what_surrounds_the_country_covers_no_part_of_it(layer):
    country = shapely.union_all(shapes("regions.geojson"))
    outside = [s for s in shapes(f"basemap/{layer}.geojson") if not shapely.within(s.centroid, country)]
    assert shapely.area(shapely.intersection(outside, country)).max() < 1e-4  # square degrees: rounding only


def test_the_basemap_stays_under_400_kilobytes():
    assert sum(path.stat().st_size for path in (REFERENCE / "basemap").iterdir()) < 400_000


def test_settlements_have_three_names_a_region_and_people():
    places = rows("basemap/places.csv")
    assert len(places) == len({place["settlement_id"] for place in places})
    for place in places:
        assert all(place[f"name_{language}"] for language in LANGUAGES)
        assert place["region_code"] in KATO_CODES
        assert int(place["population"]) > 0
        assert 1 <= int(place["rank"]) <= 7
    assert sum(place["is_region_centre"] == "true" for place in places) == 20


@pytest.mark.parametrize("table", TABLES)
def test_a_name_stands_in_all_three_languages_or_in_none(table):
    for row in rows(table):
        for stem in {column.removesuffix("_en") for column in row if column.endswith("_en")}:
            assert len({bool(row[f"{stem}_{language}"]) for language in LANGUAGES}) == 1, (table, stem, row)


@pytest.mark.parametrize("table", TABLES)
def test_every_code_used_exists(table):
    known = {
        "region_code": {*KATO_CODES, ""},
        "body_code": codes("bodies.csv", "body_code"),
        "lead_body_code": codes("bodies.csv", "body_code"),
        "indicator_code": codes("indicators.csv", "indicator_code"),
        "series_code": codes("series.csv", "series_code"),
        "number": codes("instructions.csv", "number"),
    }
    for column in known.keys() & rows(table)[0].keys():
        assert codes(table, column) <= known[column]


def test_every_region_has_an_akimat_and_a_labour_inspectorate():
    for kind in ("akimat", "inspectorate"):
        assert sorted(r["region_code"] for r in rows("bodies.csv") if r["kind"] == kind) == KATO_CODES


def test_hazard_types_add_up_to_the_published_total_and_mark_what_is_derived():
    types = rows("hazard_types.csv")
    assert sum(int(row["facility_count"]) for row in types) == 200_000
    for row in types:
        assert row["source_url"]
        assert (row["is_derived"] == "false") == (row["facility_count"] == row["facility_count_published"])
        assert bool(row["note"]) == (row["is_derived"] == "true")


def test_activities_are_21_sections_and_88_divisions():
    levels = [row["level"] for row in rows("activities.csv")]
    assert (levels.count("1"), levels.count("2")) == (21, 88)


@pytest.mark.parametrize("table", ["figures.csv", "targets.csv", "risk_rules.csv", "instructions.csv"])
def test_every_fact_names_its_source(table):
    assert all(row["source_url"].strip() for row in rows(table))


def test_a_figure_has_a_number_a_unit_and_a_period_and_stands_once():
    figures = rows("figures.csv")
    for row in figures:
        assert re.fullmatch(r"-?\d+(\.\d+)?", row["value"])
        assert row["unit"]
        assert date.fromisoformat(row["period_start"]) < date.fromisoformat(row["period_end"])
        assert row["is_derived"] == "false" or row["note"], "a derived figure says how"
    stands = [tuple(v for k, v in row.items() if k not in ("value", "note")) for row in figures]
    assert len(stands) == len(set(stands))


def test_only_the_official_end_points_of_a_target_are_not_interpolated():
    official = {
        (r["indicator_code"], r["year"]) for r in rows("targets.csv") if r["is_interpolated"] == "false"
    }
    assert official == {
        ("fatal_rate_per_1000_employees", "2024"),
        ("fatal_rate_per_1000_employees", "2030"),
        ("victims_per_death", "2024"),
        ("victims_per_death", "2030"),
        ("risk_assessment_coverage_pct", "2030"),
        ("insurance_coverage_pct", "2030"),
    }


def test_published_instructions_carry_no_outcome_and_no_deadline_before_their_day():
    for row in rows("instructions.csv"):
        assert not [column for column in row if re.search("state|outcome|done|report|decision", column)]
        assert row["issued_on"] <= row["known_on"]
        assert not row["due_on"] or row["issued_on"] < row["due_on"]
        assert bool(row["due_on"]) == bool(row["due_as_published"])


def test_the_rules_of_a_law_follow_each_other_without_a_gap():
    safety = [row for row in rows("risk_rules.csv") if row["law"] == "industrial_safety"]
    assert [(r["regime"], r["valid_from"], r["valid_to"]) for r in safety] == [
        ("points", "2016-01-01", "2025-12-31"),
        ("rule", "2026-01-01", "9999-12-31"),
    ]
    constants = json.loads(safety[0]["constants"])
    assert constants["significant_weight"] + constants["minor_weight"] == 1
