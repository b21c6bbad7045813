"""Prescriptions: one for each inspection that found something; most are fulfilled, some late, some never."""

from dataclasses import dataclass

import numpy as np

from data.demo.columns import Array, Rows, chosen, joined, padded
from data.demo.draws import Stream, days, known_by
from data.demo.facilities import Facilities
from data.demo.ground import ground
from data.demo.inspections import Inspections
from data.demo.plan import Plan, ids
from data.demo.violations import Violations

IN_TIME = 0.80
NEVER = 0.06
HAZARD_DELAYS = 0.5
FIXED_WITHOUT_REPORT = 0.35
NONE = np.datetime64("NaT")


@dataclass(frozen=True)
class Prescriptions:
    """Each column one prescription; number is the place of each inspection's own, -1 without one."""

    id: Array
    number: Array
    inspection: Array
    issued_on: Array
    due_on: Array
    fulfilled_on: Array
    fulfilment_known_on: Array
    known_on: Array


def prescriptions(plan: Plan, plants: Facilities, visits: Inspections, breaches: Violations) -> Prescriptions:
    """Prescriptions as known on the plan's day: a fulfilment not known by then is not there."""
    stream = plan.stream("prescriptions")
    inspection = np.flatnonzero(breaches.found.sum(axis=1) > 0)
    size = len(inspection)
    issued = visits.inspected_on[inspection]
    due = issued + days(stream, 10, 90, size)
    fulfilled = _fulfilled(stream, issued, due, plants.hazard[visits.facility[inspection]])
    known = np.maximum(fulfilled + days(stream, 0, 10, size), visits.known_on[inspection])
    number = np.full(len(visits.id), -1)
    number[inspection] = np.arange(size)
    return Prescriptions(
        id=ids(size),
        number=number,
        inspection=inspection,
        issued_on=issued,
        due_on=due,
        fulfilled_on=np.where(known <= plan.today, fulfilled, NONE),
        fulfilment_known_on=known_by(known, plan.today),
        known_on=visits.known_on[inspection],
    )


def prescription_rows(plan: Plan, plants: Facilities, visits: Inspections, orders: Prescriptions) -> Rows:
    """Rows of prescription."""
    stream = plan.stream("prescription_rows")
    facility = visits.facility[orders.inspection]
    verified = orders.fulfilment_known_on + days(stream, 0, 45, len(orders.id))
    return {
        "facility_id": plants.id[facility],
        "prescription_id": orders.id,
        "inspection_id": visits.id[orders.inspection],
        "region_code": chosen(ground().codes, plants.region[facility]),
        "number": joined("DEMO-P-", padded(np.arange(1, len(orders.id) + 1), 7)),
        "issued_on": orders.issued_on,
        "due_on": orders.due_on,
        "fulfilled_on": orders.fulfilled_on,
        "verified_on": known_by(verified, plan.today),
        "fulfilment_known_on": orders.fulfilment_known_on,
        "known_on": orders.known_on,
    }


def fixes(plan: Plan, visits: Inspections, breaches: Violations, orders: Prescriptions) -> Rows:
    """For each violation its prescription, when it was fixed and when that became known.

    All are fixed by the day the prescription was fulfilled; of one not fulfilled, some are all the same.
    """
    stream = plan.stream("fixes")
    order = orders.number[breaches.inspection]
    fulfilled, known = orders.fulfilled_on[order], orders.fulfilment_known_on[order]
    found = visits.inspected_on[breaches.inspection]
    is_open = np.isnat(fulfilled)
    early = _partly_fixed(stream, plan, found)
    days_taken = (np.where(is_open, found, fulfilled) - found).astype(int) * stream.random(len(order)) ** 0.4
    return {
        "prescription_id": orders.id[order],
        "fixed_on": np.where(is_open, early, found + np.round(days_taken).astype("timedelta64[D]")),
        "fix_known_on": np.where(is_open, np.maximum(early, visits.known_on[breaches.inspection]), known),
    }


def _fulfilled(stream: Stream, issued: Array, due: Array, hazard: Array) -> Array:
    """Day of fulfilment: in time, up to a year and a half late, or never; the more hazardous the later."""
    size = len(issued)
    drawn = stream.random(size) * hazard**-HAZARD_DELAYS
    in_time = issued + ((due - issued).astype(int) * stream.random(size) ** 0.5).astype("timedelta64[D]")
    late = due + np.minimum(1 + stream.gamma(0.9, 70.0, size), 540).astype("timedelta64[D]")
    edges = np.quantile(drawn, [NEVER, 1 - IN_TIME]) if size else np.array([0.0, 0.0])
    return np.where(drawn >= edges[1], in_time, np.where(drawn >= edges[0], late, NONE))


def _partly_fixed(stream: Stream, plan: Plan, found: Array) -> Array:
    """Some violations of an open prescription were seen fixed within a month or two."""
    fixed = found + days(stream, 5, 60, len(found))
    is_seen = (stream.random(len(found)) < FIXED_WITHOUT_REPORT) & (fixed <= plan.today)
    return np.where(is_seen, fixed, NONE)
