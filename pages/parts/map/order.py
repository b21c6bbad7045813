"""Which page of the list beside the map is looked at, in which order, and what stands on it and beside an entry of it."""

import streamlit as st
from pandas import DataFrame

from pages.parts import cached
from pages.parts.map import legend
from pages.parts.words import language
from queries import facilities
from queries.facilities import Filters

PAGE = "page"
Step = tuple[int, int]  # a facility and its page


def page() -> int:
    """The page looked at, from 1."""
    return max(int(st.session_state.get(PAGE) or 1), 1)


def asked() -> str:
    """The order of the address; the first there is where it names none."""
    named = st.query_params.get("order", "")
    return named if named in facilities.ORDERS else facilities.ORDERS[0]


def rows(chosen: Filters, page: int) -> DataFrame:
    """A page of the list in the order and direction of the address."""
    descending = st.query_params.get("direction") != "up"
    shown = {"order": asked(), "descending": descending, "page": page, "language": language()}
    return cached.ask(facilities.listed, filters=chosen, of=_size(chosen), **shown)


def _size(chosen: Filters) -> int:
    return sum(cached.made(legend.counted, chosen).get("place", {}).values())


def number_of(chosen: Filters, facility_id: int) -> int | None:
    """Which entry of the whole list a facility is, from 1; None where it is not on the page looked at."""
    ids = _ids(chosen, page())
    return (page() - 1) * facilities.ROWS_OF_A_PAGE + ids.index(facility_id) + 1 if facility_id in ids else None


def beside(chosen: Filters, facility_id: int) -> tuple[Step | None, Step | None]:
    """What comes before and after a facility in the list, over the borders of pages; after one that is not on the page comes its first."""
    here = page()
    ids = _ids(chosen, here)
    if facility_id not in ids:
        return None, _first(chosen, here)
    place = ids.index(facility_id)
    before = (ids[place - 1], here) if place else _last(chosen, here - 1)
    after = (ids[place + 1], here) if place + 1 < len(ids) else _first(chosen, here + 1)
    return before, after


def _first(chosen: Filters, page: int) -> Step | None:
    ids = _ids(chosen, page)
    return (ids[0], page) if ids else None


def _last(chosen: Filters, page: int) -> Step | None:
    return (_ids(chosen, page)[-1], page) if page else None


def _ids(chosen: Filters, page: int) -> list[int]:
    return [int(each) for each in rows(chosen, page)["facility_id"]]
