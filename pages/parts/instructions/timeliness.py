"""Who keeps deadlines: lead bodies or controllers, with what was on time, what late, and by how many working days."""

from typing import Any, Literal

import streamlit as st
from pandas import DataFrame

from pages.parts import charts, layout, palette, tables, vega, workbook
from pages.parts.cached import ask
from pages.parts.instructions import filters
from pages.parts.vega import Spec, colour, layer, quantity, word
from pages.parts.words import _, language, ngettext, number
from queries import instructions

ROW_PX, AXIS_PX, BELOW_WORDS_PX = 46, 8, 9
MOST_DRAWN = 25
ROOM, DIGITS_PX = 1.8, 13  # of the longest bar for the words at its end; of a piece for its count
Grouping = Literal["lead", "controller"]
FILTERS: dict[str, str] = {"lead": "body", "controller": "controller"}


def show(grouping: Grouping, chosen: dict[str, Any]) -> None:
    """Bars of counts with the mean delay at their end, and the table beside them."""
    rows = ask(instructions.timeliness, grouping=grouping, **{each: chosen[each] for each in ("is_demonstration", "search")})
    name = f"instructions_by_{grouping}"
    if rows.empty:
        tables.show(rows, {}, name=name)
        return
    rows = rows.assign(name=[filters.controller_named(each) for each in rows[f"name_{language()}"]])
    drawn, listed = st.columns([1, 1.25], gap="medium")
    with drawn:
        layout.subtitle(_("On time, late, still open"))
        charts.draw(_chart(rows.head(MOST_DRAWN)), _("Counts of instructions on time, late and still open, with the mean delay."))
        st.html(_legend())
    with listed:
        layout.subtitle(_("The same as a table"))
        words = _columns(grouping)
        place = tables.show(rows, words, name=name, note=_note(), formats=_formats(words), selectable=True)
        workbook.download(rows, words, name=name, note=_note())
        if place is not None:
            label = _("{name}: its instructions in the register").format(name=rows["name"].iloc[place])
            layout.open_screen("instructions.py", label, view="register", **{FILTERS[grouping]: rows["code"].iloc[place]})
    layout.note(_note())


def _note() -> str:
    return _(
        "Late: accepted after the deadline, or past it with a report and not declared done. Delay in working days of Kazakhstan's calendar,"
        " to the day of acceptance or to the day looked at. Where no report is recorded nothing is judged."
        " No percentage of fewer than five."
    )


def kinds() -> dict[str, tuple[str, str]]:
    """Word and colour of each part of a bar."""
    looks = palette.instruction_states()
    return {
        "on_time_count": (_("Done on time"), looks["done"][1]), "done_late_count": (_("Done late"), palette.DEGREES["medium"]),
        "overdue_count": (_("Past the deadline, open"), looks["overdue"][1]),
        "no_report_count": (_("No report recorded"), looks["no_report"][2]),
        "rest_count": (_("Open, not late"), looks["not_due"][1]),
    }  # fmt: skip


def _legend() -> str:
    marks = "".join(f"<span>{layout.swatch(fill)} {word}</span>" for word, fill in kinds().values())
    return f'<div class="bar-kinds">{marks}</div>'


def _columns(grouping: Grouping) -> dict[str, str]:
    return {
        "name": _("Lead body") if grouping == "lead" else _("Controller"), "on_time_count": _("On time"), "late_count": _("Late ones"),
        "mean_delay": _("Mean delay"), "longest_delay": _("Longest"), "on_time_pct": _("On time, %"), "instruction_count": _("All"),
        "open_count": _("Open"), "overdue_count": _("Past the deadline"), "waiting_count": _("Awaiting decision"),
        "no_report_count": _("No report recorded"), "done_late_count": _("Done late"),
    }  # fmt: skip


def _formats(words: dict[str, str]) -> dict[str, Any]:
    counts = {column: tables.number_column(label) for column, label in words.items() if column != "name"}
    mean = tables.number_column(words["mean_delay"], 1)
    return counts | {"mean_delay": mean, "name": st.column_config.TextColumn(words["name"], width=215)}


def _chart(rows: DataFrame) -> Spec:
    pieces = DataFrame([piece for row in rows.to_dict("records") for piece in _pieces(row)])
    ends = DataFrame([{"name": row["name"], "to": int(row["instruction_count"]), "word": _delay(row)} for row in rows.to_dict("records")])
    below = {"yOffset": BELOW_WORDS_PX}
    bar = {"height": 18, "cornerRadius": 2, "xOffset": 1, "x2Offset": -1, "y2Offset": BELOW_WORDS_PX} | below
    ink = palette.tokens()["ink"]
    title = {"align": "left", "fontSize": 13, "color": ink, "dy": -12, "limit": {"expr": "width"}}
    two_lines = vega.in_two_lines(", ") | {"dy": {"expr": f"width < {vega.NARROW_PX} ? -7 : 0"}}
    end = {"align": "left", "dx": 6, "fontSize": 12, "color": palette.tokens()["muted"]} | below | two_lines
    most = max(int(rows["instruction_count"].max()), 1) * ROOM
    scale = {"domain": [0, most]}
    fits = f"(datum.to - datum.start) * width / {most} > {DIGITS_PX}"
    across = quantity("start", axis=None, scale=scale)
    layers = [
        layer("bar", bar, x=across, x2={"field": "to"}, fill=colour("fill"), tooltip=word("told", title=" ")),
        layer("text", {"fontSize": 12, "fontWeight": 600} | below, x=quantity("middle"), text=_where(fits), color=colour("ink")),
        layer("text", title, rows=ends, x={"value": 0}, text=word("name")),
        layer("text", end, rows=ends, x=quantity("to"), text=word("word")),
    ]  # fmt: skip
    order = word("name", sort=rows["name"].drop_duplicates().tolist(), axis=None)
    return vega.layered(layers, rows=pieces, height=ROW_PX * len(rows) + AXIS_PX, y=order)


def _where(fits: str) -> Spec:
    """The count of a piece, where its piece is wide enough for it; what is pointed at says it anyway."""
    return {"condition": {"test": fits, **word("word")}, "value": ""}


def _pieces(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts of one bar, one after another."""
    judged = ("on_time_count", "done_late_count", "overdue_count", "no_report_count")
    counts = row | {"rest_count": row["instruction_count"] - sum(row[each] for each in judged)}
    pieces, at = [], 0
    for code, (kind, fill) in kinds().items():
        count = int(counts[code])
        if count:
            pieces.append({
                "name": row["name"], "start": at, "to": at + count, "middle": at + count / 2, "fill": fill, "ink": palette.ink_on(fill),
                "word": number(count), "told": f"{row['name']}. {kind}: {number(count)}",
            })  # fmt: skip
        at += count
    return pieces


def _delay(row: dict[str, Any]) -> str:
    late, mean = int(row["late_count"]), row["mean_delay"]
    if not late or mean is None or mean != mean:
        return ""
    days = ngettext("{count} late, mean {days} working day", "{count} late, mean {days} working days", round(mean))
    return days.format(count=number(late), days=number(mean))
