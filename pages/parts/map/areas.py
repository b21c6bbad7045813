"""Regions and districts as areas of the map: shaded by the share that is bad in the colouring, or by injuries per 1,000 employees."""

import json
from datetime import date
from typing import Any

import shapely
from pandas import DataFrame

from pages.parts import compared
from pages.parts.map import area_names
from pages.parts.words import _, named, number
from queries import facilities, injuries
from queries.db import Viewer
from queries.facilities import Filters

LEVELS = ("region", "district")
MEASURES = ("share", "injured", "killed")
COLUMNS = ["code", "name", "count", "base", "facilities", "rate", "step", "short", "told"]
RATE_DIGITS = {"injured": 2, "killed": 3}
Row = dict[str, Any]


def valued(viewer: Viewer, as_of: date, *, level: str, measure: str, filters: Filters) -> DataFrame:
    """What each area is shaded by and says of itself, highest first.

    code; name in the reader's language; count of bad facilities or of people; base: facilities known of, or employees; rate per 100
    or per 1,000, none where it would stand on fewer than five; step 1 to 4, 0 without a rate; short: for the map; told: in words.
    """
    if measure == "share":
        return _shares(facilities.areas(viewer, as_of, level=level, filters=filters))
    return _rates(injuries.by_region(viewer, as_of), measure)


def _shares(rows: DataFrame) -> DataFrame:
    made = [
        {"code": row["code"], "name": named(row), "count": row["bad"], "base": row["known"], "facilities": row["facilities"],
         "rate": row["bad_per_100"], "step": int(row["step"])}
        for row in rows.to_dict("records")
    ]  # fmt: skip
    sentence = _("{count} of {base} facilities known of: {rate} per 100")
    return DataFrame([each | _told(each, sentence, 1) for each in made], columns=COLUMNS)


def _rates(rows: DataFrame, measure: str) -> DataFrame:
    """Rates of the reporting period; the step tells whether a region's interval lies below or above the rate of all together."""
    counts, rate = rows[f"{measure}_count"], f"{injuries.RATES[measure]}_per_1000_employees"
    overall = 1000 * counts.sum() / rows["employee_count"].sum()
    low, high = f"{injuries.RATES[measure]}_low", f"{injuries.RATES[measure]}_high"
    made = []
    for row in rows.sort_values(rate, ascending=False, na_position="last").to_dict("records"):
        value = row[rate] if compared.is_known(row[rate]) and row[f"{measure}_count"] >= compared.FEW else None
        step = 0 if value is None else 1 + sum((row[high] >= overall, value >= overall, row[low] > overall))
        each = {"code": row["region_code"], "name": named(row), "count": row[f"{measure}_count"], "base": row["employee_count"]}
        made.append(each | {"facilities": None, "rate": value, "step": step})
    sentence = _("{count} people among {base} employees: {rate} per 1,000")
    return DataFrame([each | _told(each, sentence, RATE_DIGITS[measure]) for each in made], columns=COLUMNS)


def _told(row: Row, sentence: str, digits: int) -> dict[str, str]:
    if row["rate"] is None or row["rate"] != row["rate"]:
        few = _("fewer than five: {count} of {base}").format(count=number(row["count"]), base=number(row["base"]))
        return {"short": _("few"), "told": few}
    rate = number(row["rate"], digits)
    return {"short": rate, "told": sentence.format(count=number(row["count"]), base=number(row["base"]), rate=rate)}


def features(outlines: DataFrame, rows: DataFrame, level: str, zoom: float | None = None) -> bytes:
    """The areas as GeoJSON, points with their short words and, where at the zoom there is room, with their names.

    Properties of all: k "area", id code, name and t free of markup, s step; of points: w what is written, z size and o pixels down.
    """
    by_code, sizes = rows.set_index("code").to_dict("index"), area_names.SIZES[level]
    shown = [(each, by_code[each["code"]]) for each in outlines.to_dict("records") if each["code"] in by_code]
    made = []
    for (outline, row), at in zip(shown, _places(shown, zoom, sizes), strict=True):
        said = {"k": "area", "id": outline["code"], "name": _plain(row["name"]), "t": _plain(row["told"]), "s": row["step"]}
        made.append(_feature(json.loads(outline["outline"]), said))
        if at:
            point = {"type": "Point", "coordinates": [at.lon, at.lat]}
            made.append(_feature(point, said, w=row["short"], z=sizes.figure, o=0))
            made += [_feature(point, said, w=at.text, z=sizes.name, o=-at.up)] if at.text else []
    return json.dumps({"type": "FeatureCollection", "features": made}, ensure_ascii=False).encode()


def _places(shown: list[tuple[Row, Row]], zoom: float | None, sizes: area_names.Sizes) -> list[area_names.Placed | None]:
    """Where figures and names stand; without a zoom every figure in its place, and no name."""
    if zoom is None:
        return [area_names.Placed(outline["lon"], outline["lat"]) for outline, _row in shown]
    areas = [
        area_names.Area(_plain(row["name"]), row["short"], shapely.from_geojson(outline["outline"]), outline["lon"], outline["lat"])
        for outline, row in shown
    ]
    return area_names.placed(areas, zoom, sizes)


def _feature(geometry: Row, said: Row, **written: Any) -> Row:
    return {"type": "Feature", "properties": said | written, "geometry": geometry}


def _plain(name: str) -> str:
    return name.translate(str.maketrans('<>"`', "‹›”’"))
