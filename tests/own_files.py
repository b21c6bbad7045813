"""Files a reader might bring along, made for tests."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas
import shapely

from pages.parts import own_file

KARAGANDA = (73.1, 49.8)
AREA = shapely.box(73, 49.5, 73.5, 50)


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(*features: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def point(lon: float = KARAGANDA[0], lat: float = KARAGANDA[1], *height: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat, *height]}


def features_of(layer: own_file.OwnLayer) -> list[dict[str, Any]]:
    return json.loads(layer.body)["features"]


def frame(crs: str | None = "EPSG:4326", geometry: Any = AREA) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"name": ["Pit"]}, geometry=[geometry], crs="EPSG:4326").to_crs(crs or "EPSG:4326")


def gpkg(folder: Path, crs: str = "EPSG:4326") -> bytes:
    path = folder / "made.gpkg"
    frame(crs).to_file(path, engine="pyogrio")
    return path.read_bytes()


def shapefile(folder: Path, crs: str = "EPSG:4326", leave_out: tuple[str, ...] = ()) -> bytes:
    """A zipped shapefile without some of its parts."""
    frame(crs).to_file(folder / "made.shp", engine="pyogrio")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.glob("made.*")):
            if part.suffix not in leave_out:
                archive.write(part, f"a folder/{part.name}")
    return packed.getvalue()
