"""How many fewer at the rate of each group of peers: a dot, its interval, and zero."""

from pandas import DataFrame

from pages.parts import charts, palette, vega
from pages.parts.vega import Spec, in_two_lines, layer, quantity, told, word
from pages.parts.words import _

ROW_PX, AXES_PX = 74, 40
SMALL = {"fontSize": 12}


def fewer(rows: DataFrame) -> Spec:
    """Rows of what_if.told() of one harm, top to bottom; names and words stand above each bar."""
    colours = palette.tokens()
    rows = rows[["name", "told", "fewer", "low", "high"]].assign(
        fill=rows["could_be_chance"].map({True: colours["page"], False: colours["accent"]})
    )
    reach = max(1.0, float(rows[["low", "high"]].abs().max().max())) * 1.08
    said = SMALL | {"align": "left", "color": colours["ink"]}
    layers = [
        layer("rule", {"color": colours["muted"]}, rows=DataFrame({"fewer": [0]}), y={"value": 0}, y2={"value": "height"}),
        layer("rule", {"strokeWidth": 9, "strokeCap": "round", "color": colours["accent_soft"]}, x=quantity("low"), x2={"field": "high"}),
        layer("point", {"size": 80, "opacity": 1, "strokeWidth": 2, "stroke": colours["accent"]}, fill=vega.colour("fill"),
              tooltip=told(name=_("Peers"), told=_("In words"))),
        layer("text", said | {"dy": -16}, x={"value": 0}, text=word("name")),
        layer("text", said | {"dy": 17, "fontWeight": 600} | in_two_lines("; "), x={"value": 0}, text=word("told")),
    ]  # fmt: skip
    axis = {"labelExpr": charts.number_labels(), "tickCount": 5, "tickMinStep": 1, "format": ",.0f", "domain": False, "ticks": False}
    x = quantity("fewer", title=_("People fewer"), axis=axis | {"titleAnchor": "start"}, scale={"domain": [-reach, reach], "nice": False})
    y = word("name", title=None, sort=list(rows["name"]), axis=None)
    return vega.layered(layers, rows=rows, height=ROW_PX * len(rows) + AXES_PX, x=x, y=y)
