"""What changed, and what needs a decision?"""

import streamlit as st
from pandas import DataFrame

from pages.parts import (
    charts,
    definition,
    first_look,
    layout,
    overview_tiles,
    region_map,
    region_rates,
    region_rows,
    session,
    tables,
    vega,
    zone_flow,
)  # fmt: skip
from pages.parts.cached import ahead, ask, made
from pages.parts.overrides import ledger
from pages.parts.words import _, months
from queries import injuries, overview

RATE_DIGITS = 2
COUNTS = ("killed_count", "count", "high_count", "overdue_count")


def show() -> None:
    """Six tiles, the regions where there is more than one to see, and what to look at first."""
    for question in (overview.overdue_prescriptions, injuries.by_region):
        ahead(question)
    zone_flow.begin()
    layout.heading(_("Overview"), _("What changed, and what needs a decision?"))
    overview_tiles.show()
    layout.note(made(overview_tiles.explained))
    ledger.count_line()
    if session.viewer().region_code is None:
        regions(made(period))
    zone_flow.show()
    facilities, instructions = st.columns(2, gap="large")
    with facilities:
        first_look.facilities()
    with instructions:
        first_look.instructions()


def period() -> str:
    """The months that are counted."""
    totals = ask(injuries.totals)
    return months(totals["starts_on"], totals["ends_on"])


def regions(period: str) -> None:
    """The regions as a small map and as a table, highest injury rate first."""
    note = _(
        "Injured per 1,000 employees with the 95% interval, {period}, accident register. "
        "Place: as far as the intervals tell regions apart. High risk: facilities in the zone. "
        "Overdue: prescriptions. † Borders changed in June 2022."
    ).format(period=period)
    layout.section(_("Regions"), f"{note} {region_rows.how()} {tables.demonstration_mark()}".strip())
    rows = made(side_by_side)
    drawn, listed = st.columns([1, 2.7], gap="small")
    with drawn:
        charts.draw(made(map_of_regions))
    with listed:
        formats = {column: tables.number_column(columns()[column]) for column in COUNTS} | region_rows.formats()
        about = made(definition.of_indicator, "injury_rate_per_1000_employees")
        tables.show(rows, columns(), name="regions", note=note, formats=formats, about=about)


def map_of_regions() -> vega.Spec:
    """The regions shaded by their injury rate."""
    return charts.themed(region_map.chart(ask(overview.region_outlines), made(side_by_side)))


def side_by_side() -> DataFrame:
    """Rates, killed, the risk zone and overdue prescriptions of each region, and where their rows are."""
    rates, totals = ask(injuries.by_region), ask(injuries.totals)
    also = {"killed_count": rates, "high_count": ask(overview.risk_zone), "overdue_count": ask(overview.overdue_prescriptions)}
    rows = region_rows.linked(region_rates.listed(rates, "injured", RATE_DIGITS), totals["starts_on"], totals["ends_on"])
    return rows.assign(**{field: rows["region_code"].map(known.set_index("region_code")[field]) for field, known in also.items()})


def columns() -> dict[str, str]:
    """Columns of the table of regions; what opens the rows stands behind the figures it is of."""
    opens = region_rows.headings()
    return {
        "place": _("Place"),
        "name": _("Region"),
        "killed_count": _("Killed"),
        "count": _("Injured"),
        "told": _("Per 1,000 employees"),
        region_rows.ACCIDENTS: opens[region_rows.ACCIDENTS],
        "high_count": _("High risk"),
        region_rows.ZONE: opens[region_rows.ZONE],
        "overdue_count": _("Overdue"),
        region_rows.PRESCRIPTIONS: opens[region_rows.PRESCRIPTIONS],
    }


show()
