"""An area: everything within so many kilometres of a place; offered around what is open, named, counted beside the map, left again."""

from html import escape
from typing import Any

import streamlit as st

from pages.parts import cached, labels, layout, palette
from pages.parts.map import address
from pages.parts.words import _, capital, named, ngettext, number
from queries import facilities, places
from queries.facilities import Filters, Near

IN_ADDRESS, KM, PICKED, CLUSTER = "near", "map_area_km", "map_picked", "map_cluster"
GENERATION = "map_generation"  # how often what was clicked on the map was let go
OFFERED_KM = (5, 20, 50)
LEAST_KM = 0.05


def choose(lon: float, lat: float, km: float) -> None:
    """Narrows the screen to a circle, by its address; what was found or clicked there has done its work."""
    st.session_state.pop(PICKED, None)
    if st.session_state.pop(CLUSTER, None):
        st.session_state[GENERATION] = st.session_state.get(GENERATION, 0) + 1
    st.query_params[IN_ADDRESS] = address.near_written(Near(round(lon, 5), round(lat, 5), round(km, 3)))


def offer(place: dict[str, float], *, radius_m: int | None = None, whose: str = "") -> None:
    """Buttons for circles around a place; radius_m is how far an accident there can reach; whose begins their keys."""
    told = _("Show everything within")
    st.html(f'<p class="map-around">{escape(told)}</p>')
    with st.container(horizontal=True, key=f"map_{whose}around"):
        for km in OFFERED_KM:
            st.button(distance(km), on_click=choose, args=(place["lon"], place["lat"], km), key=f"map_{whose}within_{km}")
        if radius_m:
            told = _("its danger radius, {distance}").format(distance=distance(radius_m / 1000))
            st.button(told, on_click=choose, args=(place["lon"], place["lat"], radius_m / 1000), key=f"map_{whose}within_danger")


def remember(box: tuple[float, float, float, float]) -> None:
    """A settlement the search has found, in the middle of its box: circles around it are offered beside the map."""
    west, south, east, north = box
    st.session_state[PICKED] = {"lon": round((west + east) / 2, 5), "lat": round((south + north) / 2, 5)}


def distance(km: float) -> str:
    """A distance in metres or kilometres."""
    if km < 1:
        return _("{count} m").format(count=number(km * 1000))
    return _("{count} km").format(count=number(km, 0 if km == int(km) else 1))


def told(near: Near) -> str:
    """The area in words: how far around what."""
    name = _name(near.lon, near.lat) or _("the chosen place")
    return capital(_("Within {distance} of {place}").format(distance=distance(near.km), place=name))


def _name(lon: float, lat: float) -> str:
    found = cached.ask(places.standing_at, lon=lon, lat=lat)
    return named(found) if found else ""


def show(chosen: Filters) -> None:
    """The area of the filters with its totals, or circles around the settlement just found; nothing where there is neither."""
    picked = st.session_state.get(PICKED)
    if chosen.near:
        _totals(chosen, chosen.near)
    elif picked:
        with st.container(key="map_area"):
            st.html(f'<h2 class="map-title">{escape(_name(**picked))}</h2>')
            offer(picked, whose="picked_")


def _totals(chosen: Filters, near: Near) -> None:
    with st.container(key="map_area"):
        st.html(f'<h2 class="map-title">{escape(told(near))}</h2>')
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.session_state[KM] = float(near.km)
            st.number_input(
                _("Kilometres"), min_value=LEAST_KM, max_value=float(address.MOST_KM), step=1.0, format="%g", key=KM,
                on_change=_another_distance, args=(near,), width=120,
            )  # fmt: skip
            st.button(_("Leave the area"), icon=":material/close:", on_click=st.query_params.pop, args=(IN_ADDRESS, None),
                      key="map_area_leave", type="tertiary")  # fmt: skip
        totals = cached.ask(facilities.area, filters=chosen)
        layout.pairs(_pairs(totals))
        st.html(_degrees(totals))


def _another_distance(near: Near) -> None:
    choose(near.lon, near.lat, st.session_state[KM])


def _pairs(totals: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (_("Facilities"), number(totals["facilities"])),
        (_("People working there"), _workers(totals)),
        (_("Settlements inside, by their centre"), _settlements(totals)),
        (_("Overdue prescriptions"), number(totals["overdue_prescriptions"])),
        (_("Accidents of three years"), _accidents(totals)),
    ]


def _workers(totals: dict[str, Any]) -> str:
    silent = totals["without_workers"]
    if not silent:
        return number(totals["workers"])
    known = number(totals["workers"]) if silent < totals["facilities"] else _("Not known")
    told = ngettext("{n} facility did not say", "{n} facilities did not say", silent).format(n=number(silent))
    return f"{known} ({told})"


def _settlements(totals: dict[str, Any]) -> str:
    if not totals["settlements"]:
        return _("None")
    people = ngettext("{n} resident", "{n} residents", totals["population"]).format(n=number(totals["population"]))
    more = " …" if totals["settlements"] > 3 else ""
    return f"{number(totals['settlements'])} · {people}: {named(totals, 'largest')}{more}"


def _accidents(totals: dict[str, Any]) -> str:
    if not totals["fatal_accidents"]:
        return number(totals["accidents"])
    fatal = _("with deaths: {n}").format(n=number(totals["fatal_accidents"]))
    return f"{number(totals['accidents'])}, {fatal}"


def _degrees(totals: dict[str, Any]) -> str:
    """Facilities by degree, worst first; degrees that none has are left out."""
    present = [code for code in labels.degrees() if totals[code]]
    lines = "".join(
        f'<div class="area-degree">{layout.swatch(palette.DEGREE_SWATCHES[code])}<span>{escape(labels.degrees()[code])}</span>'
        f"<b>{number(totals[code])}</b></div>"
        for code in present
    )
    return f"<div>{lines}</div>"
