"""Features out of GeoJSON, GeoPackage and zipped shapefiles. Each is checked to be what its name says, so that no file of another
kind, which could point elsewhere, reaches the library that reads it."""

import io
import json
import sqlite3
import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas
import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from pages.parts.own_file.shapes import CannotRead, Shapes, name_among

MOST_FEATURES_READ = 20_001
MOST_UNPACKED_BYTES = 60_000_000
PARTS = {".shp", ".shx", ".dbf", ".prj", ".cpg"}
START_OF_SHP, START_OF_SQLITE, MARKS_OF_GPKG = b"\x00\x00\x27\x0a", b"SQLite format 3\x00", {b"GPKG", b"GP10", b"GP11"}
DEGREES = ("CRS84", "4326")


def from_geojson(content: bytes, language: str) -> Shapes:
    """Features of a collection, a single feature or a bare geometry. Raises CannotRead."""
    try:
        found = json.loads(content)
        features = _features(found)
        shapes = [None if each.get("geometry") is None else shapely.from_geojson(json.dumps(each["geometry"])) for each in features]
        names = [name_among(each.get("properties") or {}, language) for each in features]
    except (ValueError, TypeError, AttributeError, RecursionError, shapely.errors.GEOSException) as error:
        raise CannotRead("damaged") from error
    return Shapes(np.array(shapes, dtype=object), names, _crs_of(found))


def _features(found: dict[str, Any]) -> list[dict[str, Any]]:
    if found.get("type") == "FeatureCollection":
        return list(found.get("features") or [])
    return [found] if found.get("type") == "Feature" else [{"geometry": found}]


def _crs_of(found: dict[str, Any]) -> str | None:
    """The reference system of the old member crs; degrees where there is none."""
    named = found.get("crs")
    name = str(named.get("properties", {}).get("name", "")) if isinstance(named, dict) and isinstance(named.get("properties"), dict) else ""
    return None if not name or name.endswith(DEGREES) else name


def from_gpkg(content: bytes, language: str) -> Shapes:
    """The first layer of a GeoPackage, which must be a plain table. Raises CannotRead."""
    if content[:16] != START_OF_SQLITE or content[68:72] not in MARKS_OF_GPKG:
        raise CannotRead("damaged")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.gpkg"
        path.write_bytes(content)
        return _read(path, language, among=_plain_tables(path))


def _plain_tables(path: Path) -> set[str]:
    """Tables that are neither views nor virtual: reading them runs nothing that the file brings along."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            return {name for _schema, name, kind, *_rest in database.execute("PRAGMA table_list") if kind == "table"}
    except sqlite3.Error as error:
        raise CannotRead("damaged") from error


def from_zip(content: bytes, language: str) -> Shapes:
    """The only shapefile of an archive. Raises CannotRead."""
    with TemporaryDirectory() as folder:
        try:
            _unpack(content, Path(folder))
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
            raise CannotRead("damaged") from error
        return _read(Path(folder) / "own.shp", language)


def _unpack(content: bytes, folder: Path) -> None:
    """The parts of the shapefile under names of our own, as far as they fit."""
    room = MOST_UNPACKED_BYTES
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        shapes = [each for each in archive.namelist() if each.lower().endswith(".shp") and not each.startswith("__MACOSX")]
        if len(shapes) != 1:
            raise CannotRead("not_one_shapefile")
        for name in archive.namelist():
            ending = name[-4:].lower()
            if name[:-4] == shapes[0][:-4] and ending in PARTS:
                with archive.open(name) as packed:
                    unpacked = packed.read(room + 1)
                room -= len(unpacked)
                if room < 0:
                    raise CannotRead("too_large")
                (folder / f"own{ending}").write_bytes(unpacked)
    if (folder / "own.shp").read_bytes()[:4] != START_OF_SHP:
        raise CannotRead("damaged")


def _read(path: Path, language: str, among: set[str] | None = None) -> Shapes:
    try:
        layers = [str(name) for name, geometry in pyogrio.list_layers(path) if geometry and (among is None or name in among)]
        if not layers:
            raise CannotRead("empty")
        frame = geopandas.read_file(path, layer=layers[0], engine="pyogrio", max_features=MOST_FEATURES_READ)
    except (DataSourceError, DataLayerError, shapely.errors.GEOSException, UnicodeDecodeError) as error:
        raise CannotRead("damaged") from error
    fields = frame.drop(columns=frame.geometry.name).to_dict("records")
    names = [name_among(row, language) for row in fields] or [""] * len(frame)
    return Shapes(np.asarray(frame.geometry.array, dtype=object), names, frame.crs.to_wkt() if frame.crs else None)
