"""Pictures of the register: the timeline, one row an instruction, and the board by lead body."""

from datetime import date
from typing import Any

import altair as alt
from pandas import DataFrame

from pages.parts import charts, labels, palette, tables
from pages.parts.words import _, day, language, named, number

MOST_ROWS_DRAWN = 25
ROW_PX, BELOW_WORDS_PX = 44, 9
MILESTONE_MARKS = {"done": "circle", "done_late": "circle", "late": "triangle-up", "open": "circle"}


def timeline(rows: DataFrame, milestones: DataFrame, columns: dict[str, str], formats: dict[str, Any], as_of: date) -> None:
    """A bar from issue to deadline for each instruction, its milestones as marks, and the day looked at as a line."""
    if rows.empty:
        tables.show(rows, columns, name="instructions_timeline")
        return
    drawn = DataFrame([_bar(row, as_of) for row in rows.head(MOST_ROWS_DRAWN).to_dict("records")])
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


def _bar(row: dict[str, Any], as_of: date) -> dict[str, Any]:
    """What is drawn of an instruction: its words, the ends of its bar, its deadline and colours."""
    _sign, fill, ring = palette.instruction_states()[row["state"]]
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
    marks = []
    for row in milestones.to_dict("records"):
        state = row["milestone_state"]
        fill, ring = looks.get(state, (colours["ink"], colours["page"]))
        told = f"{named(row)}: {labels.milestone_states()[state]}, {day(row['due_on'])}"
        at = row["due_on"].isoformat()
        marks.append([row["number"], at, MILESTONE_MARKS[state], fill, ring, told])
    return DataFrame(marks, columns=["number", "at", "form", "fill", "ring", "told"])


def _timeline(bars: DataFrame, marks: DataFrame, as_of: date) -> alt.TopLevelMixin:
    colours = palette.tokens()
    y = alt.Y("number:N", sort=bars["number"].tolist(), axis=None)
    top = alt.Axis(format="%m.%Y", title=None, labelAngle=0, labelOverlap=True, orient="top", grid=True)
    plain = {"fill": alt.Fill("fill:N", scale=None), "stroke": alt.Stroke("ring:N", scale=None), "tooltip": alt.Tooltip("told:N", title=" ")}
    base = alt.Chart(bars).encode(y=y)
    bar = base.mark_bar(height=13, cornerRadius=2, strokeWidth=1.2, yOffset=BELOW_WORDS_PX, y2Offset=BELOW_WORDS_PX).encode(
        x=alt.X("starts:T", axis=top), x2="ends:T", opacity=alt.Opacity("shade:Q", scale=None), **plain
    )  # fmt: skip
    upright = base.transform_filter("datum.due != null").mark_tick(
        thickness=3, size=21, color=colours["ink"], orient="vertical", yOffset=BELOW_WORDS_PX
    ).encode(x="due:T")  # fmt: skip
    words = base.mark_text(
        align="left", fontSize=13, color=colours["ink"], dy=-9, limit=alt.ExprRef("width")
    ).encode(x=alt.value(0), text="words:N")  # fmt: skip
    mark = alt.Chart(marks).mark_point(size=62, strokeWidth=1.6, opacity=1, yOffset=BELOW_WORDS_PX).encode(
        x="at:T", y=y, shape=alt.Shape("form:N", scale=None), **plain
    )  # fmt: skip
    return (_day_line(as_of) + bar + upright + mark + words).properties(height=alt.Step(ROW_PX))


def _day_line(as_of: date) -> alt.TopLevelMixin:
    """The day looked at, named on the line itself."""
    colour = palette.tokens()["accent"]
    at = alt.Chart(DataFrame([{"at": as_of.isoformat(), "word": day(as_of)}])).encode(x="at:T")
    line = at.mark_rule(color=colour, strokeDash=[4, 3], strokeWidth=1.5)
    return line + at.mark_text(color=colour, fontSize=12, fontWeight=600, dy=4, baseline="top", y="height").encode(text="word:N")


def board(rows: DataFrame) -> None:
    """Instructions of each lead body by state, as bars with their counts; the table has a column a state."""
    table = rows.pivot_table(
        index=f"lead_short_{language()}", columns="state", values="instruction_count", sort=False, fill_value=0, observed=True
    ).reset_index()
    present = [state for state in labels.instruction_states() if state in table.columns]
    words = {f"lead_short_{language()}": _("Lead body")} | {state: labels.instruction_states()[state] for state in present}
    charts.show(
        _board(rows), table, words, name="instructions_by_body",
        note=_("Counts of instructions by lead body and computed state."),
        told=_("Counts of instructions by lead body and computed state."),
        formats={state: tables.number_column(words[state]) for state in present},
    )  # fmt: skip


def _board(rows: DataFrame) -> alt.TopLevelMixin:
    looks = palette.instruction_states()
    drawn = DataFrame([_counted(row, looks) for row in rows.to_dict("records")])
    drawn["is_first"] = ~drawn["body"].duplicated()
    y = alt.Y("body:N", sort=drawn["body"].drop_duplicates().tolist(), axis=None)
    quiet = alt.Axis(title=None, labels=False, ticks=False, domain=False, grid=False)
    stacked = alt.Chart(drawn).transform_stack(
        stack="count", as_=["from", "to"], groupby=["body"], sort=[alt.SortField("place")]
    ).transform_calculate(middle="(datum.from + datum.to) / 2").encode(y=y, tooltip=alt.Tooltip("told:N", title=" "))  # fmt: skip
    bar = stacked.mark_bar(
        height=20, strokeWidth=1.5, cornerRadius=2, xOffset=1, x2Offset=-1, yOffset=BELOW_WORDS_PX, y2Offset=BELOW_WORDS_PX
    ).encode(
        x=alt.X("from:Q", axis=quiet), x2="to:Q", color=alt.Color("fill:N", scale=None), stroke=alt.Stroke("ring:N", scale=None)
    )  # fmt: skip
    word = stacked.mark_text(fontSize=12, fontWeight=600, yOffset=BELOW_WORDS_PX).encode(
        x="middle:Q", text="word:N", color=alt.Color("ink:N", scale=None)
    )
    title = alt.Chart(drawn).transform_filter("datum.is_first").mark_text(
        align="left", fontSize=13, color=palette.tokens()["ink"], dy=-12, limit=alt.ExprRef("width")
    ).encode(x=alt.value(0), y=y, text="body:N")  # fmt: skip
    return (bar + word + title).properties(height=alt.Step(ROW_PX + 4))


def _counted(row: dict[str, Any], looks: dict[str, tuple[str, str, str]]) -> dict[str, Any]:
    """What is drawn of a body's instructions in one state."""
    sign, fill, ring = looks[row["state"]]
    count = row["instruction_count"]
    return {
        "body": row[f"lead_short_{language()}"], "count": count, "place": list(looks).index(row["state"]),
        "fill": fill, "ring": ring, "ink": palette.ink_on(fill), "word": f"{sign} {number(count)}",
        "told": f"{row[f'lead_short_{language()}']}. {labels.instruction_states()[row['state']]}: {number(count)}",
    }  # fmt: skip
