"""How the degrees and the probability of a facility changed from one scoring to the next, above what happened there."""

from datetime import date
from typing import Any

import streamlit as st
from pandas import DataFrame, DateOffset, Timestamp, to_datetime

from pages.parts import charts, labels, palette, score_events, vega
from pages.parts.map.colours import PROBABILITY_BOUNDS_PCT
from pages.parts.vega import Spec, layer, told, word
from pages.parts.words import _, number, percent

LAWS = {"safety_degree": "industrial_safety", "labour_degree": "labour"}
PROBABILITY_DIGITS = 1
YEARS_SHOWN = 3
LEAST_SHARE_FOR_A_WORD, NARROW_SHARE_FOR_A_WORD = 0.09, 0.26
ROW_PX, AXIS_PX = 40, 34


def show(rows: DataFrame, events: DataFrame, as_of: date, *, name: str) -> None:
    """A band of time for each law and for the probability, the events under them on the same axis, and the table twin of the scores.

    rows and events are of queries.passport: score_over_time and events.
    """
    worded = {column: rows[column].map(labels.degrees()) for column in LAWS}
    by_hand = [", ".join(labels.laws()[law] for law in laws) for laws in rows["laws_by_hand"]]
    table = rows.assign(by_hand=by_hand, violation_class=rows["violation_class"].map(labels.violation_classes()), **worded)
    note = _(
        "Three years up to the day looked at. One step for each scoring that changed something. Points are counted also where another"
        " rule sets the degree. The lines under the bands stand in full under History."
    )
    narrow = chart(rows, events, as_of, is_narrow=True)
    charts.show(chart(rows, events, as_of), table, columns(), name=name, note=note, formats=_formats(), narrow=narrow)


def columns() -> dict[str, str]:
    """Headings of the table twin."""
    return {
        "valid_from": _("From"),
        "shown_to": _("To"),
        "points": _("Points"),
        **{column: labels.laws()[law] for column, law in LAWS.items()},
        "by_hand": _("Set by hand"),
        "probability": _("Probability in twelve months"),
        "violation_class": _("Violations of 12 quarters"),
        "overdue_prescription_count": _("Overdue prescriptions"),
    }


def _formats() -> dict[str, Any]:
    return {"probability": st.column_config.NumberColumn(columns()["probability"], format="percent")}


def chart(rows: DataFrame, events: DataFrame, as_of: date, *, is_narrow: bool = False) -> Spec:
    """One line a law, one for the probability where there is one, then one for each kind of event that happened."""
    ends_on = Timestamp(as_of)
    starts_on = ends_on - DateOffset(years=YEARS_SHOWN)
    bands = _within(spans(rows), starts_on, ends_on, NARROW_SHARE_FOR_A_WORD if is_narrow else LEAST_SHARE_FOR_A_WORD)
    marks = _within(score_events.marks(events), starts_on, ends_on, 0)
    names = [*dict.fromkeys([*bands["row"], *score_events.rows(marks)])]
    along = {"field": "starts_on", "type": "temporal", "title": None, "scale": {"domain": [_iso(starts_on), _iso(ends_on)]}}
    along["axis"] = {"format": "%m.%Y", "tickCount": 7, "grid": True, "gridDash": [1, 3], "labelFlush": True, "labelOverlap": True}
    y = word("row", title=None, sort=names, axis={"ticks": False, "domain": False, "labelLimit": 190}, scale={"paddingInner": 0.3})
    shared = {"x": along, "x2": {"field": "ends_on"}, "y": y}
    layers = [*_bands(bands, shared), *score_events.layers(marks, along, y)]
    return {"layer": layers, "height": ROW_PX * len(names) + AXIS_PX}


def _bands(bands: DataFrame, shared: Spec) -> list[Spec]:
    edge = {"stroke": palette.tokens()["page"], "cornerRadius": 1}
    said = told(row=_("What"), told=_("State"), since=_("From"))
    return [
        layer("rect", edge, rows=bands, color=vega.colour("fill"), tooltip=said, **shared),
        layer(
            "text", {"align": "left", "dx": 6, "fontSize": 12}, rows=bands[bands["word"] != ""], x=shared["x"], y=shared["y"],
            color=vega.colour("ink"), text=word("word"),
        ),
    ]  # fmt: skip


def spans(rows: DataFrame) -> DataFrame:
    """One row a scoring and band: starts_on, ends_on, row (its name), told, short (fits less room), fill, ink."""
    each = [span for row in rows.to_dict("records") for span in (*_degrees(row), *_probability(row))]
    found = DataFrame(each, columns=["row", "told", "short", "fill", "starts_on", "ends_on"])
    days = {column: to_datetime(found[column]) for column in ("starts_on", "ends_on")}
    order = {name: place for place, name in enumerate([*labels.laws().values(), _("Probability")])}
    return found.assign(**days, ink=found["fill"].map(palette.ink_on)).sort_values("row", key=lambda names: names.map(order), kind="stable")


def _degrees(row: dict[str, Any]) -> list[tuple[Any, ...]]:
    found = []
    for column, law in LAWS.items():
        degree = labels.degrees()[row[column]]
        has_points = column == "labour_degree" and row["points"] == row["points"]
        said = _("{degree}, {points} points").format(degree=degree, points=number(row["points"], 1)) if has_points else degree
        if law in row["laws_by_hand"]:
            said = _("{degree}, set by hand").format(degree=degree)
        found.append((labels.laws()[law], said, degree, palette.DEGREES[row[column]], row["valid_from"], row["shown_to"]))
    return found


def _probability(row: dict[str, Any]) -> list[tuple[Any, ...]]:
    value = row["probability"]
    if value is None or value != value:
        return []
    said, fill = percent(value, PROBABILITY_DIGITS), palette.SHARES_OF_HIGH[sum(value >= bound / 100 for bound in PROBABILITY_BOUNDS_PCT)]
    return [(_("Probability"), said, said, fill, row["valid_from"], row["shown_to"])]


def _within(rows: DataFrame, starts_on: Timestamp, ends_on: Timestamp, least_share: float) -> DataFrame:
    """What lies between two days, cut at them, with the word its width has room for; days as text, which charts read alike everywhere."""
    seen = rows[(rows["ends_on"] >= starts_on) & (rows["starts_on"] <= ends_on)]
    cut = seen.assign(since=seen["starts_on"].dt.strftime("%d.%m.%Y"))
    cut = cut.assign(starts_on=cut["starts_on"].clip(starts_on), ends_on=cut["ends_on"].clip(upper=ends_on))
    room = (cut["ends_on"] - cut["starts_on"]) / (ends_on - starts_on)
    if "told" in cut and "short" in cut:
        cut["word"] = cut["told"].where(room >= 2 * least_share, cut["short"].where(room >= least_share, ""))
    return cut.assign(**{column: cut[column].map(_iso) for column in ("starts_on", "ends_on")})


def _iso(day: Timestamp) -> str:
    return day.strftime("%Y-%m-%dT00:00:00")
