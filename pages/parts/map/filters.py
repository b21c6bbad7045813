"""What the reader chose to see on the map: colouring and filters, kept in the address, with counts beside each choice."""

from typing import Any

import streamlit as st

from pages.parts import cached, filters, session
from pages.parts.map import address, area, choices, view
from pages.parts.map.choices import Words
from pages.parts.words import NO_VALUE, _, named, ngettext, number
from queries import facilities, instructions, overrides
from queries.facilities import Filters
from queries.records import records

MORE = {"district", "activity", "size", "degree", "hand", "open", "chosen", "text", "owner", "near"}
DRAWER, LABEL = "map_more_filters", "map_more_filters_label"
NOT_NARROWING = {"law", "colour"}


def chosen() -> Filters:
    """The filters as the address has them; what is malformed there is left out."""
    return address.read_what_is_right(st.query_params.to_dict())


def show(asked: Filters) -> None:
    """The row of controls, with what each choice would leave."""
    offered = cached.made(choices.in_sight, asked)
    with st.container(key="map_filters", horizontal=True, vertical_alignment="bottom"):
        filters.one("colour", _("Colour by"), offered["colour"], on_change=_forget_class)
        if session.viewer().region_code is None:
            filters.one("region", _("Region"), offered["region"], everything=_("All regions"), on_change=_forget_district)
        filters.one("hazard", _("Hazard"), offered["hazard"], everything=_("All types"))
        narrowed = sum(name in MORE for name in asked.narrowing)
        with st.popover(_label(narrowed), width="stretch", key=DRAWER, on_change="rerun") as drawer:
            if drawer.open:
                _rest(asked, cached.made(choices.in_the_drawer, asked))
        if asked.narrowing:
            st.button(_("Clear filters"), icon=":material/filter_alt_off:", on_click=clear, type="tertiary", key="map_clear")


def _label(narrowed: int) -> str:
    """What the drawer is called; as it was while it is open, since under another name Streamlit closes it."""
    if LABEL not in st.session_state or not st.session_state.get(DRAWER):
        st.session_state[LABEL] = _more(narrowed)
    return str(st.session_state[LABEL])


def _more(narrowed: int) -> str:
    return f"{_('More filters')} ({number(narrowed)})" if narrowed else _("More filters")


def _rest(asked: Filters, offered: dict[str, Words]) -> None:
    filters.one("law", _("Degree under"), offered["law"], on_change=_forget_class)
    filters.one("degree", _("Degree"), offered["degree"], everything=_("All degrees"))
    filters.one("hand", _("Degree set by hand"), offered["hand"], everything=_("All facilities"))
    if "district" in offered:
        filters.one("district", _("District"), offered["district"], everything=_("All districts"))
    filters.one("activity", _("Activity of the owner"), offered["activity"], everything=_("All activities"))
    filters.one("size", _("Size of the owner, employees"), offered["size"], everything=_("All sizes"))
    filters.words("search", _("Words"), _("Name, owner, BIN or address"))
    if asked.open:
        _removable("open", open_told(cached.ask(instructions.one, instruction_id=int(asked.open))))
    if asked.chosen:
        _removable("chosen", chosen_told(asked.chosen))
    if asked.owner:
        _removable("owner", _("Owner: {name}").format(name=_owner(asked.owner)))
    if asked.near:
        _removable("near", area.told(asked.near))


def chosen_told(chosen: str) -> str:
    """How many facilities are picked one by one, as those of a plan of visits are."""
    count = chosen.count(",") + 1
    return ngettext("{n} facility picked", "{n} facilities picked", count).format(n=number(count))


def open_told(found: dict[str, Any] | None) -> str:
    """Which instruction is still open there; the one found, or none that the viewer may see."""
    return _("Still open under the instruction {number}").format(number=found["number"] if found else NO_VALUE)


def clear() -> None:
    """Takes every narrowing filter out of the address."""
    for name in address.NAMES:
        if name not in NOT_NARROWING:
            st.query_params.pop(name, None)


def _forget_class() -> None:
    st.query_params.pop("mark", None)


def _forget_district() -> None:
    st.query_params.pop("district", None)


def _removable(name: str, told: str) -> None:
    st.button(told, icon=":material/close:", on_click=st.query_params.pop, args=(name, None), key=f"map_without_{name}")


def begin(asked: Filters) -> None:
    """Has the counts and lists of all filters asked while the frame of the screen is made."""
    for question in (facilities.counted, overrides.passing):
        cached.ahead(question, filters=asked)
    for question in (facilities.region_boxes, facilities.hazard_types):
        cached.ahead(question)


def _owner(bin_: str) -> str:
    found = cached.ask(facilities.owner, bin=bin_)
    return named(found) if found else bin_


def place_of(asked: Filters) -> tuple[str | None, view.Box]:
    """Code and box of the district or region that is looked at; the country's where none is chosen."""
    region = asked.region or session.viewer().region_code
    here = asked.district or region
    return here, cached.made(_box, region, asked.district) if here else view.COUNTRY


def _box(region: str | None, district: str | None) -> view.Box:
    if district:
        rows, here = cached.ask(facilities.districts, region=region), "district_code"
    else:
        rows, here = cached.ask(facilities.region_boxes), "region_code"
    boxes = [(row["west"], row["south"], row["east"], row["north"]) for row in records(rows) if row[here] == (district or region)]
    return boxes[0] if boxes else view.COUNTRY
