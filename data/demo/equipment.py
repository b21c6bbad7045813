"""Rows of device and permit: what runs at a facility and how old it is; contracts, some of them lapsed."""

import numpy as np
import pandas as pd

from data.demo.columns import Array, Rows, chosen, joined, only_where, padded
from data.demo.draws import Stream, days, uneven
from data.demo.facilities import Facilities
from data.demo.ground import ground
from data.demo.passports import pairs
from data.demo.plan import Plan, ids
from data.demo.reference import fact, hazards, numbers, objects

MOST_OF_A_LIFE = 1.42
REMOVED_SHARE = 0.03
WITH_EXPERTISE = 0.6
MEAN_MONTH_DAYS = 30.44
LAPSED_WITHIN_DAYS = 1100
HARMFUL_SHARE = 0.22  # of workers, as surveys published it


def device_rows(plan: Plan, plants: Facilities) -> Rows:
    """Rows of device: the older the facility's ways, the older what runs there."""
    stream = plan.stream("device")
    table = fact("devices")
    facility, line = pairs(plants.kind, pd.Index(objects()["object_code"]).get_indexer(table["object_code"]))
    count = stream.poisson(numbers(table, "mean_count")[line])
    facility, line = np.repeat(facility, count), np.repeat(line, count)
    life = numbers(table, "service_life_years")[line].astype(int)
    made = _made_on(stream, plan, plants.hazard[facility], life)
    return {
        "facility_id": plants.id[facility],
        "device_id": ids(len(facility)),
        "region_code": chosen(ground().codes, plants.region[facility]),
        "kind_code": chosen(table["kind_code"], line),
        "made_on": made,
        "service_life_years": life,
        "expertise_valid_to": _expertise(stream, plan, made, life),
        "removed_on": _removed_on(stream, plan, made),
        "known_on": np.maximum(made, plants.known_on[facility]),
    }


def permit_rows(plan: Plan, plants: Facilities) -> Rows:
    """Rows of permit: of those who have one now, also the one before; of some, only one that has run out."""
    stream = plan.stream("permit")
    parts = [_of_one_kind(stream, plan, plants, place) for place in range(len(fact("permits")))]
    facility, kind, starts, ends = (np.concatenate(column) for column in zip(*parts, strict=True))
    known = np.maximum(starts, plants.known_on[facility])
    is_known = (known <= plan.today) & (ends >= plants.known_on[facility])
    facility, kind, starts, ends, known = (c[is_known] for c in (facility, kind, starts, ends, known))
    number = ids(len(facility))
    return {
        "facility_id": plants.id[facility],
        "permit_id": number,
        "region_code": chosen(ground().codes, plants.region[facility]),
        "kind_code": chosen(fact("permits")["kind_code"], kind),
        "number": joined(chosen(fact("permits")["number_prefix"], kind), "-", padded(number - number[0] + 1, 7)),
        "valid_from": starts,
        "valid_to": ends,
        **_attested(plan, plants.employees[facility], fact("permits")["kind_code"].to_numpy()[kind] == "attestation"),
        "known_on": known,
    }


def _attested(plan: Plan, employees: Array, is_attestation: Array) -> Rows:
    """Persons an attestation covers, and those of them in harmful conditions."""
    stream = plan.stream("attested")
    workers = np.maximum(employees, 1)
    harmful = stream.binomial(workers, np.clip(HARMFUL_SHARE * uneven(stream, 0.8, len(workers)), 0, 0.95))
    return {"worker_count": only_where(workers, is_attestation), "harmful_worker_count": only_where(harmful, is_attestation)}


def _made_on(stream: Stream, plan: Plan, hazard: Array, life: Array) -> Array:
    """Age as a share of the service life; careless employers run things longer."""
    age = MOST_OF_A_LIFE * stream.beta(1.4, 2.1, len(life)) * hazard**0.08
    return np.asarray(plan.today - (age * life * 365.25).astype("timedelta64[D]"))


def _expertise(stream: Stream, plan: Plan, made: Array, life: Array) -> Array:
    """Last day the expertise allows operation, for some devices near or beyond the end of their life."""
    near_the_end = made + (life * 365.25 * 0.9).astype("timedelta64[D]")
    valid_to = near_the_end + days(stream, 365, 365 * 6, len(made))
    has_one = (stream.random(len(made)) < WITH_EXPERTISE) & (near_the_end < plan.today)
    return np.where(has_one, valid_to, np.datetime64("NaT"))


def _removed_on(stream: Stream, plan: Plan, made: Array) -> Array:
    """Day a device was taken away, for a few."""
    removed = np.maximum(made, plan.today - days(stream, 0, 365 * 4, len(made)))
    return np.where(stream.random(len(made)) < REMOVED_SHARE, removed, np.datetime64("NaT"))


def _of_one_kind(stream: Stream, plan: Plan, plants: Facilities, kind: int) -> tuple[Array, Array, Array, Array]:
    """Facility, kind, first and last valid day of the permits of one kind."""
    row = fact("permits").iloc[kind]
    term = round(row["term_months"] * MEAN_MONTH_DAYS)
    drawn = stream.random(len(plants.id)) / _readiness(plants, str(row["kind_code"]))
    valid = np.flatnonzero(drawn < row["valid_share"])
    lapsed = np.flatnonzero((drawn >= row["valid_share"]) & (drawn < row["valid_share"] + row["lapsed_share"]))
    starts = plan.today - days(stream, 0, term - 1, len(valid))
    before_ends = starts - days(stream, 1, 40, len(valid))
    lapsed_ends = plan.today - days(stream, 1, LAPSED_WITHIN_DAYS, len(lapsed))
    is_renewal = (stream.random(len(valid)) < row["renewed_share"]) & (before_ends >= plan.years_back(1))
    facility = np.concatenate([valid, valid[is_renewal], lapsed])
    ends = np.concatenate([starts + (term - 1), before_ends[is_renewal], lapsed_ends])
    return facility, np.full(len(facility), kind), ends - (term - 1), ends


def _readiness(plants: Facilities, kind_code: str) -> Array:
    """How likely a facility is to have the permit: careful ones likelier, rescue contracts by hazard type."""
    care = np.clip(plants.hazard**-0.12, 0.7, 1.15)
    if kind_code == "rescue_contract":
        return np.asarray(np.maximum(care * numbers(hazards(), "rescue_share")[plants.hazard_type], 1e-9))
    return np.asarray(care)
