"""Part of the injuries screen: the accidents behind a figure, newest first; counts only, nobody's identity."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import filters, labels, layout, tables
from pages.parts.cached import ahead, ask, made
from pages.parts.injuries import words as injury_words
from pages.parts.injuries.chosen import Chosen
from pages.parts.words import _, named, number
from queries import injuries
from queries.records import records

PAGE_SIZE = 100
TOTALS = ("accident", "injured", "killed", "recorded", "severe", "leave", "lost_day")
Row = dict[str, Any]


def show(chosen: Chosen) -> None:
    """Narrowed by cause, activity, district and kind, each in the address; a page of rows with the sums over all of them."""
    narrowed = _narrowed(chosen)
    asked = narrowed | {"region": chosen.region, "first_month": chosen.first_month, "last_month": chosen.last_month}
    first = ask(injuries.accidents, page=1, page_size=PAGE_SIZE, **asked)
    title = _("Accidents: {place}, {period}").format(place=chosen.place, period=chosen.period)
    layout.section(title, _sums(first, is_of_severity=chosen.measure["topic"] == "severity"))
    if first.empty:
        st.info(_("No accident passes. Widen the period above, or take a filter away."))
        return
    page = _page(int(first["accident_total"].iloc[0]))
    listed = made(of_page, page, asked)
    words = {field: word for field, word in columns().items() if field != "district" or listed["district"].notna().any()}
    tables.show(
        listed,
        words,
        name="injury_accidents",
        note=injury_words.note_of_register(),
        formats=formats(words),
        identity=f"_{page}",
    )


def _narrowed(chosen: Chosen) -> dict[str, str | None]:
    given = {"region": chosen.region, "first_month": chosen.first_month, "last_month": chosen.last_month}
    if chosen.region:
        ahead(injuries.by_district, **given)
    kinds = {"fatal": _("With a death"), "group": _("Group accidents"), "leave": _("Sick leave closed in these months")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        found = {
            "cause": filters.one("cause", _("Cause"), labels.causes(), everything=_("All causes")),
            "activity": filters.one("activity", _("Activity"), made(_sections, given), everything=_("All activities"), width=320),
            "kind": filters.one("kind", _("Kind"), kinds, everything=_("All accidents"), width=200),
        }
        district = filters.one("district", _("District"), made(_districts, given), everything=_("All districts")) if chosen.region else None
    return found | {"district": district}


def _sections(given: dict[str, Any]) -> dict[str, str]:
    """Sections of activity with accidents by code."""
    return {row["section_code"]: named(row) for row in records(ask(injuries.by_activity, **given))}


def _districts(given: dict[str, Any]) -> dict[str, str]:
    """Districts with accidents by code; those of no known district under the code none."""
    rows = records(ask(injuries.by_district, **given))
    return {row["district_code"]: named(row) for row in rows if isinstance(row["district_code"], str)} | {"none": _("District not known")}


def _sums(rows: DataFrame, *, is_of_severity: bool) -> str:
    if rows.empty:
        return ""
    totals = {each: number(rows[f"{each}_total"].iloc[0]) for each in TOTALS}
    told = _("{accident} accidents, {injured} injured, {killed} of them killed.").format(**totals)
    severity = _(
        "Severity is recorded of {recorded}: {severe} severely injured; {leave} sick leaves are closed, of {lost_day} working days."
    )
    return f"{told} {severity.format(**totals)}" if is_of_severity else told


def _page(total: int) -> int:
    pages = -(-total // PAGE_SIZE)
    if pages == 1:
        return 1
    label = _("Page of {pages}").format(pages=number(pages))
    return filters.whole_number("page", label, least=1, most=pages, otherwise=1)[0]


def of_page(page: int, asked: dict[str, Any]) -> DataFrame:
    """A page of what is asked, in words."""
    return worded(ask(injuries.accidents, page=page, page_size=PAGE_SIZE, **asked))


def worded(rows: DataFrame) -> DataFrame:
    """The accidents in words, with the columns of columns()."""
    return DataFrame([_worded(row) for row in records(rows)])


def _worded(row: Row) -> Row:
    return {
        "occurred_on": row["occurred_on"], "known_on": row["known_on"], "region": named(row, "region"), "district": _named(row, "district"),
        "facility": _named(row, "facility"), "employer": _named(row, "employer"), "bin": row["bin"], "activity": named(row, "activity"),
        "cause": labels.causes()[row["cause_code"]], "is_group": row["is_group"], "injured": row["injured_count"],
        "killed": row["killed_count"], "severe": row["severe_count"], "light": row["light_count"],
        "lost_days": row["lost_day_count"], "act_on": row["act_on"],
        "accident_id": row["accident_id"],
    }  # fmt: skip


def _named(row: Row, field: str) -> str | None:
    return named(row, field) if isinstance(row[f"{field}_en"], str) else None


def columns() -> dict[str, str]:
    """Headings of worded()."""
    return {
        "occurred_on": _("Happened on"), "region": _("Region"), "district": _("District"), "facility": _("Facility"),
        "employer": _("Employer"), "bin": _("BIN"), "activity": _("Activity"), "cause": _("Cause"), "injured": _("Injured"),
        "killed": _("Killed"), "severe": _("Severely injured"), "light": _("Lightly injured"),
        "lost_days": _("Working days lost"), "is_group": _("Group accident"),
        "known_on": _("Known on"), "act_on": _("Act of"), "accident_id": _("Number in the register"),
    }  # fmt: skip


def formats(words: dict[str, str]) -> dict[str, Any]:
    """Days and counts of worded()."""
    days = {field: tables.day_column(words[field]) for field in ("occurred_on", "known_on", "act_on")}
    counts = {field: tables.number_column(words[field]) for field in ("injured", "killed", "severe", "light", "lost_days")}
    return days | counts | {"is_group": st.column_config.CheckboxColumn(words["is_group"])}
