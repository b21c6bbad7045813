"""Points out of a CSV: a line each, with columns of longitude and latitude in degrees."""

import csv
import io
import math

import numpy as np
import shapely

from pages.parts.own_file.shapes import CannotRead, Shapes, name_among

LONGITUDE = {"lon", "lng", "long", "longitude", "x", "долгота", "бойлық"}
LATITUDE = {"lat", "latitude", "y", "широта", "ендік"}
ENCODINGS = ("utf-8-sig", "cp1251")
DELIMITERS = ",;\t"


def from_csv(content: bytes, language: str) -> Shapes:
    """Points of the lines that have both degrees. Raises CannotRead."""
    text = _text(content)
    heading = text.partition("\n")[0]
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=heading.count))
        lon, lat = (_column(reader.fieldnames or [], words) for words in (LONGITUDE, LATITUDE))
        lines = list(reader)
    except csv.Error as error:
        raise CannotRead("damaged") from error
    places = np.array([[_degrees(line[lon]), _degrees(line[lat])] for line in lines], dtype=float).reshape(-1, 2)
    points = shapely.points(places)
    points[~np.isfinite(places).all(axis=1)] = None
    return Shapes(points, [name_among({key: value for key, value in line.items() if key}, language) for line in lines], None)


def _text(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotRead("damaged")


def _column(fields: list[str] | tuple[str, ...], words: set[str]) -> str:
    found = [field for field in fields if field and field.strip().lower() in words]
    if not found:
        raise CannotRead("columns_missing")
    return found[0]


def _degrees(cell: str | None) -> float:
    """A number with a decimal point or comma; not a number for anything else."""
    try:
        return float((cell or "").strip().replace(",", "."))
    except ValueError:
        return math.nan
