"""What the reader chose to see on the map: colouring and filters, kept in the address."""

from typing import Any

import streamlit as st

from pages.parts import cached, filters, labels, map_view, session
from pages.parts.words import _, named
from queries import facilities
from queries.facilities import Filters


def colourings() -> dict[str, str]:
    """What the fill of a mark can mean."""
    return {"degree": _("Risk degree"), "violations": _("Violations of 12 quarters")}


def chosen() -> tuple[str, Filters]:
    """The row of controls; the colouring and the filters as they stand."""
    with st.container(key="map_filters", horizontal=True, vertical_alignment="bottom"):
        colouring = filters.segment("colour", _("Colour by"), colourings())
        law = filters.one("law", _("Degree under"), labels.laws()) or "labour"
        region = _region()
        hazard = filters.one("hazard", _("Hazard"), _hazards(), everything=_("All types"))
        degree = filters.one("degree", _("Degree"), _degrees(law, region, hazard), everything=_("All degrees"))
    return colouring, Filters(law, region, hazard, degree)


def _region() -> str | None:
    rows = cached.ask(facilities.region_boxes).to_dict("records")
    own = session.viewer().region_code
    return filters.one("region", _("Region"), _named(rows, "region_code"), everything="" if own else _("All regions"))


def box_of(region: str | None) -> map_view.Box:
    """The box around a region; the country's where none is chosen."""
    rows = cached.ask(facilities.region_boxes)
    found = rows[rows["region_code"] == region]
    return map_view.COUNTRY if found.empty else tuple(found[["west", "south", "east", "north"]].iloc[0].astype(float))


def _hazards() -> dict[str, str]:
    return _named(cached.ask(facilities.hazard_types).to_dict("records"), "hazard_type_code")


def _degrees(law: str, region: str | None, hazard: str | None) -> dict[str, str]:
    """The degrees that facilities have under the law: a law of two degrees offers two."""
    counted = cached.ask(facilities.counted, filters=Filters(law, region, hazard))
    present = set(counted.loc[counted["filter"] == "degree", "code"])
    return {code: word for code, word in labels.degrees().items() if code in present}


def _named(rows: list[dict[str, Any]], key: str) -> dict[str, str]:
    return dict(sorted(((row[key], named(row)) for row in rows), key=lambda pair: pair[1]))
