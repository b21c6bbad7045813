"""The way down the map: from the country to regions, districts and facilities, and back up."""

from html import escape

import streamlit as st

from pages.parts import cached, filters, session
from pages.parts.map import areas, choices
from pages.parts.words import _, named
from queries import facilities
from queries.facilities import Filters

FACILITIES = "facilities"


def views() -> dict[str, str]:
    """What the map shows: single facilities, or areas; districts once their boundaries are uploaded, regions where there are several."""
    has_districts = choices.offered()["has_districts"]
    regions = {"region": _("Regions")} if session.viewer().region_code is None else {}
    return {FACILITIES: _("Facilities")} | regions | ({"district": _("Districts")} if has_districts else {})


def level() -> str | None:
    """The level of areas the address asks for; None for facilities."""
    asked = st.query_params.get("view")
    return asked if asked in areas.LEVELS and asked in views() else None


def choose() -> None:
    """The choice of view, where there is one."""
    offered = views()
    if len(offered) > 1:
        filters.segment("view", _("Show"), offered, is_label_shown=False)


def breadcrumbs(chosen: Filters) -> None:
    """Where the map stands, from the country down; each step leads back up."""
    if not (chosen.region or chosen.district):
        return
    with st.container(horizontal=True, key="map_crumbs", gap="small", vertical_alignment="center"):
        if session.viewer().region_code is None:
            st.button(_("Kazakhstan"), on_click=_up_to, args=(None,), type="tertiary", key="crumb_country")
        regions = cached.ask(facilities.region_boxes)
        found = regions[regions["region_code"] == (chosen.region or session.viewer().region_code)].to_dict("records")
        if found:
            st.button(
                f"› {named(found[0])}",
                on_click=_up_to,
                args=(chosen.region,),
                type="tertiary",
                key="crumb_region",
                disabled=not chosen.district,
            )
        if chosen.district:
            districts = cached.ask(facilities.districts, region=chosen.region)
            here = districts[districts["district_code"] == chosen.district].to_dict("records")
            st.html(f'<span class="crumb">› {escape(named(here[0]) if here else chosen.district)}</span>')


def _up_to(region: str | None) -> None:
    st.query_params.pop("district", None)
    if region is None:
        st.query_params.pop("region", None)
        st.query_params["view"] = "region"
    elif "district" in views():
        st.query_params["view"] = "district"


def enter(code: str) -> None:
    """Goes into an area: a region shows its districts where there are some, a district its facilities."""
    is_region = len(code) == 2
    st.query_params["region"] = code[:2]
    if not is_region:
        st.query_params["district"] = code
    st.query_params["view"] = "district" if is_region and "district" in views() else FACILITIES
