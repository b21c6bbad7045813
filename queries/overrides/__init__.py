"""The ledger of degrees set by hand: what is in force, who set it and why, and the two acts that change it."""

from dataclasses import replace
from datetime import date
from typing import Any

from pandas import DataFrame
from psycopg2.errors import InvalidTextRepresentation
from sqlalchemy.exc import DataError

from queries.db import Viewer, read, read_one, write
from queries.facilities import Filters
from queries.refusals import Refused, plain, refused_as

REFUSALS = frozenset(
    {"changed_meanwhile", "no_such_facility", "degree_unknown_to_law", "nothing_to_withdraw", "reason_is_given", "expiry_is_within_a_year"}
)


def rights(viewer: Viewer, as_of: date) -> DataFrame:
    """Laws under which the viewer may set a degree by hand: law, degrees (a list of codes, highest first).

    The same on any day but for the degrees, which are those the law knows today. Raises Unavailable.
    """
    return read(viewer, "overrides/rights")


def of_facility(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """Every act on the degrees of a facility, by law, the newest first.

    law; entry_no from 1; action: set or withdrawn; degree, expires_on (last day), None where withdrawn; valid_from: day of the act;
    reason; author_*, body_* in kk, ru and en; is_in_force on the day. Raises Unavailable.
    """
    return read(viewer, "overrides/of_facility", as_of=as_of, facility_id=facility_id)


def counted(viewer: Viewer, as_of: date) -> DataFrame:
    """Degrees set by hand in force on the day, one row a law: law, in_force_count, ending_count within 30 days. Raises Unavailable."""
    return read(viewer, "overrides/counted", as_of=as_of)


def passing(viewer: Viewer, as_of: date, *, filters: Filters) -> int:
    """How many facilities that pass the filters of the map have the degree of the law set by hand. Raises Unavailable."""
    by_hand = replace(filters, hand="yes")
    return int((read_one(viewer, "overrides/passing", as_of=as_of, **by_hand.binds()) or {})["facilities"])


def ledger(viewer: Viewer, as_of: date, *, only_in_force: bool) -> DataFrame:
    """The newest 2,000 acts, or what is in force of them on the day, the newest first.

    facility_id; name_*, region_*, author_*, body_* in kk, ru and en; law; state: in_force, ended, withdrawn, replaced or withdrawal;
    degree set; computed: what the last scoring computed, None where not scored; valid_from, expires_on; reason. Raises Unavailable.
    """
    return read(viewer, "overrides/ledger", as_of=as_of, only_in_force=only_in_force)


def set_degree(viewer: Viewer, *, facility_id: int, law: str, seen_no: int, degree: str, expires_on: date, reason: str) -> None:
    """Sets a degree by hand from today through expires_on; seen_no is the entry_no of the last act seen, 0 where there was none.

    Raises Refused with one of REFUSALS or not_allowed, Unavailable.
    """
    asked = {"degree": degree, "expires_on": expires_on, "reason": plain(reason)}
    _act(viewer, "overrides/set_degree", facility_id=facility_id, law=law, seen_no=seen_no, **asked)


def withdraw(viewer: Viewer, *, facility_id: int, law: str, seen_no: int, reason: str) -> None:
    """Withdraws a degree set by hand from today on; seen_no as in set_degree. Raises Refused, Unavailable."""
    _act(viewer, "overrides/withdraw", facility_id=facility_id, law=law, seen_no=seen_no, reason=plain(reason))


def follow(viewer: Viewer, *, facility_id: int) -> None:
    """Lets colours and counts of the map follow the last act on a facility, unless the last scored day is before it. Raises Unavailable."""
    write(viewer, "overrides/follow", facility_id=facility_id)


def _act(viewer: Viewer, name: str, *, facility_id: int, **given: Any) -> None:
    try:
        with refused_as(REFUSALS):
            write(viewer, name, facility_id=facility_id, **given)
    except DataError as error:
        if not isinstance(error.orig, InvalidTextRepresentation):
            raise
        raise Refused("degree_unknown_to_law") from error  # nor to any other
    follow(viewer, facility_id=facility_id)
