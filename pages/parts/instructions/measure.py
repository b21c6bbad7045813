"""The measure of completion of an instruction: so many of so many done, the pace, and where it is still open."""

from html import escape
from typing import Any

import streamlit as st

from pages.parts import cached, charts, labels, layout, palette, session, tables
from pages.parts.measures import form, line
from pages.parts.measures import words as measure_words
from pages.parts.words import _, day, language, named, number, percent
from queries import measures

LEAST_BASE = 5
Found = dict[str, Any]


def standing(instruction_id: int) -> None:
    """So many of so many, and what the pace says, under the state that it explains; nothing where nothing is counted."""
    found = cached.ask(measures.one, instruction_id=instruction_id)
    if found:
        _standing(found)


def show(instruction_id: int) -> None:
    """How the count has grown and where it is still open; for those who may choose what is counted, the form."""
    found = cached.ask(measures.one, instruction_id=instruction_id)
    layout.section(_("Counted completion"), measure_words.what(found) if found else "")
    if found:
        _line(found, instruction_id)
        _open(found, instruction_id)
        _chosen(found)
    else:
        layout.note(_("Nothing is counted for this instruction: its state rests on deadlines, milestones and reports."))
    form.show(instruction_id, found)


def _standing(found: Found) -> None:
    """The count with its bar, what the pace says, and how it differs from what is declared."""
    if found["asked_count"]:
        st.html(f'<div class="counted"><b>{escape(measure_words.count(found))}</b>{_share(found)}{_bar(found)}</div>')
    said = [measure_words.pace(found), measure_words.finish(found["verdict"], found["finishes_on"], found["days_spare"])]
    look = "bad" if found["verdict"] == "behind" else ""
    st.html(f'<p class="pace {look}">{escape(" ".join(filter(None, said)))}</p>')
    if found["is_part"]:
        _whole(found)
    differs = measure_words.difference(found)
    if differs:
        st.html(f'<p class="differs">{escape(differs)}</p>')


def _share(found: Found) -> str:
    """The share done, told from five on."""
    if found["asked_count"] < LEAST_BASE:
        return ""
    return f"<span>{escape(percent(found['done_count'] / found['asked_count']))}</span>"


def _bar(found: Found) -> str:
    done = 100 * found["done_count"] / found["asked_count"]
    colours = palette.tokens()
    return f'<div class="bar" style="background:{colours["line"]}"><i style="width:{done:.1f}%;background:{colours["accent"]}"></i></div>'


def _whole(found: Found) -> None:
    """Whose part this is, and what the whole says: the state is the same for everybody."""
    said = _("These are the facilities of your region. The state is that of the whole instruction:")
    whole = measure_words.finish(found["whole_verdict"], found["whole_finishes_on"], found["whole_days_spare"])
    layout.note(f"{said} {whole}")


def _line(found: Found, instruction_id: int) -> None:
    rows = cached.ask(measures.by_day, instruction_id=instruction_id)
    if not found["asked_count"] or rows.empty:
        return
    words = {"counted_on": _("Day"), "done_count": _("Done"), "asked_count": _("Asked")}
    dashed = _("Dashed: an even pace to the deadline. Dotted: the pace of the last 90 days.")
    note = f"{measure_words.how(found['measure_code'])} {dashed}"
    told = _("Done by day: {count}.").format(count=measure_words.count(found))
    drawn = line.chart(found, rows, session.as_of())
    charts.show(drawn, rows, words, name="measure", note=note, told=told, formats={"counted_on": tables.day_column(words["counted_on"])})


def _open(found: Found, instruction_id: int) -> None:
    """Regions with what is open in each, and the open facilities, on the map and as a list."""
    if found["measure_code"] == "milestones" or not found["open_count"]:
        return
    layout.subtitle(_("Still open: {n}").format(n=number(found["open_count"])))
    layout.open_screen("map.py", _("Show on the map"), open=str(instruction_id))
    if session.viewer().region_code is None and not found["of_region"]:
        listed, regions = st.tabs([_("Facilities"), _("By region")])
        with regions:
            _regions(instruction_id)
        with listed:
            _facilities(found, instruction_id)
    else:
        _facilities(found, instruction_id)


def _regions(instruction_id: int) -> None:
    rows, here = cached.ask(measures.by_region, instruction_id=instruction_id), language()
    words = {
        f"name_{here}": _("Region"),
        "open_count": _("Open"),
        "done_count": _("Done"),
        "asked_count": _("Asked"),
        "done_pct": _("Done, %"),
    }
    counts = {name: tables.number_column(words[name]) for name in ("open_count", "done_count", "asked_count")}
    formats = counts | {"done_pct": tables.number_column(words["done_pct"], 1)}  # 99.6 is not done
    tables.show(rows, words, name="measure_regions", formats=formats, note=_("No percentage of fewer than five."))


def _facilities(found: Found, instruction_id: int) -> None:
    rows, here = cached.ask(measures.still_open, instruction_id=instruction_id), language()
    degrees = labels.degrees()
    rows = rows.assign(degree_worded=[degrees.get(each or "unknown", "") for each in rows["degree"].fillna("")])
    words = {
        f"name_{here}": _("Facility"), "degree_worded": _("Degree"), f"region_{here}": _("Region"), f"district_{here}": _("District"),
        f"hazard_{here}": _("Hazard"), f"owner_{here}": _("Owner"),
    }  # fmt: skip
    ids = tuple(rows["facility_id"])
    note = _("The higher degree of both laws; the highest first.")
    if found["open_count"] > len(rows):
        note += " " + _("The first {shown} of {count} are listed; the map has all.").format(
            shown=number(len(rows)), count=number(found["open_count"])
        )
    place = tables.show(rows, words, name="measure_open", note=note, selectable=True, identity=f"_{hash(ids)}")
    layout.note(note)
    if place is not None:
        row = rows.iloc[place].to_dict()
        layout.open_facility(row["facility_id"], named(row))


def _chosen(found: Found) -> None:
    """Who chose what is counted, when and why."""
    given = {"day": day(found["set_on"]), "author": named(found, "author"), "reason": named(found, "reason")}
    layout.note(_("Chosen {day}, {author}: {reason}").format(**given))
