"""Violations: how many each inspection finds follows the facility's latent hazard and its region's trend."""

from dataclasses import dataclass

import numpy as np

from data.demo.checklists import SEVERITIES, checklist
from data.demo.columns import Array, Rows, chosen
from data.demo.draws import Stream, rank_within
from data.demo.facilities import Facilities
from data.demo.ground import ground
from data.demo.inspections import Inspections
from data.demo.plan import Plan, ids
from data.demo.reference import fact, hazards, numbers

PER_INSPECTION = 0.904
HAZARD_POWER = 0.8
DISPERSION = 0.75
GROSS_SHARE = 0.12
SIGNIFICANT_OF_REST = 0.53
DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Violations:
    """found: how many, inspection by severity (gross, significant, minor). The rest: one violation each."""

    found: Array
    inspection: Array
    severity: Array
    requirement_id: Array


def violations(plan: Plan, plants: Facilities, visits: Inspections) -> Violations:
    """What every inspection found, no requirement twice."""
    stream = plan.stream("violations")
    found = _found(stream, plan, plants, visits)
    inspection = np.repeat(np.arange(len(found)), found.sum(axis=1))
    severity = np.repeat(np.tile(np.arange(len(SEVERITIES)), len(found)), found.ravel())
    kind = plants.hazard_type[visits.facility[inspection]]
    return Violations(found, inspection, severity, _requirements(stream, inspection, severity, kind))


def violation_rows(plants: Facilities, visits: Inspections, breaches: Violations, fixes: Rows) -> Rows:
    """Rows of violation. fixes: prescription_id, fixed_on and fix_known_on of each."""
    facility = visits.facility[breaches.inspection]
    return {
        "facility_id": plants.id[facility],
        "violation_id": ids(len(facility)),
        "inspection_id": visits.id[breaches.inspection],
        "region_code": chosen(ground().codes, plants.region[facility]),
        "requirement_id": breaches.requirement_id,
        "severity": chosen(SEVERITIES, breaches.severity),
        "found_on": visits.inspected_on[breaches.inspection],
        "known_on": visits.known_on[breaches.inspection],
        **fixes,
    }


def _found(stream: Stream, plan: Plan, plants: Facilities, visits: Inspections) -> Array:
    """Counts by severity: over-dispersed, so that many inspections find nothing and a few find much."""
    expected = _expected(plan, plants, visits)
    total = stream.poisson(expected * stream.gamma(DISPERSION, 1 / DISPERSION, len(expected)))
    hazard = plants.hazard[visits.facility]
    gross_share = np.clip(GROSS_SHARE * hazard**0.25, 0.02, 0.6)
    gross = stream.binomial(total, gross_share)
    significant = stream.binomial(total - gross, SIGNIFICANT_OF_REST)
    minor = total - gross - significant
    return np.minimum(np.column_stack([gross, significant, minor]), checklist().counts)


def _expected(plan: Plan, plants: Facilities, visits: Inspections) -> Array:
    """Expected violations of each inspection; their mean is the published one."""
    years_ago = (plan.today - visits.inspected_on).astype(int) / DAYS_A_YEAR
    change = fact("regions").set_index("region_code")["violation_change_per_year"].reindex(ground().codes).to_numpy()
    trend = np.exp(-change[plants.region[visits.facility]] * years_ago)
    factor = numbers(hazards(), "violation_factor")[plants.hazard_type[visits.facility]]
    expected = plants.hazard[visits.facility] ** HAZARD_POWER * factor * trend
    return np.asarray(PER_INSPECTION * expected / expected.mean())


def _requirements(stream: Stream, inspection: Array, severity: Array, kind: Array) -> Array:
    """A requirement of the type's checklist for each violation: from a chance place on, one after another."""
    group = inspection * len(SEVERITIES) + severity
    first_place = stream.random(group.max(initial=0) + 1)[group]
    lists = checklist()
    count = lists.counts[severity]
    place = ((first_place * count).astype(int) + rank_within(group)) % count
    return lists.requirement_id[lists.starts[kind, severity] + place]
