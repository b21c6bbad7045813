"""What the reader chose to see on the map: colouring and filters, kept in the address, with counts beside each choice."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, filters, labels, session
from pages.parts.map import address, area, colours, legend, view
from pages.parts.words import NO_VALUE, _, named, ngettext, number
from queries import facilities, instructions, overrides
from queries.facilities import Filters

MORE = {"district", "activity", "size", "degree", "hand", "open", "chosen", "text", "owner", "near"}
NOT_NARROWING = {"law", "colour"}


def chosen() -> Filters:
    """The filters as the address has them; what is malformed there is left out."""
    return address.read_what_is_right(st.query_params.to_dict())


def show(asked: Filters, counted: DataFrame) -> None:
    """The row of controls, with what each choice would leave; counted as queries.facilities.counted answers."""
    with st.container(key="map_filters", horizontal=True, vertical_alignment="bottom"):
        filters.one("colour", _("Colour by"), colours.names(cached.ask(facilities.has_probability)), on_change=_forget_class)
        if session.viewer().region_code is None:
            filters.one(
                "region", _("Region"), _with_counts("region", _regions(), counted), everything=_("All regions"), on_change=_forget_district
            )
        filters.one("hazard", _("Hazard"), _with_counts("hazard", _hazards(), counted), everything=_("All types"))
        narrowed = sum(name in MORE for name in asked.narrowing)
        with st.popover(_more(narrowed), width="stretch"):
            _rest(asked, counted)
        if asked.narrowing:
            st.button(_("Clear filters"), icon=":material/filter_alt_off:", on_click=clear, type="tertiary", key="map_clear")


def _more(narrowed: int) -> str:
    if not narrowed:
        return _("More filters")
    return ngettext("More filters ({n} set)", "More filters ({n} set)", narrowed).format(n=number(narrowed))


def _rest(asked: Filters, counted: DataFrame) -> None:
    filters.one("law", _("Degree under"), _laws(), on_change=_forget_class)
    filters.one("degree", _("Degree"), _degrees(asked.law), everything=_("All degrees"))
    filters.one("hand", _("Degree set by hand"), _by_hand(asked), everything=_("All facilities"))
    districts = cached.ask(facilities.districts, region=asked.region).to_dict("records")
    if districts:
        filters.one(
            "district", _("District"), _with_counts("district", _named(districts, "district_code"), counted), everything=_("All districts")
        )
    filters.one("activity", _("Activity of the owner"), _activities(counted), everything=_("All activities"))
    filters.one("size", _("Size of the owner, employees"), _with_counts("size", sizes(), counted), everything=_("All sizes"))
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


def _with_counts(name: str, words: dict[str, str], counted: DataFrame) -> dict[str, str]:
    """Choices that leave something, or are chosen, each with its count."""
    counts, present = legend.counts(counted, name), st.query_params.get(name)
    return {code: f"{word} · {number(counts.get(code, 0))}" for code, word in words.items() if counts.get(code) or code == present}


def _laws() -> dict[str, str]:
    return {code: labels.laws()[code] for code in ("labour", "industrial_safety")}


def _regions() -> dict[str, str]:
    return _named(cached.ask(facilities.region_boxes).to_dict("records"), "region_code")


def _hazards() -> dict[str, str]:
    return _named(cached.ask(facilities.hazard_types).to_dict("records"), "hazard_type_code")


def _degrees(law: str) -> dict[str, str]:
    without = "not_high" if law == "labour" else None
    return {code: word for code, word in labels.degrees().items() if code != without}


def _by_hand(asked: Filters) -> dict[str, str]:
    count = cached.ask(overrides.passing, filters=asked)
    return {"yes": _("Only where set by hand · {count}").format(count=number(count))}


def sizes() -> dict[str, str]:
    """Size classes of owners."""
    return {
        "large": _("Large: over 250"), "medium": _("Medium: 101 to 250"), "small": _("Small: 16 to 100"),
        "micro": _("Micro: up to 15"), "unknown": _("Not known"),
    }  # fmt: skip


def _activities(counted: DataFrame) -> dict[str, str]:
    """The tree of activities that leave something: sections, and under each what is finer, with counts of all below."""
    rows = cached.ask(facilities.activities).to_dict("records")
    counts, parents = legend.counts(counted, "activity"), {row["activity_code"]: row["parent_code"] for row in rows}
    below: dict[str, int] = {}
    for code, count in counts.items():
        above: str | None = code
        while above is not None:
            below[above] = below.get(above, 0) + count
            above = parents.get(above)
    present = st.query_params.get("activity")
    kept = [row for row in rows if below.get(row["activity_code"]) or row["activity_code"] == present]
    indents = {row["activity_code"]: "\u2003" * (row["level"] - 1) for row in kept}
    return {code: f"{indents[code]}{code} {named(row)} · {number(below.get(code, 0))}" for row in kept for code in [row["activity_code"]]}


def _owner(bin_: str) -> str:
    found = cached.ask(facilities.owner, bin=bin_)
    return named(found) if found else bin_


def place_of(asked: Filters) -> tuple[str | None, view.Box]:
    """Code and box of the district or region that is looked at; the country's where none is chosen."""
    region = asked.region or session.viewer().region_code
    if asked.district:
        return asked.district, _box(cached.ask(facilities.districts, region=region), "district_code", asked.district)
    return region, _box(cached.ask(facilities.region_boxes), "region_code", region)


def _box(rows: DataFrame, key: str, code: str | None) -> view.Box:
    found = rows[rows[key] == code]
    return view.COUNTRY if found.empty else tuple(found[["west", "south", "east", "north"]].iloc[0].astype(float))


def _named(rows: list[dict[str, Any]], key: str) -> dict[str, str]:
    return dict(sorted(((row[key], named(row)) for row in rows), key=lambda pair: pair[1]))
