"""What is this place, why this colour, what is to be done?"""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, filters, layout, probability, score_chart, session, strip, tables, trouble
from pages.parts.overrides import form
from pages.parts.passport import head as passport
from pages.parts.passport import lists
from pages.parts.region_names import region_names
from pages.parts.words import _, language
from queries import overview
from queries import passport as questions


def show() -> None:
    """The search, or the passport of the facility in the address."""
    asked = st.query_params.get("facility")
    if asked is None:
        choose()
        return
    facility_id = filters.key_in(asked)
    head = cached.ask(questions.identity, facility_id=facility_id) if facility_id else None
    if head is None:
        layout.heading(_("Facility"), _("What is this place, why this colour, what is to be done?"))
        trouble.not_found()
        look_for_another()
        return
    passport.record_view(facility_id)
    whole(facility_id, head)


def look_for_another() -> None:
    """A button back to the search or the list; a link to the same screen would keep the facility in the address."""
    st.button(
        _("Look for another facility"), icon=":material/search:", type="tertiary",
        on_click=lambda: st.query_params.pop("facility", None),
    )  # fmt: skip


def choose() -> None:
    """The search, or the list of prescriptions longest overdue; a row of either opens the passport."""
    layout.heading(_("Facility"), _("What is this place, why this colour, what is to be done?"))
    offered = {"search": _("Search"), "overdue": _("Overdue prescriptions")}
    if filters.segment("list", _("List"), offered) == "overdue":
        overdue()
    else:
        search()


def overdue() -> None:
    """The prescriptions longest overdue, of the whole country, of the region chosen or of the viewer's."""
    region = None
    if session.viewer().region_code is None:
        region = filters.one("region", _("Region"), cached.made(region_names), everything=_("All regions"))
    rows = cached.ask(overview.longest_overdue, region=region)
    here = language()
    columns = {
        "days_overdue": _("Days overdue"), "number": _("Number"), f"name_{here}": _("Facility"),
        f"region_{here}": _("Region"), "issued_on": _("Issued"), "due_on": _("Due"),
    }  # fmt: skip
    days = {column: tables.day_column(columns[column]) for column in ("issued_on", "due_on")}
    days["days_overdue"] = tables.number_column(columns["days_overdue"])
    note = _("At most a thousand prescriptions, the longest overdue first, as known on the day.")
    st.caption(note)
    open_chosen(
        rows,
        tables.show(rows, columns, name="overdue_prescriptions", selectable=True, note=note, formats=days, identity=f"_{region or ''}"),
    )


def open_chosen(rows: DataFrame, chosen: int | None) -> None:
    """Opens the passport of the row chosen in a table."""
    if chosen is not None:
        st.query_params["facility"] = str(rows["facility_id"].iloc[chosen])
        st.rerun()


def search() -> None:
    """Words in, at most 50 facilities out; the chosen one opens."""
    sought = st.text_input(
        _("Name in any language, BIN, owner or address"), key="find", bind="query-params", type="search",
        placeholder=_("For example: boiler plant, or a BIN of 12 digits"), max_chars=100,
    )  # fmt: skip
    if not sought or len(sought.strip()) < 2:
        st.caption(_("Write at least two letters. Facilities also open from the map and from the overview."))
        return
    rows = cached.ask(questions.found, sought=sought.strip())
    note = _("At most 50 facilities; write more to narrow the search. Choose a row to open its passport.")
    st.caption(note)
    shown = tables.show(rows, found_columns(), name="facilities_found", selectable=True, note=note, identity=sought)
    open_chosen(rows, shown)


def found_columns() -> dict[str, str]:
    """Columns of the search, in the reader's language."""
    here = language()
    return {
        f"name_{here}": _("Facility"), f"hazard_{here}": _("Hazard type"), f"region_{here}": _("Region"),
        f"owner_{here}": _("Owner"), "bin": _("BIN"), "address": _("Address"),
    }  # fmt: skip


def whole(facility_id: int, head: dict[str, Any]) -> None:
    """The full passport."""
    passport.title(head, is_whole_screen=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        layout.open_screen("map.py", _("On the map"), facility=str(facility_id))
        look_for_another()
    score = cached.ask(questions.score, facility_id=facility_id)
    identity, verdict, papers = st.columns([1, 1.15, 1], gap="large")
    with identity:
        layout.section(_("Identity"))
        layout.pairs(passport.identity_pairs(head))
    with verdict:
        layout.section(_("Risk degree and why"))
        passport.verdicts(facility_id, score, in_full=True)
        form.show(facility_id)
    with papers:
        layout.section(_("Contracts, permits and devices"))
        lists.permits(cached.ask(questions.permits, facility_id=facility_id))
        lists.devices_in_short(cached.ask(questions.devices, facility_id=facility_id))
        lists.substances(cached.ask(questions.substances, facility_id=facility_id))
    probability.show(facility_id)
    layout.section(
        _("Twelve quarters"),
        _("What inspections found, what happened and what was overdue at each quarter's end."),
    )
    strip.full(cached.ask(questions.quarters, facility_id=facility_id), name="twelve_quarters")
    scores = cached.ask(questions.score_over_time, facility_id=facility_id)
    if not scores.empty:
        layout.section(_("Score and events over time"))
        events = cached.ask(questions.events, facility_id=facility_id)
        score_chart.show(scores, events, session.as_of(), name="degree_over_time")
    layout.section(_("History"), _("As known on the day looked at."))
    lists.histories(facility_id)


show()
