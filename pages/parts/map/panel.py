"""The panel beside the map: the passport in short of the facility clicked, or what a cluster holds."""

from html import escape
from typing import Any

import streamlit as st

from pages.parts import cached, filters
from pages.parts.map import area, step, tooltip, view, way
from pages.parts.map.colours import Colouring
from pages.parts.passport import head as passport
from pages.parts.words import _
from queries import facilities
from queries.facilities import Filters

CHART = "map_chart"


def facility_id() -> int | None:
    """The facility whose passport is open: the one in the address."""
    return filters.key_in(st.query_params.get("facility", ""))


def place_of(chosen: int | None) -> dict[str, Any] | None:
    """Where the facility stands; None where none is chosen, it has no point, or it is not the viewer's to see."""
    return None if chosen is None else cached.ask(facilities.located, facility_id=chosen)


def generation() -> int:
    """How often the panel was closed: the marks of a new generation forget which of them was clicked."""
    return int(st.session_state.get(area.GENERATION, 0))


def clicked() -> None:
    """Takes up what was clicked on the map; a click beside the marks closes the panel."""
    objects = st.session_state[CHART]["selection"]["objects"]
    found = next((each for layer in objects.values() for each in layer), {})
    mark = found.get("properties") or {}
    if mark.get("k") == "area":
        way.enter(str(mark["id"]))
    chosen = int(mark["id"]) if mark.get("k") == "facility" else None
    open_facility(chosen)
    view.stay_for(chosen)
    st.session_state[area.CLUSTER] = mark | {"at": _at(found)} if mark.get("k") == "cluster" else None


def _at(found: dict[str, Any]) -> dict[str, float] | None:
    """Where a mark clicked stands, as the browser says; None where it says no place."""
    match (found.get("geometry") or {}).get("coordinates"):
        case [float() | int() as lon, float() | int() as lat] if abs(lon) <= 180 and abs(lat) <= 85:
            return {"lon": float(lon), "lat": float(lat)}
    return None


def open_facility(chosen: int | None) -> None:
    """Puts a facility into the address, or takes the present one out."""
    st.session_state[area.CLUSTER] = None
    if chosen is None:
        st.query_params.pop("facility", None)
    else:
        st.query_params["facility"] = str(chosen)


def show(colouring: Colouring, filters: Filters) -> None:
    """The panel, where something is chosen."""
    chosen, cluster = facility_id(), st.session_state.get(area.CLUSTER)
    if chosen is None and not cluster:
        return
    with st.container(key="map_panel"):
        with st.container(horizontal=True, vertical_alignment="center", key="map_panel_head"):
            if chosen is not None:
                step.show(filters, chosen, open_facility)
            st.button(_("Close"), icon=":material/close:", on_click=_close, key="map_panel_close", type="tertiary")
        if chosen is not None:
            step.place(filters, chosen)
            _facility(chosen)
        else:
            _cluster(cluster, colouring)


def _facility(chosen: int) -> None:
    head, place = passport.brief(chosen), place_of(chosen)
    if head and place:
        area.offer(place, radius_m=head["danger_radius_m"])


def _close() -> None:
    open_facility(None)
    st.session_state[area.GENERATION] = generation() + 1


def _cluster(cluster: dict[str, Any], colouring: Colouring) -> None:
    counts = {name: str(cluster.get(name, "")) for name in ("n", "b", "w", "g", "i")}
    told = [colouring.told] + ([tooltip.gross()] if colouring.code != "violations" else [])
    lines = [*(sentence.format(**counts) for sentence in told), _("Zoom in to see them one by one.")]
    title = _("Facilities: {n}").format(**counts)
    st.html(f'<h2 class="section">{escape(title)}</h2>' + "".join(f"<p>{escape(line[0].upper() + line[1:])}</p>" for line in lines))
    if cluster.get("at"):
        area.offer(cluster["at"], whose="cluster_")
