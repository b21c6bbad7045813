"""Facilities: what each one is, how dangerous it really is, and the head of its passport."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.columns import Array
from data.demo.draws import Stream, choice, days, uneven
from data.demo.employers import Employers
from data.demo.ground import ground
from data.demo.owners import Owners
from data.demo.plan import Plan, ids
from data.demo.reference import hazards, numbers, objects
from data.demo.sites import Sites

REGISTER_BEGAN = np.datetime64("2014-09-01")
FIRST_COMMISSIONED = np.datetime64("1955-01-01")
SECOND_WAVE = np.datetime64("1996-01-01")
LATEST_LAG_DAYS = 125
CLOSED_SHARE = 0.01
OWN_CARE = 0.6
HAZARD_PER_YEAR_OF_AGE = 0.012


@dataclass(frozen=True)
class Facilities:
    """Each column one facility.

    hazard: latent factor, mean one, that violations and accidents both follow; it is never loaded.
    open_from, open_until: days between which it can be inspected and people can be hurt in it.
    """

    id: Array
    hazard_type: Array
    kind: Array
    region: Array
    owner: Array
    employees: Array
    hazard: Array
    is_declared: Array
    commissioned_on: Array
    known_on: Array
    closed_on: Array
    open_from: Array
    open_until: Array

    @property
    def codes(self) -> Array:
        """Region code of each facility."""
        return np.asarray(ground().codes[self.region])


def facilities(plan: Plan, places: Sites, owned: Owners, firms: Employers) -> Facilities:
    """Facilities on the sites of their owners."""
    stream = plan.stream("facilities")
    kind = _kinds(stream, places.hazard_type)
    commissioned, known, closed = _days(stream, plan, firms.known_on[owned.owner])
    employees = _employees(stream, kind, owned.owner)
    return Facilities(
        id=ids(plan.facilities),
        hazard_type=places.hazard_type,
        kind=kind,
        region=places.region,
        owner=owned.owner,
        employees=employees,
        hazard=_hazard(stream, plan, kind, firms.carelessness[owned.owner], commissioned),
        is_declared=_declared(stream, kind, employees),
        commissioned_on=commissioned,
        known_on=known,
        closed_on=closed,
        open_from=np.maximum(known, ground().formed_on[places.region]),
        open_until=np.where(np.isnat(closed), plan.today, closed),
    )


def _kinds(stream: Stream, hazard_type: Array) -> Array:
    """Place in objects() of each facility, by the shares within its hazard type."""
    kind = np.zeros(len(hazard_type), dtype=int)
    share = numbers(objects(), "share")
    for place in range(len(hazards())):
        mine = np.flatnonzero(hazard_type == place)
        kind[mine] = choice(stream, np.where(objects()["hazard_type"] == place, share, 0), len(mine))
    return kind


def _days(stream: Stream, plan: Plan, owner_known_on: Array) -> tuple[Array, Array, Array]:
    """Day of commissioning, day the register learned of it, and for a few the day it was closed."""
    size = len(owner_known_on)
    latest = plan.today - LATEST_LAG_DAYS
    early = _between(stream, FIRST_COMMISSIONED, np.datetime64("1991-12-31"), size)
    late = _between(stream, SECOND_WAVE, latest, size)
    commissioned = np.where(stream.random(size) < 0.4, early, late)
    registered = np.maximum(REGISTER_BEGAN + days(stream, 0, 400, size), owner_known_on)
    known = np.minimum(np.maximum(commissioned + days(stream, 5, 120, size), registered), plan.today)
    closed = _between(stream, np.maximum(known, plan.years_back(5)), plan.today, size)
    return commissioned, known, np.where(stream.random(size) < CLOSED_SHARE, closed, np.datetime64("NaT"))


def _between(stream: Stream, first: Array | np.datetime64, last: np.datetime64, size: int) -> Array:
    """Days spread evenly from first to last."""
    return np.asarray(first + ((last - first).astype(int) * stream.random(size)).astype("timedelta64[D]"))


def _employees(stream: Stream, kind: Array, owner: Array) -> Array:
    """Persons working at each facility: few at most, many at some; those of one owner somewhat alike."""
    median = numbers(objects(), "employees_median")[kind]
    sigma = numbers(objects(), "employees_sigma")[kind]
    of_owner = uneven(stream, 0.25, owner.max() + 1)[owner]
    return np.maximum(1, np.round(median * of_owner * np.exp(sigma * stream.standard_normal(len(kind))))).astype(int)


def _hazard(stream: Stream, plan: Plan, kind: Array, carelessness: Array, commissioned: Array) -> Array:
    """The latent factor: kind of object x care of the employer x care at the facility x age, mean one."""
    age_years = (plan.today - commissioned).astype(int) / 365.25
    logarithm = carelessness + HAZARD_PER_YEAR_OF_AGE * age_years + stream.normal(0, OWN_CARE, len(kind))
    hazard = numbers(objects(), "hazard_factor")[kind] * np.exp(logarithm)
    return np.asarray(hazard / hazard.mean())


def _declared(stream: Stream, kind: Array, employees: Array) -> Array:
    """Whether a declaration is mandatory: by kind of object, the larger ones somewhat likelier."""
    size = pd.Series(employees).groupby(kind).rank(pct=True).to_numpy()
    return np.asarray(stream.random(len(kind)) < numbers(objects(), "declared_share")[kind] * (0.6 + 0.8 * size))
