"""The rows of the small multiples: a region a row, its years in lists, worst prospects first."""

from math import ceil
from typing import Any

from pandas import DataFrame, Series

from pages.parts import (
    definition,
    injury_outlook,
    injury_panel_table,
    injury_panels,
    injury_rows,
    injury_words,
    lattice,
    palette,
    published,
    region_chart,
    register_years,
)
from pages.parts.cached import ask
from pages.parts.compared import FEW, is_known
from pages.parts.injury_chosen import Chosen, indicator_names, region_names
from pages.parts.injury_piece import Piece
from pages.parts.words import _
from pages.parts.year_marks import PART
from queries import figures, indicators

WIDE, NARROW, MOST_LETTERS = 5, 2, 17
MOST_IN_VIEW = 0.97
FAN = {"value": "fan", "low_80": "low_80", "high_80": "high_80", "low_95": "low_95", "high_95": "high_95"}
Row = dict[str, Any]


def listed(chosen: Chosen) -> DataFrame:
    """Panels of all regions the reader may see, in the order of their chance of meeting the target, else of their last value."""
    years, fans = ask(indicators.of_years, indicator=chosen.indicator), injury_outlook.paths(chosen.indicator)
    foreseen = {row["region_code"]: row for row in injury_outlook.of_regions(chosen.indicator).to_dict("records")}
    rows = [
        _row(chosen, code, name, years[years["region_code"] == code], fans[fans["region_code"] == code], foreseen.get(code))
        for code, name in region_names().items()
    ]
    return DataFrame(sorted(rows, key=lambda row: row["order"])).drop(columns="order")


def piece(chosen: Chosen) -> Piece:
    """The picture, its narrow form, and the same figures as a table."""
    rows = listed(chosen)
    title = _("Region by region: {indicator}").format(indicator=indicator_names()[chosen.indicator])
    if not any(len(each) for each in rows["year"]):
        return Piece(title, nothing=_("No region has both events and a denominator known for any year."))
    opens, wide, narrow = injury_rows.address_of_year(chosen), grid(rows, chosen.indicator, WIDE), grid(rows, chosen.indicator, NARROW)
    told = "; ".join(f"{row['name']}: {row['verdict']}" for row in rows.to_dict("records"))
    shown = {
        "about": definition.of_indicator(chosen.indicator),
        "chart": injury_panels.chart(rows, wide, address=opens),
        "narrow": injury_panels.chart(rows.assign(name=[shortened(name) for name in rows["name"]]), narrow, address=opens),
        **injury_panel_table.shown(chosen), "note": _note(rows, chosen), "told": f"{title}. {told}",
    }  # fmt: skip
    return Piece(title, injury_panel_table.above(rows), shown)


def shortened(name: str) -> str:
    """The name of a region without the word for region, where a narrow panel has no room for it."""
    words = {"область", "облысы", "Region"}
    return " ".join(each for each in name.split() if each not in words) if len(name) > MOST_LETTERS else name


def _note(rows: DataFrame, chosen: Chosen) -> str:
    said = [_("Hollow mark: fewer than five events; diamond: the months of a year not over.")]
    if injury_rows.has_rows(chosen.indicator):
        said.append(_("A mark opens the accidents of its year."))
    if any(value is not None for each in rows["low"] for value in each):
        said.append(_("Bands are cut at the top of the scale; a triangle there is a value over it, said beside."))
    if rows["broke"].notna().any():
        said.append(_("Dotted upright line: borders changed in June 2022, no line crosses it."))
    if any(len(each) for each in rows["point"]):
        said.append(_("Squares: published figures of the region, another series; a click opens the source."))
    return injury_words.note(chosen.indicator, *said)


def _row(chosen: Chosen, code: str, name: str, years: DataFrame, fan: DataFrame, foreseen: Row | None) -> Row:
    places = injury_words.digits(chosen.indicator) + 1
    marks, colours = register_years.marks(years), palette.tokens()
    known = foreseen is not None and is_known(foreseen["chance"])
    last = marks.iloc[-1] if len(marks) else None
    broke_on = register_years.broken(years)
    return {
        "region_code": code, "name": name, "verdict": injury_outlook.verdict(foreseen) if len(marks) else _("no data"),
        "tone": injury_outlook.tone(foreseen["chance"] if foreseen else float("nan")),
        "edge": colours["accent"] if chosen.region == code else "transparent",
        "last_year": int(last["year"]) if last is not None else None,
        "broke": broke_on.year + broke_on.timetuple().tm_yday / 365 - 0.5 if broke_on else None,
        "year": marks["year"].tolist(), "segment": marks["segment"].tolist(),
        "few": [int(n < FEW) for n in marks["numerator"]], "part": [int(kind == PART) for kind in marks["kind"]],
        **{field: short(marks[field], places) for field in ("value", "low", "high")},
        **_path(chosen.indicator, code, places),
        "fan_year": fan["year"].tolist(), **{to: short(fan[field], places) if len(fan) else [] for field, to in FAN.items()},
        **_points(chosen.indicator, code, places),
        "order": (not known, foreseen["chance"] if known and foreseen else -last["value"] if last is not None else 0.0),
    }  # fmt: skip


def _path(indicator: str, code: str, places: int) -> Row:
    path = injury_outlook.targets(indicator, code)
    return {"path_year": path["year"].tolist(), "path": short(path["value"], places)}


def _points(indicator: str, code: str, places: int) -> Row:
    """Official figures of full years of the region."""
    rows = ask(figures.regional)
    own = rows[(rows["region_code"] == code) & (rows["indicator_code"] == indicator)].to_dict("records")
    full = [row for row in own if published.is_full_year(row["period_start"], row["period_end"])]
    return {
        "point_year": [row["period_end"].year for row in full],
        "point": short([row["value"] for row in full], places),
        "point_source": [row["source_url"] for row in full],
    }


def short(values: Any, places: int) -> list[float | None]:
    """Values with no more decimals than a picture shows; None where not known."""
    return [round(float(value), places) if is_known(value) else None for value in values]


def grid(rows: DataFrame, indicator: str, columns: int) -> lattice.Lattice:
    """The shared scale: last values and targets are within it; of the others a few may lie over it, so that the rest can be told."""
    years = [year for field in ("year", "path_year", "fan_year") for each in rows[field] for year in each]
    values = [value for each in rows["value"] for value in each if value is not None]
    last = [next((value for value in reversed(each) if value is not None), 0.0) for each in rows["value"]]
    shown = [Series(values).quantile(MOST_IN_VIEW), *last, *(value for each in rows["path"] for value in each)]
    top = max(shown) * 1.1 or 1.0
    ticks = region_chart.ticks(top)
    digits = injury_words.digits(indicator)
    return lattice.Lattice(len(rows), columns, min(years), max(years), round(top, 6), ticks[:: ceil(len(ticks) / 4)], digits)
