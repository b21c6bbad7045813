"""The timeline: one row an instruction, from its issue over milestones and moved deadlines to its present deadline."""

from datetime import date
from typing import Any

from pandas import DataFrame

from pages.parts import charts, labels, palette, tables, vega
from pages.parts.vega import Spec, colour, layer, word
from pages.parts.words import _, day, language, named, number

ROWS_OF_A_PAGE = 25
FAINT = 0.45
ROW_PX, AXIS_PX, BELOW_WORDS_PX = 44, 46, 9
MARKS = {"done": "circle", "done_late": "circle", "late": "triangle-up", "open": "circle", "moved": "stroke"}


def timeline(rows: DataFrame, marks: DataFrame, columns: dict[str, str], formats: dict[str, Any], as_of: date) -> None:
    """A bar from issue to deadline for each row, its milestones and moved deadlines as marks, and the day looked at as a line."""
    if rows.empty:
        tables.show(rows, columns, name="instructions_timeline")
        return
    looks = palette.instruction_states()
    drawn = DataFrame([_bar(row, looks[row["state"]], as_of) for row in rows.to_dict("records")])
    note = _(
        "Bar: from issue to the present deadline, which stands upright; faint: no deadline set, or time added by moving the deadline."
        " Milestones: filled circle reached, triangle late, hollow circle ahead. Thin upright line: a deadline that was moved."
    )
    told = _("Timeline of {count} instructions: issue, milestones and deadline of each.").format(count=number(len(drawn)))
    chart = _timeline(drawn, _marks(marks, dict(zip(rows["instruction_id"], rows["number"], strict=True))), as_of)
    charts.show(chart, rows, columns, name="instructions_timeline", note=note, told=told, formats=formats)


def _bar(row: dict[str, Any], look: tuple[str, str, str], as_of: date) -> dict[str, Any]:
    """What is drawn of an instruction: its words, the ends of its bar, its deadline; look is sign, fill and ring of its state."""
    _sign, fill, ring = look
    has_deadline = row["due_on"] is not None
    words = [row["state_worded"], row[f"lead_short_{language()}"], row[f"text_{language()}"]]
    return {
        "instruction_id": row["instruction_id"],
        "number": row["number"],
        "words": " · ".join(words),
        "starts": row["issued_on"].isoformat(),
        "agreed": _iso(row["first_due_on"] if row["first_due_on"] is not None and has_deadline else row["due_on"]),
        "ends": (row["due_on"] if has_deadline else max(as_of, row["issued_on"])).isoformat(),
        "due": _iso(row["due_on"]),
        "fill": fill,
        "ring": ring,
        "told": f"{row['number']}: {day(row['issued_on'])} – {day(row['due_on'])}. {'. '.join(words)}",
    }


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _marks(marks: DataFrame, numbers: dict[int, str]) -> DataFrame:
    """Where each milestone or moved deadline stands, in what form, and in words."""
    colours = palette.tokens()
    looks = {
        "late": (palette.DEGREES["high"], palette.ON_DARK), "open": (colours["page"], colours["muted"]),
        "moved": ("transparent", colours["ink"]),
    }  # fmt: skip
    drawn = []
    for row in marks.to_dict("records"):
        fill, ring = looks.get(row["mark"], (colours["ink"], colours["page"]))
        turn = 90 if row["mark"] == "moved" else 0
        drawn.append([numbers[row["instruction_id"]], row["at"].isoformat(), MARKS[row["mark"]], fill, ring, turn, _told(row)])
    return DataFrame(drawn, columns=["number", "at", "form", "fill", "ring", "turn", "told"])


def _told(row: dict[str, Any]) -> str:
    if row["mark"] == "moved":
        moved = _("Deadline moved on {moved_on}: from {at} to {moved_to}")
        return moved.format(moved_on=day(row["moved_on"]), at=day(row["at"]), moved_to=day(row["moved_to"]))
    return f"{named(row)}: {labels.milestone_states()[row['mark']]}, {day(row['at'])}"


def _timeline(bars: DataFrame, marks: DataFrame, as_of: date) -> Spec:
    colours = palette.tokens()
    below = {"yOffset": BELOW_WORDS_PX}
    axis = {"format": "%m.%Y", "title": None, "labelAngle": 0, "labelOverlap": True, "orient": "top"}
    plain = {"fill": colour("fill"), "stroke": colour("ring"), "tooltip": word("told", title=" ")}
    bar = {"height": 13, "cornerRadius": 2, "strokeWidth": 1.2, "y2Offset": BELOW_WORDS_PX} | below
    upright = {"thickness": 3, "size": 21, "color": colours["ink"], "orient": "vertical"} | below
    mark = {"size": 62, "strokeWidth": 1.6, "opacity": 1} | below
    turn = {"field": "turn", "type": "quantitative", "scale": None}
    words = {"align": "left", "fontSize": 13, "color": colours["ink"], "dy": -9, "limit": {"expr": "width"}}
    added = {"x": _at("agreed"), "x2": {"field": "ends"}, "opacity": {"value": FAINT}}
    layers = [
        *_day_line(as_of),
        layer("bar", bar, where="datum.agreed == null", **(added | {"x": _at("starts", axis=axis)}), **plain),
        layer("bar", bar, where="datum.agreed != null", x=_at("starts"), x2={"field": "agreed"}, **plain),
        layer("bar", bar, where="datum.agreed != datum.ends && datum.agreed != null", **added, **plain),
        layer("tick", upright, where="datum.due != null", x=_at("due")),
        layer("point", mark, rows=marks, x=_at("at"), shape=colour("form"), angle=turn, **plain),
        layer("text", words, x={"value": 0}, text=word("words")),
    ]
    return vega.layered(layers, rows=bars, height=ROW_PX * len(bars) + AXIS_PX, y=_rows(bars, "number"))


def _at(field: str, **how: Any) -> Spec:
    return {"field": field, "type": "temporal", **how}


def _rows(rows: DataFrame, field: str) -> Spec:
    """One row of the chart for each value, in the order of the rows, without an axis: the words stand above the bars."""
    return word(field, sort=rows[field].drop_duplicates().tolist(), axis=None)


def _day_line(as_of: date) -> list[Spec]:
    """The day looked at, named on the line itself."""
    accent, rows = palette.tokens()["accent"], DataFrame([{"at": as_of.isoformat(), "word": day(as_of)}])
    name = {"color": accent, "fontSize": 12, "fontWeight": 600, "dy": 4, "baseline": "top"}
    rule = {"color": accent, "strokeDash": [4, 3], "strokeWidth": 1.5}
    return [
        layer("rule", rule, rows=rows, x=_at("at"), y={"value": 0}, y2={"value": "height"}),
        layer("text", name, rows=rows, x=_at("at"), y={"value": "height"}, text=word("word")),
    ]
