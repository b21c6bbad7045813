"""The orders of the list beside the map: by sorting all that passes, or by walking along an index until the page is full."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from queries.db import Viewer, read, read_one
from queries.facilities.filters import Filters

ORDERS = ("risk", "name", "hazard", "region", "owner", "violations", "overdue", "inspected", "accidents", "insurance")
ORDERS_BY_WORD = ("name", "owner")
ORDERS_BY_KIND = ("hazard", "region")
OF_SINGLE_FACILITIES = {"owner", "text", "near", "hand", "chosen", "open"}
PART_WALKED = 12  # a narrowed list is walked to its twelfth part; from there it is quicker to sort all of it

LOOKED_THROUGH = 3_000  # first rows of the whole list in which a full page of words or of a circle is looked for, where these are many
MANY_PASSING = 5_000
FAR = 1_000  # rows passed over; from here it is worth asking in which block of the list the page is
MANY_OF_A_HAZARD = 100_000  # fewer stand close together, as names of facilities and owners go by hazard: at times all at the far end
FEW = 10_000  # fewer are found faster by looking through all of a day once than kind by kind


@dataclass(frozen=True)
class Cut:
    """What is cut out of a list: rows after skipped ones, in an order and direction; owners not known stand last unless told otherwise.

    beyond: the word from which on rows are skipped and taken, where that is known.
    """

    order: str
    descending: bool
    language: str
    rows: int
    skipped: int
    unknown_last: bool = True
    beyond: str | None = None


def ordered(viewer: Viewer, as_of: date, *, filters: Filters, cut: Cut, of: int | None) -> list[int]:
    """facility_id of a cut in its order, the quickest way; of: how many pass, where that is known. Raises Unavailable."""
    if _is_soon_found(filters, cut, of):
        found = looked_through(viewer, as_of, filters=filters, cut=cut)
        if len(found) == cut.rows:
            return found
    if cut.order in ORDERS_BY_WORD:
        return _ordered_by_word(viewer, as_of, filters, cut, of)
    is_walked = cut.order in ORDERS_BY_KIND and _is_walked_by_kind(viewer, filters, cut, of)
    return (walked_by_kind if is_walked else ordered_by_state)(viewer, as_of, filters=filters, cut=cut)


def _is_soon_found(filters: Filters, cut: Cut, of: int | None) -> bool:
    is_many = (of or 0) >= MANY_PASSING and cut.skipped < FAR and bool(filters.narrowing & {"text", "near"})
    return is_many and cut.order not in ORDERS_BY_WORD + ORDERS_BY_KIND  # these put places and words together: at times at the far end


def looked_through(viewer: Viewer, as_of: date, *, filters: Filters, cut: Cut) -> list[int]:
    """facility_id of a cut of a list of words or a circle, as far as the first rows of the whole list hold it. Raises Unavailable."""
    first = replace(cut, rows=LOOKED_THROUGH, skipped=0)
    ids = ordered(viewer, as_of, filters=replace(filters, text=None, near=None), cut=first, of=None)
    given = {"as_of": as_of, "facility_ids": ids, "rows": cut.rows, "skipped": cut.skipped}
    return read(viewer, "facilities/looked_through", **given, **filters.binds())["facility_id"].tolist()


def _ordered_by_word(viewer: Viewer, as_of: date, filters: Filters, cut: Cut, of: int | None) -> list[int]:
    begun = _begun(viewer, as_of, filters, cut, of)
    if not _is_walked(filters, begun, of):
        return ordered_by_word(viewer, as_of, filters=filters, cut=cut)
    return (walked_by_name if cut.order == "name" else walked_by_owner)(viewer, as_of, filters=filters, cut=begun)


def _begun(viewer: Viewer, as_of: date, filters: Filters, cut: Cut, of: int | None) -> Cut:
    """The same cut of the country's list, begun in its own block; of names under more filters than a hazard, with the first of that."""
    is_counted = not filters.narrowing - {"hazard"}
    is_worth_it = filters.hazard or cut.skipped >= FAR if is_counted else filters.hazard and cut.order == "name" and cut.unknown_last
    if viewer.region_code or of is None or not is_worth_it:
        return cut
    block = begun_in_block(viewer, as_of, hazard=filters.hazard, cut=cut if is_counted else replace(cut, skipped=0), of=of)
    return replace(cut, beyond=block["word"], skipped=cut.skipped - block["passed_over"]) if block else cut


def begun_in_block(viewer: Viewer, as_of: date, *, hazard: str | None, cut: Cut, of: int) -> dict[str, Any] | None:
    """word where a cut of the country's list, or of all of a hazard, can begin, and how many rows, passed_over, come before that.

    of: how many rows the list has. None where the list is not counted in blocks. Raises Unavailable.
    """
    return read_one(viewer, "facilities/begun_in_block", as_of=as_of, hazard=hazard, of=of, **asdict(cut))


def _is_walked_by_kind(viewer: Viewer, filters: Filters, cut: Cut, of: int | None) -> bool:
    is_of_one_kind = getattr(filters, cut.order) or (cut.order == "region" and viewer.region_code)
    is_worth_it = not filters.narrowing or is_of_one_kind or of is None or of >= FEW
    return bool(is_worth_it and not filters.narrowing & OF_SINGLE_FACILITIES)


def _is_walked(filters: Filters, cut: Cut, of: int | None) -> bool:
    if not filters.narrowing - ({"hazard"} if cut.beyond else set()):
        return True
    is_far_off = filters.hazard and not cut.beyond and (of or 0) < MANY_OF_A_HAZARD
    is_soon_full = of is not None and (cut.skipped + cut.rows) * PART_WALKED <= of and not is_far_off
    return is_soon_full and not filters.narrowing & OF_SINGLE_FACILITIES


def ordered_by_state(viewer: Viewer, as_of: date, *, filters: Filters, cut: Cut) -> list[int]:
    """facility_id of a cut of a list in an order that is not one of ORDERS_BY_WORD. Raises Unavailable."""
    return _asked(viewer, as_of, "facilities/ordered_by_state", filters, cut)


def ordered_by_word(viewer: Viewer, as_of: date, *, filters: Filters, cut: Cut) -> list[int]:
    """facility_id of a cut of a list by name or owner, alphabetical in the language: where few pass. Raises Unavailable."""
    return _asked(viewer, as_of, "facilities/ordered_by_word", filters, cut)


def walked_by_kind(viewer: Viewer, as_of: date, *, filters: Filters, cut: Cut) -> list[int]:
    """facility_id of a cut of a list by the word for hazard or region, where no filter asks for single facilities. Raises Unavailable."""
    return _asked(viewer, as_of, "facilities/walked_by_kind", filters, cut)


def walked_by_name(viewer: Viewer, as_of: date, *, filters: Filters, cut: Cut) -> list[int]:
    """facility_id of a cut of a list by name, alphabetical in the language: where many pass. Raises Unavailable."""
    return _asked(viewer, as_of, "facilities/walked_by_name", filters, cut)


def walked_by_owner(viewer: Viewer, as_of: date, *, filters: Filters, cut: Cut) -> list[int]:
    """facility_id of a cut of a list by owner, alphabetical in the language: where many pass. Raises Unavailable."""
    return _asked(viewer, as_of, "facilities/walked_by_owner", filters, cut)


def _asked(viewer: Viewer, as_of: date, question: str, filters: Filters, cut: Cut) -> list[int]:
    return read(viewer, question, as_of=as_of, law=filters.law, **filters.binds(), **asdict(cut))["facility_id"].tolist()
