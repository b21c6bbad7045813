"""The rows of the small multiples: a region a row, its years in lists, worst prospects first; and the scale they share."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, nan
from typing import Any

from pandas import DataFrame

from pages.parts import lattice, palette, published, region_chart, year_marks
from pages.parts.cached import ask
from pages.parts.compared import FEW, is_known
from pages.parts.injuries import outlook as injury_outlook
from pages.parts.injuries import words
from pages.parts.injuries.chosen import Chosen
from pages.parts.region_names import region_names
from pages.parts.words import _
from queries import figures, indicators
from queries.records import records

FAN = {"value": "fan", "low_80": "low_80", "high_80": "high_80", "low_95": "low_95", "high_95": "high_95"}
Row = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """What is known of one region: its years, the forecast, the target and official figures by year, and where it is heading."""

    years: list[Row]
    fan: list[Row]
    path: list[Row]
    points: list[Row]
    outlook: Row | None


def listed(chosen: Chosen) -> DataFrame:
    """Panels of all regions the reader may see, in the order of their chance of meeting the target, else of their last value."""
    known = _known(chosen.indicator)
    rows = [_row(chosen, code, name, known(code)) for code, name in region_names().items()]
    return DataFrame(sorted(rows, key=lambda row: row["order"])).drop(columns="order")


def _known(indicator: str) -> Any:
    years = by_region(ask(indicators.of_years, indicator=indicator))
    fans, paths = by_region(injury_outlook.paths(indicator)), by_region(ask(figures.target_path, indicator=indicator))
    published_rows, outlook = ask(figures.regional), by_region(injury_outlook.of_regions(indicator))
    points = by_region(published_rows[published_rows["indicator_code"] == indicator])
    return lambda code: Known(years[code], fans[code], paths[code], points[code], next(iter(outlook[code]), None))


def by_region(rows: DataFrame) -> dict[str, list[Row]]:
    """Rows of regions by their code, in their order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in records(rows):
        found[row["region_code"]].append(row)
    return found


def _row(chosen: Chosen, code: str, name: str, known: Known) -> Row:
    places = words.digits(chosen.measure) + 1
    years = [row for row in known.years if is_known(row["value"])]
    chance = known.outlook["chance"] if known.outlook else nan
    return {
        "region_code": code, "name": name, "verdict": injury_outlook.verdict(known.outlook) if years else _("no data"),
        "tone": injury_outlook.tone(chance), "edge": palette.tokens()["accent"] if chosen.region == code else "transparent",
        **_marks(years, places), **_path(known.path, places), **_fan(known.fan, places), **_points(known.points, places),
        "order": (not is_known(chance), chance if is_known(chance) else -years[-1]["value"] if years else 0.0),
    }  # fmt: skip


def _marks(years: list[Row], places: int) -> Row:
    broke_on = next((row["broke_on"] for row in years if isinstance(row["broke_on"], date)), None)
    parts = [row["month_count"] < 12 for row in years]
    return {
        "last_year": years[-1]["year"] if years else None,
        "broke": broke_on.year + broke_on.timetuple().tm_yday / 365 - 0.5 if broke_on else None,
        "year": [row["year"] for row in years],
        "segment": year_marks.segments([row["year"] for row in years], parts, broke_on),
        "few": [int(row["numerator"] < FEW) for row in years],
        "part": [int(part) for part in parts],
        **{field: short((row[field] for row in years), places) for field in ("value", "low", "high")},
    }


def _path(path: list[Row], places: int) -> Row:
    return {"path_year": [row["year"] for row in path], "path": short((row["value"] for row in path), places)}


def _fan(fan: list[Row], places: int) -> Row:
    ends = {to: short((row[field] for row in fan), places) for field, to in FAN.items()}
    return {"fan_year": [row["year"] for row in fan]} | ends


def _points(points: list[Row], places: int) -> Row:
    """Official figures of full years of the region."""
    full = [row for row in points if published.is_full_year(row["period_start"], row["period_end"])]
    return {
        "point_year": [row["period_end"].year for row in full],
        "point": short((row["value"] for row in full), places),
        "point_source": [row["source_url"] for row in full],
    }


def short(values: Iterable[float], places: int) -> list[float | None]:
    """Values with no more decimals than a picture shows; None where not known."""
    return [round(float(value), places) if is_known(value) else None for value in values]


def grid(rows: DataFrame, digits: int, columns: int) -> lattice.Lattice:
    """The shared scale: targets, last values and all but the highest year of a region are within it, so that the rest can be told."""
    years = [year for field in ("year", "path_year", "fan_year") for each in rows[field] for year in each]
    second = [sorted(each)[-2:][0] for each in rows["value"] if each]
    last = [each[-1] for each in rows["value"] if each]
    top = max([*second, *last, *(value for each in rows["path"] for value in each)]) * 1.1 or 1.0
    ticks = region_chart.ticks(top)
    return lattice.Lattice(len(rows), columns, min(years), max(years), round(top, 6), ticks[:: ceil(len(ticks) / 4)], digits)
