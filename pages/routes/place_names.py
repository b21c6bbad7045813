"""Which names stand on the map at which zoom: the larger places first, none over another."""

import csv
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pages.parts.map.view import COUNTRY as COUNTRY_BOX

FOLDER = Path(__file__).parents[2] / "data" / "reference" / "basemap"
FIRST_ZOOM, LAST_ZOOM = 3, 9
LAST_RANK = {3: 2, 4: 2, 5: 4, 6: 5, 7: 6}
PIXELS_OF_A_TILE = 512
WIDTH_OF_A_LETTER, HEIGHT_OF_A_LINE = 0.58, 1.5  # of the letter size
CENTRE, PLACE, WATER, COUNTRY = 1, 2, 3, 4
SIZES = {1: 14, 2: 13}  # by rank; 12 pixels is the least that can be read
COUNTRIES = {"RUS": (57.6, 53.7), "CHN": (84.6, 43.6), "KGZ": (74.9, 41.5), "UZB": (63.0, 41.9), "TKM": (57.6, 40.3)}
WATERS = {"Caspian Sea": (50.4, 45.3), "Lake Balkhash": (75.4, 46.35), "North Aral Sea": (60.6, 46.4), "Lake Zaisan": (84.0, 48.0)}


@dataclass(frozen=True)
class Name:
    """A name at its place; the lower the rank, the earlier it is put on the map."""

    text: str
    kind: int
    rank: int
    lon: float
    lat: float

    @property
    def size(self) -> int:
        """Letter size, pixels."""
        return SIZES.get(self.rank, 12)

    def at(self, zoom: float) -> tuple[float, float]:
        """Column and row of the place in tiles of a zoom."""
        column = (self.lon + 180) / 360 * 2**zoom
        row = (1 - math.asinh(math.tan(math.radians(self.lat))) / math.pi) / 2 * 2**zoom
        return column, row

    def box(self, zoom: int) -> tuple[float, float, float, float]:
        """West, north, east and south of the letters in pixels, where the zoom is drawn smallest."""
        column, row = (each * PIXELS_OF_A_TILE for each in self.at(zoom - 0.5))
        half = len(self.text) * self.size * WIDTH_OF_A_LETTER / 2 + 3
        return column - half, row - self.size * HEIGHT_OF_A_LINE, column + half, row


def tile(z: int, x: int, y: int, language: str) -> bytes:
    """GeoJSON of the names whose places lie in a tile: t text, k kind (1 centre of a region, 2 place, 3 water, 4 country), s size."""
    here = [name for name in shown(z, language) if (math.floor(name.at(z)[0]), math.floor(name.at(z)[1])) == (x, y)]
    return json.dumps({"type": "FeatureCollection", "features": [_feature(name) for name in here]}, ensure_ascii=False).encode()


@cache
def shown(z: int, language: str) -> list[Name]:
    """The names of a zoom in a language: by rank, each left out that would stand over an earlier one or over the edge of the first view."""
    kept: list[Name] = []
    for name in known(language):
        if name.rank <= LAST_RANK.get(z, 9) and _in_view(name.box(z), z) and not any(_meet(name.box(z), other.box(z)) for other in kept):
            kept.append(name)
    return kept


@cache
def known(language: str) -> list[Name]:
    """Every name of the basemap, first rank first."""
    return sorted([*_places(language), *_others(language)], key=lambda name: name.rank)


def _places(language: str) -> Iterator[Name]:
    with (FOLDER / "places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = CENTRE if row["is_region_centre"] == "true" else PLACE
            yield Name(row[f"name_{language}"], kind, int(row["rank"]), float(row["lon"]), float(row["lat"]))


def _others(language: str) -> Iterator[Name]:
    for row in _properties("neighbours.geojson"):
        if row["country_code"] in COUNTRIES:
            yield Name(row[f"name_{language}"], COUNTRY, 1, *COUNTRIES[row["country_code"]])
    for row in [*_properties("seas.geojson"), *_properties("lakes.geojson")]:
        if row["name_en"] in WATERS:
            yield Name(row[f"name_{language}"], WATER, 1 if row["name_en"] == "Caspian Sea" else 4, *WATERS[row["name_en"]])


def _properties(file_name: str) -> list[dict[str, Any]]:
    return [each["properties"] for each in json.loads((FOLDER / file_name).read_text(encoding="utf-8"))["features"]]


def _in_view(box: tuple[float, float, float, float], z: int) -> bool:
    west, east = (Name("", PLACE, 1, lon, 0).box(z)[side] for lon, side in ((COUNTRY_BOX[0], 0), (COUNTRY_BOX[2], 2)))
    return west < box[0] and box[2] < east


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _feature(name: Name) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [name.lon, name.lat]}
    return {"type": "Feature", "geometry": point, "properties": {"t": name.text, "k": name.kind, "s": name.size}}
