"""The orders of the list beside the map: by sorting all that passes, or by walking along an index until the page is full."""

from dataclasses import asdict, dataclass
from datetime import date

from queries.db import Viewer, read
from queries.facilities.filters import Filters

ORDERS = ("risk", "name", "hazard", "region", "owner", "violations", "overdue", "inspected", "accidents", "insurance")
ORDERS_BY_WORD = ("name", "owner")
ORDERS_BY_KIND = ("hazard", "region")
OF_SINGLE_FACILITIES = {"owner", "text", "near", "hand", "chosen", "open"}
PART_WALKED = 12  # a narrowed list is walked to its twelfth part; from there it is quicker to sort all of it

MANY_OF_A_HAZARD = 100_000  # fewer stand close together, as names of facilities and owners go by hazard: at times all at the far end
FEW = 10_000  # fewer are found faster by looking through all of a day once than kind by kind


@dataclass(frozen=True)
class Cut:
    """What is cut out of a list: rows after skipped ones, in an order and direction; owners not known stand last unless told otherwise."""

    order: str
    descending: bool
    language: str
    rows: int
    skipped: int
    unknown_last: bool = True


def ordered(viewer: Viewer, as_of: date, *, filters: Filters, cut: Cut, of: int | None) -> list[int]:
    """facility_id of a cut in its order, the quickest way; of: how many pass, where that is known. Raises Unavailable."""
    if cut.order in ORDERS_BY_KIND:
        way = walked_by_kind if _is_walked_by_kind(viewer, filters, cut, of) else ordered_by_state
    elif cut.order not in ORDERS_BY_WORD:
        way = ordered_by_state
    elif _is_walked(filters, cut, of):
        way = walked_by_name if cut.order == "name" else walked_by_owner
    else:
        way = ordered_by_word
    return way(viewer, as_of, filters=filters, cut=cut)


def _is_walked_by_kind(viewer: Viewer, filters: Filters, cut: Cut, of: int | None) -> bool:
    is_of_one_kind = getattr(filters, cut.order) or (cut.order == "region" and viewer.region_code)
    is_worth_it = not filters.narrowing or is_of_one_kind or of is None or of >= FEW
    return bool(is_worth_it and not filters.narrowing & OF_SINGLE_FACILITIES)


def _is_walked(filters: Filters, cut: Cut, of: int | None) -> bool:
    if not filters.narrowing:
        return True
    is_soon_full = of is not None and (cut.skipped + cut.rows) * PART_WALKED <= of and not (filters.hazard and of < MANY_OF_A_HAZARD)
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
