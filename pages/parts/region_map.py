"""A small map of the regions, shaded by a rate, with the rate written on each."""

import json
from typing import Any

from pandas import DataFrame

from pages.parts import compared, palette, region_rows, vega
from pages.parts.vega import Spec, layer, quantity, word
from pages.parts.words import _, number
from queries.records import records

HEIGHT_PX = 330
CONIC = {"type": "conicEqualArea", "parallels": [42, 54], "rotate": [-67, 0, 0]}
DIGITS = 2
OPENS = word("properties.opens")


def chart(outlines: DataFrame, listed: DataFrame) -> Spec:
    """Outlines of region_outlines() shaded by the rate of region_rates.listed(), which is written on each; a region opens its accidents."""
    features = _features(outlines, listed.set_index("region_code").to_dict("index"))
    shapes = layer(
        "geoshape", {"stroke": palette.tokens()["page"], "strokeWidth": 1}, fill=_shade(), tooltip=_told(count=_("People")), href=OPENS
    )
    return vega.layered([shapes, *_labels()], rows=DataFrame(features), height=HEIGHT_PX) | {"projection": CONIC}


def _features(outlines: DataFrame, by_region: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"type": "Feature", "geometry": json.loads(row["outline"]), "properties": _properties(row, by_region)} for row in records(outlines)
    ]


def _properties(row: dict[str, Any], by_region: dict[str, dict[str, Any]]) -> dict[str, Any]:
    found = by_region[row["region_code"]]
    rate = found["rate"] if compared.is_known(found["rate"]) and not found["is_few"] else None
    place = {"lon": row["label_longitude"], "lat": row["label_latitude"], "is_small": bool(row["is_small"])}
    return place | {
        "name": found["name"],
        "opens": found[region_rows.ACCIDENTS],
        "told": found["told"],
        "count": number(found["count"]),
        "rate": rate,
        "word": _("few") if found["is_few"] else number(rate, DIGITS),
    }


def _shade() -> Spec:
    colours = palette.tokens()
    return quantity("properties.rate", scale={"range": [colours["shade_low"], colours["shade_high"]]}, legend=None)


def _told(**further: str) -> list[Spec]:
    said = {"name": _("Region"), "told": _("Rate and 95% interval"), **further}
    return vega.told(**{f"properties.{field}": heading for field, heading in said.items()})


def _labels() -> list[Spec]:
    """The rate written on a region; a city is too small for a word and shows as a dot of its shade."""
    ink = palette.tokens()["ink"]
    at = {"longitude": quantity("properties.lon"), "latitude": quantity("properties.lat")}
    dot = {"size": 120, "opacity": 1, "stroke": ink, "strokeWidth": 0.8}
    written = {"fontSize": 12, "fontWeight": 600, "color": ink}
    return [
        layer("circle", dot, where="datum.properties.is_small", fill=_shade(), tooltip=_told(), href=OPENS, **at),
        layer("text", written, where="!datum.properties.is_small", text=word("properties.word"), **at),
    ]
