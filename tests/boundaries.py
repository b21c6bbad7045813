"""Layers of districts as others deliver them: a region of the reference facts cut into strips, in any of the three formats."""

import json
import zipfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from data.database import raw_connection
from data.imports.boundaries import BoundaryReport, import_boundaries

REGIONS = Path(__file__).parents[1] / "data" / "reference" / "regions.geojson"
ASTANA, SHYMKENT = "71", "79"
Feature = dict[str, Any]


@cache
def region(code: str) -> BaseGeometry:
    """The outline of a region."""
    features = json.loads(REGIONS.read_text(encoding="utf-8"))["features"]
    return next(shapely.geometry.shape(each["geometry"]) for each in features if each["properties"]["region_code"] == code)


def districts(code: str = ASTANA, count: int = 2) -> list[Feature]:
    """The region cut from west to east into districts that meet: columns by name, the shape under geometry."""
    west, south, east, north = region(code).bounds
    step = (east - west) / count
    strips = [shapely.box(west + n * step, south, west + (n + 1) * step, north) for n in range(count)]
    return [feature(f"{code}{n}000000", strip.intersection(region(code))) for n, strip in enumerate(strips, start=1)]


def feature(code: str | None, shape: BaseGeometry | None, **given: Any) -> Feature:
    """One district; what is given changes or adds columns."""
    named = {"name_kk": f"Аудан {code}", "name_ru": f"Район {code}", "name_en": f"District {code}"}
    return {"kato": code, **named, "geometry": shape, **given}


def layer(folder: Path, features: list[Feature], name: str = "districts.geojson", crs: str | None = "EPSG:4326") -> Path:
    """A file of the features: GeoJSON, GPKG, or a shapefile in an archive, by its ending."""
    path = folder / name
    frame = geopandas.GeoDataFrame(features, geometry="geometry", crs="EPSG:4326")
    frame = frame if crs in (None, "EPSG:4326") else frame.to_crs(crs)
    if path.suffix == ".zip":
        return zipped(path, shapefile(folder, frame))
    frame.to_file(path)
    return path


def shapefile(folder: Path, frame: geopandas.GeoDataFrame) -> list[Path]:
    """The files of a shapefile, its long columns cut as that format does."""
    parts = folder / "parts"
    parts.mkdir(exist_ok=True)
    frame.to_file(parts / "layer.shp", encoding="utf-8")
    return sorted(parts.glob("layer.*"))


def zipped(path: Path, files: list[Path], inside: str = "") -> Path:
    """An archive of files, each under its own name in the folder inside."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, f"{inside}{file.name}")
    return path


def upload(path: Path, **given: Any) -> BoundaryReport:
    """Imports a layer as the writer, from the source upload unless another is given."""
    values = {"source_code": "upload", "author": "test", **given}
    with closing(raw_connection("MAP_WRITER_URL")) as connection:
        return import_boundaries(connection, path, **values)


def parts_of(folder: Path) -> list[Path]:
    """The files of a good shapefile."""
    layer(folder, districts(), "good.zip")
    return sorted((folder / "parts").glob("layer.*"))
