"""Inspections of five years: where risk is seen more often, near the published number a year."""

from dataclasses import dataclass

import numpy as np

from data.demo.columns import Array, Rows, chosen
from data.demo.draws import Stream, choice, days
from data.demo.facilities import Facilities
from data.demo.ground import ground
from data.demo.plan import Plan, ids
from data.demo.reference import hazards, numbers

YEARS = 5
INSPECTIONS_A_YEAR = 38_277
KNOWN_WITHIN_DAYS = 7
DRAWN_TOO_MANY = 1.12
RISK_SEEN = 0.45
DECLARED_FACTOR = 2.0
LABOUR_SHARE = 0.35
SUSPENDED_SHARE = 0.2
FOLLOW_UP_WITHIN = np.timedelta64(200, "D")
MONTH_WEIGHTS = np.array([0.7, 0.9, 1.1, 1.1, 1.0, 1.1, 0.9, 0.9, 1.1, 1.2, 1.1, 0.9])


@dataclass(frozen=True)
class Inspections:
    """Each column one inspection, by facility and then by day; facility is a place in Facilities."""

    id: Array
    facility: Array
    inspected_on: Array
    known_on: Array


def inspections(plan: Plan, plants: Facilities) -> Inspections:
    """At most one inspection of a facility a day, while it is open, known within the week."""
    stream = plan.stream("inspections")
    wanted = round(INSPECTIONS_A_YEAR * YEARS * plan.size)
    facility, day = _drawn(stream, plan, plants, round(wanted * DRAWN_TOO_MANY) + 10)
    known = day + days(stream, 0, KNOWN_WITHIN_DAYS, len(day))
    is_possible = (day >= plants.open_from[facility]) & (day < plants.open_until[facility]) & (known <= plan.today)
    possible = np.flatnonzero(is_possible)[:wanted]
    order = possible[np.lexsort((day[possible], facility[possible]))]
    return Inspections(ids(len(order)), facility[order], day[order], known[order])


def inspection_rows(plan: Plan, plants: Facilities, visits: Inspections, gross: Array) -> Rows:
    """Rows of inspection. gross: gross violations that each one found, which may suspend the facility."""
    stream = plan.stream("inspection_rows")
    size = len(visits.id)
    kind = _kinds(stream, visits)
    moved = days(stream, -12, 12, size)
    region = plants.region[visits.facility]
    body = np.where(stream.random(size) < LABOUR_SHARE, region + 1, 0)
    return {
        "facility_id": plants.id[visits.facility],
        "inspection_id": visits.id,
        "region_code": chosen(ground().codes, region),
        "kind_code": chosen(["scheduled", "unscheduled", "preventive", "follow_up"], kind),
        "body_code": chosen(["cis", *("labour_inspectorate_" + ground().codes)], body),
        "planned_on": np.where(kind == 0, visits.inspected_on + moved, np.datetime64("NaT")),
        "inspected_on": visits.inspected_on,
        "inspector_days": np.round(0.5 + stream.gamma(1.6, 0.9, size) * plants.employees[visits.facility] ** 0.25, 1),
        "suspended_until": _suspended_until(stream, visits, gross),
        "known_on": visits.known_on,
    }


def _drawn(stream: Stream, plan: Plan, plants: Facilities, size: int) -> tuple[Array, Array]:
    """Facilities and working days, drawn apart from each other; a pair drawn twice counts once."""
    weight = plants.hazard**RISK_SEEN * numbers(hazards(), "inspection_factor")[plants.hazard_type]
    weight = weight * np.where(plants.is_declared, DECLARED_FACTOR, 1.0)
    weight *= np.maximum((plants.open_until - plants.open_from).astype(int), 0) > 0
    first = plan.years_back(YEARS) + 1
    calendar = np.arange(first, plan.today + 1)
    month = calendar.astype("datetime64[M]").astype(int) % 12
    day = calendar[choice(stream, np.where(np.is_busday(calendar), MONTH_WEIGHTS[month], 0), size)]
    facility = choice(stream, weight, size)
    together = facility * len(calendar) + (day - first).astype(int)
    _, places = np.unique(together, return_index=True)
    places.sort()
    return facility[places], day[places]


def _kinds(stream: Stream, visits: Inspections) -> Array:
    """0 scheduled, 1 unscheduled, 2 preventive; 3 follow-up, soon after another one at the same facility."""
    same = np.r_[False, visits.facility[1:] == visits.facility[:-1]]
    gap = np.diff(visits.inspected_on, prepend=visits.inspected_on[:1])
    kind = choice(stream, np.array([0.5, 0.28, 0.22]), len(visits.id))
    return np.where(same & (gap < FOLLOW_UP_WITHIN), 3, kind)


def _suspended_until(stream: Stream, visits: Inspections, gross: Array) -> Array:
    """Last day of a suspension, after some of the inspections that found gross violations."""
    is_suspended = (gross > 0) & (stream.random(len(gross)) < SUSPENDED_SHARE)
    until = visits.inspected_on + days(stream, 3, 60, len(gross))
    return np.where(is_suspended, until, np.datetime64("NaT"))
