"""The reference geometry: 20 clean regions, a light basemap that meets them, settlements in a region."""

import pytest
import shapely

from tests.rules.reference_files import LANGUAGES, REFERENCE, collection, regions_by_code, rows, shapes

KATO_CODES = "10 11 15 19 23 27 31 33 35 39 43 47 55 59 61 62 63 71 75 79"
INLAND = ("North Aral Sea", "South Aral Sea", "Barsakelmes")
LAYERS = ("neighbours", "seas", "lakes", "rivers")


def test_regions_are_the_20_of_kato_with_iso_codes_and_three_names():
    regions = regions_by_code()
    assert " ".join(sorted(regions)) == KATO_CODES
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
    assert (int(west), int(south), int(east) + 1, int(north) + 1) == (46, 40, 88, 56)
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
    around = [
        shapely.geometry.shape(feature["geometry"])
        for feature in collection(f"basemap/{layer}.geojson")["features"]
        if feature["properties"]["name_en"] not in INLAND
    ]
    overlap = shapely.area(shapely.intersection(around, country))
    assert overlap.max() < 1e-4  # square degrees, about a square kilometre: rounding only


def test_the_basemap_stays_under_400_kilobytes():
    assert sum(path.stat().st_size for path in (REFERENCE / "basemap").iterdir()) < 400_000


def test_settlements_have_three_names_a_region_and_people():
    places, regions = rows("basemap/places.csv"), regions_by_code()
    assert len(places) == len({place["settlement_id"] for place in places})
    for place in places:
        assert all(place[f"name_{language}"] for language in LANGUAGES)
        assert place["region_code"] in regions
        assert int(place["population"]) > 0
        assert 1 <= int(place["rank"]) <= 7
    assert sum(place["is_region_centre"] == "true" for place in places) == 20
