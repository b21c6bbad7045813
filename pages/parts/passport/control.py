"""Control of a facility in short: what the last inspection found, and which prescriptions are overdue."""

from html import escape
from typing import Any

import streamlit as st

from pages.parts import cached
from pages.parts.words import _, day, named, ngettext, number
from queries import passport

MOST_SHOWN = 3


def last_inspection(facility_id: int) -> str:
    """Day, body and findings of the last inspection known."""
    rows = cached.ask(passport.inspections, facility_id=facility_id)
    if rows.empty:
        return _("No inspection known")
    row = rows.iloc[0].to_dict()
    return f"{day(row['inspected_on'])}, {named(row, 'body')}: {_found(row)}"


def _found(row: dict[str, Any]) -> str:
    counts = {
        _("gross: {n}"): row["gross_count"], _("significant: {n}"): row["significant_count"], _("minor: {n}"): row["minor_count"],
    }  # fmt: skip
    found = [words.format(n=number(count)) for words, count in counts.items() if count]
    return _("violations {counts}").format(counts=", ".join(found)) if found else _("no violations")


def overdue(facility_id: int) -> None:
    """The prescriptions longest overdue, and how many more there are."""
    rows = cached.ask(passport.prescriptions, facility_id=facility_id)
    late = rows[rows["state"] == "overdue"].to_dict("records")
    if not late:
        return
    title, items = _("Overdue prescriptions"), [_late(row) for row in late[:MOST_SHOWN]]
    if len(late) > MOST_SHOWN:
        items.append(_("and {n} more").format(n=number(len(late) - MOST_SHOWN)))
    st.html(f'<h3 class="map-title">{escape(title)}</h3><ul class="late">{"".join(f"<li>{escape(each)}</li>" for each in items)}</ul>')


def _late(row: dict[str, Any]) -> str:
    days = int(row["days_overdue"])
    past = ngettext("{count} day past the deadline", "{count} days past the deadline", days).format(count=number(days))
    return _("No. {number}, due {day}: {past}").format(number=row["number"], day=day(row["due_on"]), past=past)
