"""The list beside the map, page by page and as a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pandas import DataFrame

from queries.db import Viewer, read, read_in_parts
from queries.facilities.filters import Filters

ROWS_OF_A_PAGE = 50
ROWS_OF_A_PART = 2000
ORDERS = ("risk", "name", "hazard", "region", "owner", "violations", "overdue", "inspected", "accidents", "insurance")
ORDERS_BY_WORD = ("name", "owner")


def listed(viewer: Viewer, as_of: date, *, filters: Filters, order: str, descending: bool, page: int, language: str) -> DataFrame:
    """One page of 50 facilities that pass the filters, page counting from 1.

    order: one of ORDERS. Columns: facility_id, name_*, degree, violation_class, points, overdue_prescription_count, last_inspected_on,
    accident_count, insurance, hazard_*, region_*, hand_degree and hand_until where the degree is set by hand, bin, owner_*, address;
    * is kk, ru, en. Empty before the first scoring.
    Raises Unavailable when the database does not answer.
    """
    ordered = ordered_by_word if order in ORDERS_BY_WORD else ordered_by_state
    ids = ordered(viewer, as_of, filters=filters, order=order, descending=descending, page=page, language=language)
    return read(viewer, "facilities/listed", as_of=as_of, law=filters.law, facility_ids=ids)


def ordered_by_state(viewer: Viewer, as_of: date, *, filters: Filters, order: str, descending: bool, page: int, language: str) -> list[int]:
    """facility_id of a page of 50 in an order of ORDERS that is not one of ORDERS_BY_WORD. Raises Unavailable."""
    asked = {"law": filters.law, "order": order, "descending": descending, "language": language}
    found = read(viewer, "facilities/ordered_by_state", as_of=as_of, **filters.binds(), **asked, **_rows(page))
    return found["facility_id"].tolist()


def ordered_by_word(viewer: Viewer, as_of: date, *, filters: Filters, order: str, descending: bool, page: int, language: str) -> list[int]:
    """facility_id of a page of 50 in an order of ORDERS_BY_WORD, alphabetical in the language. Raises Unavailable."""
    asked = {"order": order, "descending": descending, "language": language}
    found = read(viewer, "facilities/ordered_by_word", as_of=as_of, **filters.binds(), **asked, **_rows(page))
    return found["facility_id"].tolist()


def _rows(page: int) -> dict[str, int]:
    return {"rows": ROWS_OF_A_PAGE, "skipped": (page - 1) * ROWS_OF_A_PAGE}


def exported(viewer: Viewer, as_of: date, *, filters: Filters) -> Iterator[list[dict[str, Any]]]:
    """Every facility that passes the filters, in parts of 2,000 rows as they arrive.

    Columns: facility_id, is_demonstration, name_*, hazard_*, region_*, district_*, bin, owner_*, address, safety_degree, labour_degree,
    points, hand_safety_degree, hand_labour_degree (None unless set by hand), violation_class, overdue_prescription_count,
    accident_count, fatal_accident_count, insurance, last_inspected_on, lon, lat (degrees).
    Raises Unavailable when the database does not answer.
    """
    return read_in_parts(viewer, "facilities/exported", ROWS_OF_A_PART, as_of=as_of, **filters.binds())
