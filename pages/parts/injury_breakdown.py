"""Part of the injuries screen: the chosen indicator month by month; injured or killed by cause, activity and district."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import injury_months, injury_rows, injury_shares, injury_words, labels
from pages.parts.cached import ask, made
from pages.parts.injury_chosen import FATAL_RATE, Chosen
from pages.parts.injury_piece import Piece
from pages.parts.words import _, named
from queries import injuries

KILLED = (FATAL_RATE, "killed_count")
NO_DISTRICT = "none"
Row = dict[str, Any]


def show(chosen: Chosen) -> None:
    """Months beside causes; activities beside districts."""
    made(injury_months.piece, chosen).show("injury_months")
    left, right = st.columns(2, gap="large")
    with left:
        made(by_cause, chosen).show("injury_causes")
        made(by_district, chosen).show("injury_districts")
    with right:
        made(by_activity, chosen).show("injury_activities")


def harm_of(chosen: Chosen) -> str:
    """Whether injured or killed are broken down: killed where the indicator counts them."""
    return "killed" if chosen.indicator in KILLED else "injured"


def by_cause(chosen: Chosen) -> Piece:
    """Causes of the period."""
    words = labels.causes()
    return _piece(chosen, injuries.by_cause, _("Cause"), "cause", "cause_code", lambda row: words[row["cause_code"]])


def by_activity(chosen: Chosen) -> Piece:
    """Sections of activity of the period."""
    return _piece(chosen, injuries.by_activity, _("Activity"), "activity", "section_code", named)


def by_district(chosen: Chosen) -> Piece:
    """Districts of the chosen region."""
    if not chosen.region:
        return Piece(_title(chosen, _("District")), nothing=_("Choose a region above: districts are shown of one region at a time."))
    return _piece(
        chosen, injuries.by_district, _("District"), "district", "district_code",
        lambda row: named(row) if isinstance(row["district_code"], str) else _("District not known"),
    )  # fmt: skip


def _title(chosen: Chosen, heading: str) -> str:
    shown = _("{harm} by: {kind}. {place}, {period}")
    return shown.format(harm=labels.harms()[harm_of(chosen)], kind=heading.lower(), place=chosen.place, period=chosen.period)


def _piece(
    chosen: Chosen, question: Callable[..., DataFrame], heading: str, narrowed: str, code: str, name: Callable[[Row], str]
) -> Piece:  # fmt: skip
    """One breakdown: its question, heading, name in the address, column of codes, and how a row is called."""
    found = ask(question, region=chosen.region, first_month=chosen.first_month, last_month=chosen.last_month)
    each, title = found.to_dict("records"), _title(chosen, heading)
    opens = [
        injury_rows.address(chosen, f"{harm_of(chosen)}_count", **{narrowed: row[code] if isinstance(row[code], str) else NO_DISTRICT})
        for row in each
    ]
    rows = injury_shares.listed(found, [name(row) for row in each], opens, harm_of(chosen))
    if rows.empty or rows["count"].isna().all():
        return Piece(title, nothing=_("The register holds none of these in the period, or does not cover it."))
    if code == "district_code" and not any(isinstance(row[code], str) for row in each):
        return Piece(title, nothing=_("The district is not known of any of these accidents."))
    columns = injury_shares.columns(heading, chosen)
    spoken = "; ".join(f"{row['name']}: {row['told']}" for row in rows.to_dict("records"))
    note = injury_words.note_of_register(injury_shares.said(rows, chosen))
    shown = {
        "chart": injury_shares.chart(rows, heading), "rows": rows, "labels": columns, "formats": injury_shares.formats(columns),
        "note": note, "told": f"{title}. {spoken}",
    }  # fmt: skip
    return Piece(title, shown=shown)
