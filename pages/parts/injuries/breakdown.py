"""Part of the injuries screen: the chosen indicator month by month; injured or killed by cause, activity and district."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import definition, labels
from pages.parts.cached import ahead, ask, made
from pages.parts.injuries import months, shares
from pages.parts.injuries import rows as injury_rows
from pages.parts.injuries import words as injury_words
from pages.parts.injuries.chosen import FATAL_RATE, Chosen
from pages.parts.injuries.piece import Piece
from pages.parts.words import _, named
from queries import injuries
from queries.records import records

KILLED = (FATAL_RATE, "killed_count")
NO_DISTRICT = "none"
Row = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """A breakdown: its question, title and heading, its name in the address, and the column that holds its codes."""

    question: Callable[..., DataFrame]
    title: str
    heading: str
    address: str
    column: str


def show(chosen: Chosen) -> None:
    """Months beside causes; activities beside districts."""
    for question in (injuries.by_cause, injuries.by_activity, *([injuries.by_district] if chosen.region else [])):
        ahead(question, **_asked(chosen))
    made(months.piece, chosen).show("injury_months")
    left, right = st.columns(2, gap="large")
    with left:
        made(by_cause, chosen).show("injury_causes")
        made(by_district, chosen).show("injury_districts")
    with right:
        made(by_activity, chosen).show("injury_activities")


def _asked(chosen: Chosen) -> dict[str, Any]:
    return {"region": chosen.region, "first_month": chosen.first_month, "last_month": chosen.last_month}


def harm_of(chosen: Chosen) -> str:
    """Whether injured or killed are broken down: killed where the indicator counts them."""
    return "killed" if chosen.indicator in KILLED else "injured"


def by_cause(chosen: Chosen) -> Piece:
    """Causes of the period."""
    words = labels.causes()
    return _piece(chosen, Kind(injuries.by_cause, _("{harm} by cause: {place}, {period}"), _("Cause"), "cause", "cause_code"),
                  lambda row: words[row["cause_code"]])  # fmt: skip


def by_activity(chosen: Chosen) -> Piece:
    """Sections of activity of the period."""
    kind = Kind(injuries.by_activity, _("{harm} by activity: {place}, {period}"), _("Activity"), "activity", "section_code")
    return _piece(chosen, kind, named)


def by_district(chosen: Chosen) -> Piece:
    """Districts of the chosen region."""
    kind = Kind(injuries.by_district, _("{harm} by district: {place}, {period}"), _("District"), "district", "district_code")
    if not chosen.region:
        return Piece(_title(chosen, kind), nothing=_("Choose a region above: districts are shown of one region at a time."))
    return _piece(chosen, kind, lambda row: named(row) if isinstance(row["district_code"], str) else _("District not known"))


def _title(chosen: Chosen, kind: Kind) -> str:
    return kind.title.format(harm=labels.harms()[harm_of(chosen)], place=chosen.place, period=chosen.period)


def _piece(chosen: Chosen, kind: Kind, name: Callable[[Row], str]) -> Piece:
    """One breakdown; name is how a row is called."""
    found = ask(kind.question, **_asked(chosen))
    each, title, harm = records(found), _title(chosen, kind), harm_of(chosen)
    codes = [row[kind.column] if isinstance(row[kind.column], str) else NO_DISTRICT for row in each]
    opens = [injury_rows.address(chosen, f"{harm}_count", **{kind.address: code}) for code in codes]
    rows = shares.listed(found, [name(row) for row in each], opens, harm)
    if rows.empty or rows["count"].isna().all():
        return Piece(title, nothing=_("The register holds none of these in the period, or does not cover it."))
    if set(codes) == {NO_DISTRICT}:
        return Piece(title, nothing=_("The district is not known of any of these accidents."))
    columns = shares.columns(kind.heading, chosen)
    spoken = "; ".join(f"{row['name']}: {row['told']}" for row in records(rows))
    shown = {
        "about": definition.of_indicator(f"{harm}_count"), "chart": shares.chart(rows, kind.heading), "rows": rows,
        "labels": columns, "formats": shares.formats(columns),
        "note": injury_words.note_of_register(shares.said(rows, chosen)), "told": f"{title}. {spoken}",
    }  # fmt: skip
    return Piece(title, shown=shown)
