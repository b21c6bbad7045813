"""Questions about where an inspector should go next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pandas import DataFrame, to_datetime

from queries.db import Viewer, read_one

LAWS = ("industrial_safety", "labour")
ORDERS = ("harm", "degree", "wait")
MOST_DAYS = 10_000
DAYS = ["last_visited_on", "allowed_on"]
VISIT = [
    "place", "facility_id", "name_kk", "name_ru", "name_en", "hazard_kk", "hazard_ru", "hazard_en", "region_kk", "region_ru", "region_en",
    "address", "degree", "points", "probability", "severity", "harm", "harm_a_day", "days", "days_so_far", "last_visited_on", "allowed_on",
    "population", "employee_count", "danger_radius_m", "is_lead", "gross_open_count", "overdue_prescription_count", "accident_count",
    "fatal_accident_count", "contributions",
]  # fmt: skip


LEFT_OUT = [
    "facility_id", "name_kk", "name_ru", "name_en", "region_kk", "region_ru", "region_en", "probability", "harm", "allowed_on",
    "is_allowed", "can_go",
]  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What a number of inspector-days can do.

    by      order of the visits: the one asked for, or degree where harm was asked for and no facility has a probability
    totals  facilities, and of them without_probability and held_back (the law does not allow a visit yet); harm (sum of probability times
            severity), accidents (sum of probabilities) and held_back_harm, of twelve months
    plans   one row an order, harm, degree, wait: by, visits, days, and the harm and accidents expected at the places visited
    days_by_type  inspector-days a visit takes: hazard_type_code, name_*, days, visit_count of a year, is_own (the median of that type;
            where false, with fewer than five, that of all types)
    visits  one row a visit of the order asked for, the first one first: the columns of VISIT; days are inspector-days, days_so_far their
            running sum, harm_a_day is a visit's; probability, harm and points may be not-a-number; population of settlements within
            danger_radius_m; last_visited_on under the law, allowed_on from which it allowed the visit, None where it never was visited
    uncovered  the five facilities with most harm that the order leaves out, the columns of LEFT_OUT: is_allowed says whether the law
            allows a visit, else it does from allowed_on; can_go whether one would fit into all the days by itself
    """

    by: str
    totals: dict[str, Any]
    plans: DataFrame
    days_by_type: DataFrame
    visits: DataFrame
    uncovered: DataFrame


def planned(
    viewer: Viewer, as_of: date, *, law: str, inspector_days: int, region: str | None = None, by: str = "harm", leads: tuple[int, ...] = ()
) -> Plan:
    """The visits that fit into so many inspector-days (1 to MOST_DAYS), beside the plain orders under the same days and the same law.

    law: one of LAWS, whose inspectors go; region: code or None; by: one of ORDERS, whose visits are listed; leads: facilities that stand
    first in the order of harm where the law allows a visit. What a visit is worth: visit_candidates_on of data/schema/840_visits.sql.
    Raises Unavailable when the database does not answer.
    """
    asked = {"law": law, "region": region, "inspector_days": inspector_days, "by": by, "leads": list(leads)}
    found = read_one(viewer, "visits/planned", as_of=as_of, **asked) or {}
    rows = DataFrame(found["visits"], columns=VISIT)
    rows = rows.assign(**{each: to_datetime(rows[each]).dt.date for each in DAYS})
    left_out = DataFrame(found["uncovered"], columns=LEFT_OUT)
    left_out = left_out.assign(allowed_on=to_datetime(left_out["allowed_on"]).dt.date)
    return Plan(found["by"], found["totals"], DataFrame(found["plans"]), DataFrame(found["days_by_type"]), rows, left_out)
