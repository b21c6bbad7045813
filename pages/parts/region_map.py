"""A small map of the regions, shaded by a rate, with the rate written on each."""

import json
from typing import Any

import altair as alt
from pandas import DataFrame

from pages.parts import compared, palette
from pages.parts.words import _, number

HEIGHT_PX = 330
PARALLELS, MERIDIAN = [42, 54], -67
DIGITS = 2


def chart(outlines: DataFrame, listed: DataFrame) -> alt.LayerChart:
    """Outlines of region_outlines() shaded by the rate of region_rates.listed(), which is written on each."""
    features = _features(outlines, listed.set_index("region_code").to_dict("index"))
    shapes = alt.Chart(alt.Data(values=features)).mark_geoshape(stroke=palette.tokens()["page"], strokeWidth=1)
    tooltip = [
        alt.Tooltip("properties.name:N", title=_("Region")),
        alt.Tooltip("properties.told:N", title=_("Rate and 95% interval")),
        alt.Tooltip("properties.count:N", title=_("People")),
    ]
    filled = shapes.encode(fill=_shade("properties.rate:Q"), tooltip=tooltip)
    return alt.layer(filled, *_labels(features)).project(
        type="conicEqualArea", parallels=PARALLELS, rotate=[MERIDIAN, 0, 0]
    ).properties(height=HEIGHT_PX)  # fmt: skip


def _features(outlines: DataFrame, by_region: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"type": "Feature", "geometry": json.loads(row["outline"]), "properties": _properties(row, by_region)}
        for row in outlines.to_dict("records")
    ]


def _properties(row: dict[str, Any], by_region: dict[str, dict[str, Any]]) -> dict[str, Any]:
    found = by_region[row["region_code"]]
    rate = found["rate"] if compared.is_known(found["rate"]) and not found["is_few"] else None
    word = _("few") if found["is_few"] else number(rate, DIGITS)
    place = {"lon": row["label_longitude"], "lat": row["label_latitude"], "is_small": bool(row["is_small"])}
    return place | {
        "name": found["name"],
        "told": found["told"],
        "count": number(found["count"]),
        "rate": rate,
        "word": word,
    }


def _shade(field: str) -> alt.Fill:
    colours = palette.tokens()
    scale = alt.Scale(range=[colours["shade_low"], colours["shade_high"]])
    return alt.Fill(field, scale=scale, legend=None)


def _labels(features: list[dict[str, Any]]) -> list[alt.Chart]:
    """The rate written on a region; a city is too small for a word and shows as a dot of its shade."""
    colours = palette.tokens()
    base = alt.Chart(DataFrame([each["properties"] for each in features])).encode(longitude="lon:Q", latitude="lat:Q")
    is_small = alt.FieldEqualPredicate(field="is_small", equal=True)
    dots = base.transform_filter(is_small).mark_circle(size=120, opacity=1, stroke=colours["ink"], strokeWidth=0.8)
    words = base.transform_filter(~is_small).mark_text(fontSize=12, fontWeight=600, color=colours["ink"])
    tooltip = [
        alt.Tooltip("name:N", title=_("Region")),
        alt.Tooltip("told:N", title=_("Rate and 95% interval")),
    ]
    return [dots.encode(fill=_shade("rate:Q"), tooltip=tooltip), words.encode(text="word:N")]
