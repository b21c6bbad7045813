"""How the tests of the reference facts read them."""

import csv
import json
from pathlib import Path

import shapely

REFERENCE = Path(__file__).resolve().parents[2] / "data/reference"
LANGUAGES = ("kk", "ru", "en")


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a CSV, every value as text."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name: str, column: str) -> set[str]:
    """Values of one column of a CSV."""
    return {row[column] for row in rows(name)}


def collection(name: str) -> dict:
    """A GeoJSON collection."""
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


def shapes(name: str) -> list[shapely.Geometry]:
    """Geometries of a GeoJSON collection, in its order."""
    return [shapely.geometry.shape(feature["geometry"]) for feature in collection(name)["features"]]


def regions_by_code() -> dict[str, dict]:
    """Properties of each region."""
    properties = [feature["properties"] for feature in collection("regions.geojson")["features"]]
    return {region["region_code"]: region for region in properties}
