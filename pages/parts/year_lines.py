"""Lines over the years, what is not exact or not a full year set apart, beside the dashed path of a target."""

from datetime import date

from pandas import DataFrame, Series, concat

from pages.parts import charts, palette, vega, year_beside
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import _, month, number
from pages.parts.year_beside import Beside
from pages.parts.year_marks import FULL, PART, Drawn

SAID_PX = 44  # what the words of a value need
SMALL = {"fontSize": 12}
OPENS = "opens"  # the column with the address that a mark opens, where there is one


def line(drawn: Drawn, unit: str) -> Spec:
    """One series by year from zero up, every value said; unit titles the axis."""
    years, values = _years(drawn.marks["year"]), _values(unit, _most(drawn.marks) * 1.18)
    marks = _looks(drawn.marks, is_under=drawn.marks["kind"] == PART)
    layers = [*_break(drawn.broke_on, years), *_intervals(marks), *_series(marks, years, unit)]
    return vega.layered(layers, rows=marks, height=260, x=years, y=values)


def against_target(drawn: Drawn, targets: DataFrame, unit: str, beside: DataFrame, also: Beside | None = None) -> Spec:
    """One series by year beside the path of its target; beside holds marks of all charts that share years and scale.

    also holds what else is drawn: the fan of a forecast, points of other series.
    """
    also = also or Beside()
    years = _years(concat([each["year"] for each in (beside, targets, also.fan, also.points) if len(each)]), also.room)
    values = _values(unit, max(_most(beside), year_beside.most(also), *targets["value"]) * (1.15 + 0.08 * also.series_count))
    of_year = drawn.marks["year"].map(targets.set_index("year")["value"])
    over = set(drawn.marks["year"][drawn.marks["value"] >= of_year])
    marks = _looks(drawn.marks, is_under=drawn.marks["value"] < of_year)
    shown = year_beside.fan(also, values["scale"]["domain"][1]), _path(targets, also, over), year_beside.points(also.points)
    fans, path, points = shown
    layers = [*_break(drawn.broke_on, years), *fans, *_intervals(marks), *path, *points, *_series(marks, years, unit)]
    return vega.layered(layers, rows=marks, height=also.height, x=years, y=values)


def _most(marks: DataFrame) -> float:
    return float(marks[["value", "high"]].astype("float64").fillna(0).max().max()) if len(marks) else 0.0


def _years(years: Series, room: float = 0.7) -> Spec:
    first, last = int(years.min()), int(years.max())
    shown = list(range(last, first - 1, -1 if last - first < 10 else -2))
    axis = {"values": shown, "format": "d", "grid": False, "ticks": False, "labelOverlap": True, "labelSeparation": 9}
    return quantity("year", title=None, axis=axis, scale={"domain": [first - 0.7, last + room], "nice": False})


def _values(unit: str, top: float) -> Spec:
    above = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -12}
    axis = above | {"tickCount": 4, "domain": False, "ticks": False, "labelExpr": charts.number_labels()}
    return quantity("value", title=unit, axis=axis, scale={"domain": [0, top or 1.0], "nice": False})


def _looks(marks: DataFrame, is_under: Series) -> DataFrame:
    """The marks with what they look like: filled where exact and full, a diamond where a part; key marks are always said."""
    colours = palette.tokens()
    keys = {marks.index.min(), marks.index[marks["kind"] != PART].max()}
    looks = {
        "fill": [colours["accent" if kind == FULL else "page"] for kind in marks["kind"]],
        "shape": ["diamond" if kind == PART else "circle" for kind in marks["kind"]],
        "is_key": [kind == PART or index in keys for index, kind in marks["kind"].items()],
    }
    shown = [each for each in ("year", "value", "low", "high", "kind", "told", "segment", OPENS) if each in marks]
    return marks[shown].assign(is_under=is_under, **looks)


def _series(marks: DataFrame, years: Spec, unit: str) -> list[Spec]:
    if marks.empty:
        return []
    colours = palette.tokens()
    point = {"size": 60, "opacity": 1, "strokeWidth": 2, "stroke": colours["accent"]}
    shape, opens = word("shape", scale=None, legend=None), {"href": word(OPENS)} if OPENS in marks else {}
    tooltip = [quantity("year", title=_("Year"), format="d"), *told(told=unit)]
    return [
        layer("line", {"color": colours["accent"], "strokeWidth": 2.5}, detail=word("segment")),
        layer("point", point, fill=vega.colour("fill"), shape=shape, tooltip=tooltip, **opens),
        _said(years, is_under=True),
        _said(years, is_under=False),
    ]


