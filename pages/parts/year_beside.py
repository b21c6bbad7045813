"""What stands beside a series over the years: the fan of a forecast, and points of published series, never joined."""

from dataclasses import dataclass, field

from pandas import DataFrame

from pages.parts import palette
from pages.parts.vega import Spec, group, layer, quantity, told, word
from pages.parts.words import _, number

SMALL = {"fontSize": 12}
SHAPES = {"square": "□", "triangle-up": "△", "diamond": "◇"}
FAN = ["year", "value", "low_80", "high_80", "low_95", "high_95"]
POINTS = ["year", "value", "told", "name", "source_url"]
WIDE_ENOUGH_PX = 700


@dataclass(frozen=True)
class Beside:
    """The fan (columns FAN) and the points (columns POINTS) of a chart, the name of its target, decimals, height in pixels."""

    fan: DataFrame = field(default_factory=lambda: DataFrame(columns=FAN))
    points: DataFrame = field(default_factory=lambda: DataFrame(columns=POINTS))
    target_name: str = ""
    digits: int = 3
    height: int = 300

    @property
    def room(self) -> float:
        """Years of empty room at the right: the words of the fan stand there."""
        return 1.7 if len(self.fan) else 0.7

    @property
    def series_count(self) -> int:
        """Published series among the points, each a line of the key on top."""
        return int(self.points["name"].nunique())


def most(beside: Beside) -> float:
    """The highest value that must be in view; what of the widest fan lies over it is cut."""
    return max([0.0, *beside.fan["high_80"], *beside.points["value"]])


def fan(beside: Beside, top: float) -> list[Spec]:
    """Between which the rate lies with 95 and with 80 of 100 chances, and the middle; cut at the top of the scale."""
    if beside.fan.empty:
        return []
    accent, rows = palette.tokens()["accent"], _in_words(beside)
    drawn = rows.assign(**{column: rows[column].clip(upper=top) for column in ("high_80", "high_95")})
    tooltip = [quantity("year", title=_("Year"), format="d"), *told(told=_("Forecast"), within_80="80%", within_95="95%")]
    bands = [
        layer("area", {"color": accent, "opacity": opacity}, y=quantity(f"low_{part}"), y2={"field": f"high_{part}"})
        for part, opacity in ((95, 0.13), (80, 0.17))
    ]
    points = layer("point", {"size": 60, "opacity": 0}, tooltip=tooltip)
    return [group([*bands, layer("line", {"color": accent, "strokeWidth": 1.6}), points], rows=drawn), group(_said(), rows=_last(drawn))]


def _in_words(beside: Beside) -> DataFrame:
    rows = beside.fan.assign(told=[number(value, beside.digits) for value in beside.fan["value"]])
    for part in (80, 95):
        ends = zip(rows[f"low_{part}"], rows[f"high_{part}"], strict=True)
        rows[f"within_{part}"] = [f"{number(low, beside.digits)}–{number(high, beside.digits)}" for low, high in ends]
    return rows


def _last(rows: DataFrame) -> DataFrame:
    """The end of the fan, with what lies within it in words."""
    last = rows.tail(1)[["year", "value", "told", "within_80", "within_95"]]
    return last.assign(**{f"said_{part}": f"{part}%: " + last[f"within_{part}"] for part in (80, 95)})


def _said() -> list[Spec]:
    """At the end of the fan: its middle, and where there is room what lies within it."""
    colours, look = palette.tokens(), SMALL | {"align": "left", "dx": 8}
    within = [
        layer(
            "text", look | {"dy": dy, "color": colours["muted"]},
            text={"condition": {"test": f"width > {WIDE_ENOUGH_PX}", **word(f"said_{part}")}, "value": ""},
        )
        for part, dy in ((80, 16), (95, 31))
    ]  # fmt: skip
    return [layer("text", look | {"color": colours["accent"], "fontWeight": 620, "fontSize": 13}, text=word("told")), *within]


def points(rows: DataFrame) -> list[Spec]:
    """Published values: a shape a series, named in the key on top; a point opens the page it was read at."""
    if rows.empty:
        return []
    names, ink = list(dict.fromkeys(rows["name"])), palette.tokens()["ink"]
    shapes = dict(zip(names, SHAPES, strict=False))
    drawn = rows.assign(shape=rows["name"].map(shapes))
    look = {"size": 46, "opacity": 1, "filled": False, "strokeWidth": 1.5, "color": ink}
    tooltip = told(name=_("Published by"), year=_("Year"), told=_("Value"), source_url=_("Source"))
    key = DataFrame({"told": [f"{SHAPES[shapes[name]]} {name}" for name in names], "line": [8 + 17 * place for place in range(len(names))]})
    place = {"x": {"value": 8}, "y": quantity("line", scale=None, axis=None)}
    return [
        layer("point", look, rows=drawn, shape=word("shape", scale=None, legend=None), tooltip=tooltip, href=word("source_url")),
        layer("text", SMALL | {"align": "left", "color": ink, "limit": {"expr": "width - 12"}}, rows=key, **place, text=word("told")),
    ]
