"""What the reader chose to see on the map: colouring and filters, kept in the address, with counts beside each choice."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, filters, labels, session
from pages.parts.map import address, area, colours, legend, view
from pages.parts.map.legend import Counts
from pages.parts.words import NO_VALUE, _, named, ngettext, number
from queries import facilities, instructions, overrides
from queries.facilities import Filters
from queries.records import records

MORE = {"district", "activity", "size", "degree", "hand", "open", "chosen", "text", "owner", "near"}
DRAWER = "map_more_filters"
NOT_NARROWING = {"law", "colour"}
Words = dict[str, str]


def chosen() -> Filters:
    """The filters as the address has them; what is malformed there is left out."""
    return address.read_what_is_right(st.query_params.to_dict())


def show(asked: Filters) -> None:
    """The row of controls, with what each choice would leave."""
    offered = cached.made(choices, asked)
    with st.container(key="map_filters", horizontal=True, vertical_alignment="bottom"):
        filters.one("colour", _("Colour by"), offered["colour"], on_change=_forget_class)
        if session.viewer().region_code is None:
            filters.one("region", _("Region"), offered["region"], everything=_("All regions"), on_change=_forget_district)
        filters.one("hazard", _("Hazard"), offered["hazard"], everything=_("All types"))
        narrowed = sum(name in MORE for name in asked.narrowing)
        with st.popover(_more(narrowed), width="stretch", key=DRAWER, on_change="rerun") as drawer:
            if drawer.open:
                _rest(asked, cached.made(further_choices, asked))
        if asked.narrowing:
            st.button(_("Clear filters"), icon=":material/filter_alt_off:", on_click=clear, type="tertiary", key="map_clear")


def _more(narrowed: int) -> str:
    if not narrowed:
        return _("More filters")
    return ngettext("More filters ({n} set)", "More filters ({n} set)", narrowed).format(n=number(narrowed))


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
    for question in (facilities.hazard_types, facilities.has_probability):
        cached.ahead(question)


def choices(asked: Filters) -> dict[str, Words]:
    """What each filter in sight offers, words by code."""
    regions, hazards = cached.ask(facilities.region_boxes), cached.ask(facilities.hazard_types)
    return {"colour": colours.names(cached.ask(facilities.has_probability))} | _counted(
        asked, {"region": _named(regions, "region_code"), "hazard": _named(hazards, "hazard_type_code")}
    )


def further_choices(asked: Filters) -> dict[str, Words]:
    """What each filter in the drawer offers; districts only where there are some."""
    activities = cached.made(legend.counted, asked).get("activity", {})
    districts = cached.ask(facilities.districts, region=asked.region)
    return {
        "law": _laws(), "degree": _with_counts(_degrees(asked.law), _by_degree(asked), asked.degree), "hand": _by_hand(asked),
        "activity": _activities(activities, asked.activity),
    } | _counted(asked, {"size": sizes()} | ({} if districts.empty else {"district": _named(districts, "district_code")}))  # fmt: skip


def _counted(asked: Filters, offered: dict[str, Words]) -> dict[str, Words]:
    """Words of filters with what each choice would leave."""
    counts = cached.made(legend.counted, asked)
    return {name: _with_counts(words, counts.get(name, {}), getattr(asked, name)) for name, words in offered.items()}


def _with_counts(words: Words, counts: Counts, present: str | None) -> Words:
    """Choices that leave something, or are chosen, each with its count."""
    return {code: f"{word} · {number(counts.get(code, 0))}" for code, word in words.items() if counts.get(code) or code == present}


def _laws() -> Words:
    return {code: labels.laws()[code] for code in ("labour", "industrial_safety")}


def _degrees(law: str) -> Words:
    without = "not_high" if law == "labour" else None
    return {code: word for code, word in labels.degrees().items() if code != without}


def _by_degree(asked: Filters) -> Counts:
    """What each degree would leave: as the legend of degrees counts, or within the class of the colouring that is looked at."""
    if asked.colour == "degree" and asked.degree is None:
        counts = cached.made(legend.counted, asked).get("mark", {})
    else:
        is_of_class = asked.colour != "degree" and asked.mark is not None
        rows = cached.ask(facilities.by_degree_of_class if is_of_class else facilities.by_degree, filters=asked)
        counts = dict(zip(rows["code"], rows["facilities"], strict=True))
    return {code: counts.get(str(mark), 0) for code, mark in colours.DEGREE_MARKS.items()}


def _by_hand(asked: Filters) -> Words:
    count = cached.ask(overrides.passing, filters=asked)
    return {"yes": _("Only where set by hand · {count}").format(count=number(count))}


def sizes() -> Words:
    """Size classes of owners."""
    return {
        "large": _("Large: over 250"), "medium": _("Medium: 101 to 250"), "small": _("Small: 16 to 100"),
        "micro": _("Micro: up to 15"), "unknown": _("Not known"),
    }  # fmt: skip


def _activities(counts: Counts, present: str | None) -> Words:
    """The tree of activities that leave something: sections, and under each what is finer, with counts of all below."""
    rows = records(cached.ask(facilities.activities))
    parents = {row["activity_code"]: row["parent_code"] for row in rows}
    below: dict[str, int] = {}
    for code, count in counts.items():
        above: str | None = code
        while above is not None:
            below[above] = below.get(above, 0) + count
            above = parents.get(above)
    kept = [row for row in rows if below.get(row["activity_code"]) or row["activity_code"] == present]
    indents = {row["activity_code"]: "\u2003" * (row["level"] - 1) for row in kept}
    return {code: f"{indents[code]}{code} {named(row)} · {number(below.get(code, 0))}" for row in kept for code in [row["activity_code"]]}


def _owner(bin_: str) -> str:
    found = cached.ask(facilities.owner, bin=bin_)
    return named(found) if found else bin_


def place_of(asked: Filters) -> tuple[str | None, view.Box]:
    """Code and box of the district or region that is looked at; the country's where none is chosen."""
    region = asked.region or session.viewer().region_code
    return asked.district or region, cached.made(_box, region, asked.district)


def _box(region: str | None, district: str | None) -> view.Box:
    if district:
        rows, here = cached.ask(facilities.districts, region=region), "district_code"
    else:
        rows, here = cached.ask(facilities.region_boxes), "region_code"
    found = rows[rows[here] == (district or region)]
    return view.COUNTRY if found.empty else tuple(map(float, found[["west", "south", "east", "north"]].iloc[0]))


def _named(rows: DataFrame, key: str) -> Words:
    return dict(sorted(((row[key], named(row)) for row in rows.to_dict("records")), key=lambda pair: pair[1]))
