"""What changed, and what needs a decision?"""

import streamlit as st
from pandas import DataFrame

from pages.parts import charts, first_look, layout, overview_tiles, region_map, region_rates, tables
from pages.parts.cached import ask
from pages.parts.words import _, months
from queries import injuries, overview

RATE_DIGITS = 3


def regions() -> DataFrame:
    """Rates, the risk zone and overdue prescriptions of each region, side by side."""
    listed = region_rates.listed(ask(injuries.by_region), "injured", RATE_DIGITS)
    killed = ask(injuries.by_region)[["region_code", "killed_count"]]
    zone = ask(overview.risk_zone)[["region_code", "high_count"]]
    overdue = ask(overview.overdue_prescriptions)[["region_code", "overdue_count"]]
    return listed.merge(killed, "left").merge(zone, "left").merge(overdue, "left")


def note() -> str:
    """What the map and the table of regions stand on."""
    said = _(
        "Injured per 1,000 employees with the 95% interval, {period}, accident register. "
        "Place: as far as the intervals tell regions apart. High-risk zone: facilities. "
        "Overdue: prescriptions. † Borders changed in June 2022."
    )
    return f"{said.format(period=period)} {tables.demonstration_mark()}"


def columns() -> dict[str, str]:
    """Columns of the table of regions."""
    return {
        "place": _("Place"),
        "name": _("Region"),
        "killed_count": _("Killed"),
        "count": _("Injured"),
        "told": _("Per 1,000 employees"),
        "high_count": _("High-risk zone"),
        "overdue_count": _("Overdue"),
    }


totals = ask(injuries.totals)
period = months(totals["starts_on"], totals["ends_on"])
layout.heading(_("Overview"), _("What changed, and what needs a decision?"))
overview_tiles.show(totals)
st.caption(overview_tiles.explained())

layout.section(_("Regions"), note())
rows = regions()
drawn, listed = st.columns([5, 7], gap="medium")
with drawn:
    st.altair_chart(
        charts.themed(region_map.chart(ask(overview.region_outlines), rows)), theme=None, width="stretch"
    )
with listed:
    counts = ("killed_count", "count", "high_count", "overdue_count")
    formats = {column: tables.number_column(columns()[column]) for column in counts}
    tables.show(rows, columns(), name="regions", note=note(), formats=formats)

facilities, instructions = st.columns(2, gap="large")
with facilities:
    first_look.facilities(ask(overview.first_to_look_at))
with instructions:
    first_look.instructions()
