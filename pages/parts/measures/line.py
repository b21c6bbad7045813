"""The line of what is done by day, beside the even line to the deadline and the line of the present pace."""

from datetime import date, timedelta
from typing import Any

from pandas import DataFrame

from pages.parts import charts, palette, vega
from pages.parts.vega import Spec, layer, quantity
from pages.parts.words import _, day, number

HEIGHT = 230
ROOM_AHEAD = 0.25
Found = dict[str, Any]


def chart(found: Found, rows: DataFrame, as_of: date) -> Spec:
    """What is done by day and what is asked, the even line to the deadline, and where the pace leads."""
    drawn = DataFrame({
        "on": [each.isoformat() for each in rows["counted_on"]],
        "done": rows["done_count"],
        "told": [_told(row) for row in rows.to_dict("records")],
    })  # fmt: skip
    colours, top = palette.tokens(), max(1, int(rows["asked_count"].max()))
    scale = {"scale": {"domain": [0, top * 1.12], "nice": False}}
    axis = {
        "title": None,
        "tickCount": 4,
        "tickMinStep": 1,
        "format": ",.0f",
        "domain": False,
        "ticks": False,
        "labelExpr": charts.number_labels(),
    }
    done = {"interpolate": "step-after", "strokeWidth": 2.5, "color": colours["accent"]}
    layers = [
        *_asked(found, top),
        *_even(found),
        *_ahead(found, as_of),
        layer("line", done, x=_at("on"), y=quantity("done", axis=axis, **scale), tooltip=vega.word("told", title=" ")),
        _end(found, as_of),
    ]
    return vega.layered(layers, rows=drawn, height=HEIGHT)


def _told(row: dict[Any, Any]) -> str:
    given = {"done": number(row["done_count"]), "asked": number(row["asked_count"]), "day": day(row["counted_on"])}
    return _("{day}: {done} of {asked} done").format(**given)


def _at(field: str) -> Spec:
    axis = {"format": "%m.%Y", "title": None, "labelAngle": 0, "labelOverlap": True, "grid": False, "tickCount": 5}
    return {"field": field, "type": "temporal", "axis": axis}


def _line(points: list[tuple[date, float]]) -> DataFrame:
    return DataFrame([{"on": on.isoformat(), "done": value} for on, value in points])


def _asked(found: Found, top: int) -> list[Spec]:
    """How many are asked for, as a level line with its words."""
    colours = palette.tokens()
    said = _("{n} asked").format(n=number(found["asked_count"]))
    rows = DataFrame([{"done": min(top, found["asked_count"]), "word": said}])
    text = {"align": "left", "baseline": "bottom", "dy": -3, "fontSize": 12, "color": colours["muted"]}
    return [
        layer("rule", {"color": colours["muted"], "strokeWidth": 1}, rows=rows, y=quantity("done")),
        layer("text", text, rows=rows, x={"value": 4}, y=quantity("done"), text=vega.word("word")),
    ]


def _even(found: Found) -> list[Spec]:
    """The straight line from the first day to the deadline, which stands upright with its name."""
    if found["due_on"] is None or found["due_on"] <= found["since"]:
        return []
    colours = palette.tokens()
    rows = _line([(found["since"], found["done_at_start"]), (found["due_on"], found["asked_count"])])
    due = DataFrame([{"on": found["due_on"].isoformat(), "word": _("deadline {day}").format(day=day(found["due_on"]))}])
    text = {"align": "right", "baseline": "bottom", "dx": -4, "dy": -3, "fontSize": 12, "color": colours["ink"]}
    return [
        layer("line", {"color": colours["muted"], "strokeDash": [6, 4], "strokeWidth": 1.5}, rows=rows, x=_at("on"), y=quantity("done")),
        layer("rule", {"color": colours["ink"], "strokeWidth": 1.5}, rows=due, x=_at("on"), y={"value": 0}, y2={"value": "height"}),
        layer("text", text, rows=due, x=_at("on"), y={"value": "height"}, text=vega.word("word")),
    ]


def _ahead(found: Found, as_of: date) -> list[Spec]:
    """Where the pace leads, as far as the deadline, or the day looked at, and a quarter of the time before."""
    finish = found["finishes_on"]
    if finish is None or finish <= as_of or found["measure_code"] == "milestones":
        return []
    last = max(as_of, found["due_on"] or as_of)
    shown = min(finish, last + timedelta(days=max(1, int((last - found["since"]).days * ROOM_AHEAD))))
    reached = found["done_count"] + found["open_count"] * (shown - as_of).days / (finish - as_of).days
    look = {"color": palette.bad() if found["verdict"] == "behind" else palette.tokens()["accent"], "strokeDash": [2, 3], "strokeWidth": 2}
    return [layer("line", look, rows=_line([(as_of, found["done_count"]), (shown, reached)]), x=_at("on"), y=quantity("done"))]


def _end(found: Found, as_of: date) -> Spec:
    """The last day of the line, with its count."""
    colours = palette.tokens()
    rows = DataFrame([{"on": as_of.isoformat(), "done": found["done_count"], "word": number(found["done_count"])}])
    is_ahead = found["verdict"] in ("in_time", "complete")  # then the even line lies below, and the word above
    place = {"baseline": "bottom", "dy": -6} if is_ahead else {"baseline": "top", "dy": 7}
    look = {"align": "right", "dx": -2, "fontSize": 13, "fontWeight": 650, "color": colours["accent"]} | place
    return layer("text", look, rows=rows, x=_at("on"), y=quantity("done"), text=vega.word("word"))
