"""The list beside the map, page by page and as a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pandas import DataFrame

from queries.db import Viewer, read, read_in_parts
from queries.facilities.filters import Filters
from queries.facilities.orders import Cut, ordered

ROWS_OF_A_PAGE = 50
ROWS_OF_A_PART = 2000
HEAVY = {"high", "medium"}


def listed(
    viewer: Viewer, as_of: date, *, filters: Filters, order: str, descending: bool, page: int, language: str, of: int | None = None
) -> DataFrame:
    """One page of 50 facilities that pass the filters, page counting from 1.

    order: one of ORDERS; of: how many facilities pass, where that is known (counted): tells the quickest way to the page, and may only
    be the number that pass. Columns: facility_id, name_*, degree, violation_class, points, overdue_prescription_count, last_inspected_on,
    accident_count, insurance, hazard_*, region_*, hand_degree and hand_until where the degree is set by hand, bin, owner_*, address;
    * is kk, ru, en. Empty before the first scoring.
    Raises Unavailable when the database does not answer.
    """
    cut = _cut(filters, order, descending=descending, page=page, language=language, of=of)
    ids = ordered(viewer, as_of, filters=filters, cut=cut, of=of)
    return read(viewer, "facilities/listed", as_of=as_of, law=filters.law, facility_ids=ids if cut.unknown_last else ids[::-1])


def _cut(filters: Filters, order: str, *, descending: bool, page: int, language: str, of: int | None) -> Cut:
    """The rows of a page; where the end of the list is known to be nearer, counted from there in the other direction.

    By rising risk, heavy degrees stand at the end of the whole list, where fewer rows of others are passed over.
    """
    skipped = (page - 1) * ROWS_OF_A_PAGE
    stands_last = order == "risk" and not descending and filters.degree in HEAVY
    if of is None or not (stands_last or 2 * skipped >= of):
        return Cut(order, descending, language, rows=ROWS_OF_A_PAGE, skipped=skipped)
    rows = max(min(ROWS_OF_A_PAGE, of - skipped), 0)
    return Cut(order, not descending, language, rows=rows, skipped=max(of - skipped - rows, 0), unknown_last=False)


def exported(viewer: Viewer, as_of: date, *, filters: Filters) -> Iterator[list[dict[str, Any]]]:
    """Every facility that passes the filters, in parts of 2,000 rows as they arrive.

    Columns: facility_id, is_demonstration, name_*, hazard_*, region_*, district_*, bin, owner_*, address, safety_degree, labour_degree,
    points, hand_safety_degree, hand_labour_degree (None unless set by hand), violation_class, overdue_prescription_count,
    accident_count, fatal_accident_count, insurance, last_inspected_on, lon, lat (degrees).
    Raises Unavailable when the database does not answer.
    """
    return read_in_parts(viewer, "facilities/exported", ROWS_OF_A_PART, as_of=as_of, **filters.binds())