def _said(years: Spec, *, is_under: bool) -> Spec:
    """The values in words, under or above their marks; where the years stand close, only those that matter most."""
    first, last = years["scale"]["domain"]
    has_room = f"datum.is_key || width / {last - first} > {SAID_PX}"
    look = SMALL | {"dy": 16 if is_under else -14, "color": palette.tokens()["ink"]}
    where = "datum.is_under" if is_under else "!datum.is_under"
    return layer("text", look, where=where, text={"condition": {"test": has_room, **word("told")}, "value": ""})


def _intervals(marks: DataFrame) -> list[Spec]:
    known = marks.dropna(subset=["low", "high"])[["year", "low", "high", "segment"]]
    if known.empty:
        return []
    members = known["segment"].map(known["segment"].value_counts())
    soft, ends = palette.tokens()["accent_soft"], {"y": quantity("low"), "y2": {"field": "high"}}
    return [
        layer("area", {"color": soft, "opacity": 0.6}, rows=known[members > 1], detail=word("segment"), **ends),
        layer("rule", {"color": soft, "opacity": 0.6, "strokeWidth": 7}, rows=known[members == 1], **ends),
    ]


def _break(broke_on: date | None, years: Spec) -> list[Spec]:
    """A dotted line on the day the borders changed, where it lies among the years; the mark of a year stands at its middle."""
    place = None if broke_on is None else broke_on.year + broke_on.timetuple().tm_yday / 365 - 0.5
    if broke_on is None or place is None or place < years["scale"]["domain"][0]:
        return []
    muted = palette.tokens()["muted"]
    said = _("Borders changed: {month}").format(month=month(broke_on))
    rows = DataFrame({"year": [place], "told": [said]})
    rule = {"color": muted, "strokeDash": [1, 3], "strokeWidth": 1.5}
    text = SMALL | {"color": muted, "align": "left", "dx": 5}
    return [
        layer("rule", rule, rows=rows, y={"value": 0}, y2={"value": "height"}),
        layer("text", text, rows=rows, y={"value": 6}, text=word("told")),
    ]


def _path(targets: DataFrame, also: Beside, over: set[int]) -> list[Spec]:
    """The path with its official values said: under it in the years in which the series lies over."""
    if targets.empty:
        return []
    colours = palette.tokens()
    fills = [colours["page" if interpolated else "muted"] for interpolated in targets["is_interpolated"]]
    rows = targets[["year", "value", "is_interpolated"]].assign(told=[number(value, also.digits) for value in targets["value"]], fill=fills)
    rows["is_over"] = rows["year"].isin(over)
    tooltip = [quantity("year", title=_("Year"), format="d"), *told(told=_("Target"))]
    point = {"shape": "square", "size": 34, "opacity": 1, "stroke": colours["muted"]}
    said = SMALL | {"color": colours["muted"]}
    to_the_left = {"align": {"expr": f"datum.year == {int(rows['year'].iloc[-1])} ? 'right' : 'center'"}}  # of the words of the fan
    is_rising = rows["value"].iloc[-1] > rows["value"].iloc[0]  # the name stands where the path leads away from it
    is_named = f"datum.year == {int(rows['year'].iloc[min(2, len(rows) - 1)])}"
    moved = {name: {"expr": f"width < {vega.NARROW_PX} ? -34 : {wide}"} for name, wide in (("dx", 0), ("dy", -12))}
    named = moved | {"align": "left"} | ({"dy": 18} if is_rising else {}) if len(rows) > 2 else {"dy": -30, "align": "right", "dx": 12}
    layers = [
        layer("line", {"color": colours["muted"], "strokeDash": [5, 4], "strokeWidth": 1.5}),
        layer("point", point, fill=vega.colour("fill"), tooltip=tooltip),
        *(
            layer("text", said | to_the_left | {"dy": dy}, where=f"!datum.is_interpolated && {where}", text=word("told"))
            for where, dy in (("!datum.is_over", -14), ("datum.is_over", 16))
        ),
        layer("text", said | named, where=is_named, text={"value": also.target_name or _("Target, decree No. 1182")}),
    ]
    return [vega.group(layers, rows=rows)]
