"""Pictures of the register: the timeline, one row an instruction, and the board by lead body."""

from datetime import date
from typing import Any

from pandas import DataFrame

from pages.parts import charts, labels, palette, tables, vega
from pages.parts.vega import Spec, colour, layer, quantity, word
from pages.parts.words import _, day, language, named, number

MOST_ROWS_DRAWN = 25
ROW_PX, AXIS_PX, BELOW_WORDS_PX = 44, 46, 9
MILESTONE_MARKS = {"done": "circle", "done_late": "circle", "late": "triangle-up", "open": "circle"}


def timeline(rows: DataFrame, milestones: DataFrame, columns: dict[str, str], formats: dict[str, Any], as_of: date) -> None:
    """A bar from issue to deadline for each instruction, its milestones as marks, and the day looked at as a line."""
    if rows.empty:
        tables.show(rows, columns, name="instructions_timeline")
        return
    looks = palette.instruction_states()
    drawn = DataFrame([_bar(row, looks[row["state"]], as_of) for row in rows.head(MOST_ROWS_DRAWN).to_dict("records")])
    marks = _marks(milestones[milestones["instruction_id"].isin(drawn["instruction_id"])])
    note = _(
        "Bar: from issue to the present deadline, which stands upright; faint: no deadline set."
        " Milestones: filled circle reached, triangle late, hollow circle ahead."
    )
    if len(rows) > len(drawn):
        left_out = _("The first {drawn} of {count} are drawn; the table has all.")
        note += " " + left_out.format(drawn=number(len(drawn)), count=number(len(rows)))
    told = _("Timeline of {count} instructions: issue, milestones and deadline of each.").format(count=number(len(drawn)))
    chart = _timeline(drawn, marks, as_of)
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
        "ends": (row["due_on"] if has_deadline else max(as_of, row["issued_on"])).isoformat(),
        "due": row["due_on"].isoformat() if has_deadline else None,
        "fill": fill,
        "ring": ring,
        "shade": 1.0 if has_deadline else 0.45,
        "told": f"{row['number']}: {day(row['issued_on'])} – {day(row['due_on'])}. {'. '.join(words)}",
    }


def _marks(milestones: DataFrame) -> DataFrame:
    """Where each milestone stands, in what form, and in words."""
    colours = palette.tokens()
    looks = {"late": (palette.DEGREES["high"], colours["page"]), "open": (colours["page"], colours["muted"])}
    words, marks = labels.milestone_states(), []
    for row in milestones.to_dict("records"):
        state = row["milestone_state"]
        fill, ring = looks.get(state, (colours["ink"], colours["page"]))
        told = f"{named(row)}: {words[state]}, {day(row['due_on'])}"
        at = row["due_on"].isoformat()
        marks.append([row["number"], at, MILESTONE_MARKS[state], fill, ring, told])
    return DataFrame(marks, columns=["number", "at", "form", "fill", "ring", "told"])


def _timeline(bars: DataFrame, marks: DataFrame, as_of: date) -> Spec:
    colours = palette.tokens()
    below = {"yOffset": BELOW_WORDS_PX}
    axis = {"format": "%m.%Y", "title": None, "labelAngle": 0, "labelOverlap": True, "orient": "top"}
    plain = {"fill": colour("fill"), "stroke": colour("ring"), "tooltip": word("told", title=" ")}
    bar = {"height": 13, "cornerRadius": 2, "strokeWidth": 1.2, "y2Offset": BELOW_WORDS_PX} | below
    upright = {"thickness": 3, "size": 21, "color": colours["ink"], "orient": "vertical"} | below
    words = {"align": "left", "fontSize": 13, "color": colours["ink"], "dy": -9, "limit": {"expr": "width"}}
    shade = {"field": "shade", "type": "quantitative", "scale": None}
    layers = [
        *_day_line(as_of),
        layer("bar", bar, x=_at("starts", axis=axis), x2={"field": "ends"}, opacity=shade, **plain),
        layer("tick", upright, where="datum.due != null", x=_at("due")),
        layer("point", {"size": 62, "strokeWidth": 1.6, "opacity": 1} | below, rows=marks, x=_at("at"), shape=colour("form"), **plain),
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


def board(rows: DataFrame) -> None:
    """Instructions of each lead body by state, as bars with their counts; the table has a column a state."""
    if rows.empty:
        tables.show(rows, {}, name="instructions_by_body")
        return
    table = rows.pivot_table(
        index=f"lead_short_{language()}",
        columns="state",
        values="instruction_count",
        aggfunc="sum",
        sort=False,
        fill_value=0,
        observed=True,
    ).reset_index()
    present = [state for state in labels.instruction_states() if state in table.columns]
    every = labels.instruction_states()
    words = {f"lead_short_{language()}": _("Lead body")} | {state: every[state] for state in present}
    charts.show(
        _board(rows), table, words, name="instructions_by_body",
        note=_("Counts of instructions by lead body and computed state."),
        told=_("Counts of instructions by lead body and computed state."),
        formats={state: tables.number_column(words[state]) for state in present},
    )  # fmt: skip


def _board(rows: DataFrame) -> Spec:
    looks, words = palette.instruction_states(), labels.instruction_states()
    drawn = DataFrame([_counted(row, looks[row["state"]], words[row["state"]]) for row in rows.to_dict("records")])
    drawn["is_first"] = ~drawn["body"].duplicated()
    drawn["to"] = drawn.groupby("body")["count"].cumsum()
    drawn = drawn.assign(start=drawn["to"] - drawn["count"], middle=drawn["to"] - drawn["count"] / 2)
    below = {"yOffset": BELOW_WORDS_PX}
    bar = {"height": 20, "strokeWidth": 1.5, "cornerRadius": 2, "xOffset": 1, "x2Offset": -1, "y2Offset": BELOW_WORDS_PX} | below
    title = {"align": "left", "fontSize": 13, "color": palette.tokens()["ink"], "dy": -12, "limit": {"expr": "width"}}
    layers = [
        layer(
            "bar", bar, x=quantity("start", axis=None), x2={"field": "to"}, fill=colour("fill"), stroke=colour("ring"),
            tooltip=word("told", title=" "),
        ),
        layer("text", {"fontSize": 12, "fontWeight": 600} | below, x=quantity("middle"), text=word("word"), color=colour("ink")),
        layer("text", title, where="datum.is_first", x={"value": 0}, text=word("body")),
    ]  # fmt: skip
    height = (ROW_PX + 4) * drawn["body"].nunique()
    return vega.layered(layers, rows=drawn, height=height, y=_rows(drawn, "body"))


def _counted(row: dict[str, Any], look: tuple[str, str, str], state: str) -> dict[str, Any]:
    """What is drawn of a body's instructions in one state; look is its sign, fill and ring."""
    sign, fill, ring = look
    body, count = row[f"lead_short_{language()}"], row["instruction_count"]
    return {
        "body": body, "count": count, "fill": fill, "ring": ring, "ink": palette.ink_on(fill), "word": f"{sign} {number(count)}",
        "told": f"{body}. {state}: {number(count)}",
    }  # fmt: skip
