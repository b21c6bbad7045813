"""Employers: a BIN, a name that nobody takes for a real one, a parent for some, and how they are run."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.demo.bins import bins
from data.demo.columns import Array, Rows, chosen, joined, only_where, padded
from data.demo.draws import Stream, choice, days
from data.demo.ground import ground
from data.demo.owners import Owners
from data.demo.plan import Plan
from data.demo.reference import hazards

FIRST_YEAR = 1994
REGISTER_BEGAN_YEARS_AGO = 6
JOINT_STOCK_SHARE = 0.04
PARENT_SHARE = 0.05
CHILD_SHARE = 0.09
CARELESSNESS = 0.5
HIDING_EMPLOYERS = 0.2


@dataclass(frozen=True)
class Employers:
    """Each column one employer.

    carelessness: log of the factor it multiplies the hazard of its facilities with.
    hiding: share of its light injuries that are never reported.
    """

    bin: pa.Array
    known_on: Array
    hazard_type: Array
    region: Array
    carelessness: Array
    hiding: Array


def employers(plan: Plan, owned: Owners) -> Employers:
    """Employers of the facilities, registered before the years that the demonstration covers."""
    stream = plan.stream("employers")
    size = len(owned.region)
    years = stream.integers(FIRST_YEAR, plan.as_of.year - REGISTER_BEGAN_YEARS_AGO + 1, size)
    numbers, registered = bins(stream, years)
    return Employers(
        bin=numbers,
        known_on=registered.astype("datetime64[D]") + days(stream, 27, 90, size),
        hazard_type=owned.hazard_type,
        region=owned.region,
        carelessness=stream.normal(0, CARELESSNESS, size),
        hiding=_hiding(stream, size),
    )


def employer_rows(plan: Plan, firms: Employers, employees: Array) -> Rows:
    """Rows of employer. employees: persons of each employer, over all its facilities."""
    stream = plan.stream("employer_rows")
    size = len(employees)
    codes = hazards()["activity_code"].to_numpy(dtype=object)
    return {
        "bin": firms.bin,
        "parent_bin": _parents(stream, firms, employees),
        **_names(firms, employees),
        "activity_code": chosen(codes, firms.hazard_type),
        "region_code": chosen(ground().codes, firms.region),
        "employee_count": only_where(_with_offices(stream, employees), stream.random(size) > 0.02),
        "known_on": firms.known_on,
    }


def _hiding(stream: Stream, size: int) -> Array:
    """Most employers hide a little; a few hide nearly every light injury."""
    hides = stream.random(size) < HIDING_EMPLOYERS
    return np.where(hides, stream.uniform(0.7, 0.97, size), stream.beta(1.2, 8.0, size))


def _parents(stream: Stream, firms: Employers, employees: Array) -> pa.Array:
    """Some employers belong to a larger one, which itself belongs to nobody."""
    is_parent = np.zeros(len(employees), dtype=bool)
    is_parent[np.argsort(-employees, kind="stable")[: max(1, round(PARENT_SHARE * len(employees)))]] = True
    parents = np.flatnonzero(is_parent)
    parent = parents[choice(stream, np.sqrt(employees[parents] + 1.0), len(employees))]
    is_child = ~is_parent & (stream.random(len(employees)) < CHILD_SHARE)
    return only_where(firms.bin.take(pa.array(parent)), is_child)


def _names(firms: Employers, employees: Array) -> Rows:
    """Names in three languages, by kind of business and number; the largest are joint-stock companies."""
    number = padded(np.arange(1, len(employees) + 1), max(4, len(str(len(employees)))))
    joint_stock = (employees >= np.quantile(employees, 1 - JOINT_STOCK_SHARE)).astype(int)
    words = {name: chosen(hazards()[f"company_{name}"], firms.hazard_type) for name in ("kk", "ru", "en")}
    form_kk, form_ru, form_en = (chosen(forms, joint_stock) for forms in (["ЖШС", "АҚ"], ["ТОО", "АО"], ["LLP", "JSC"]))
    return {
        "name_kk": joined("«Демо-", words["kk"], " ", number, "» ", form_kk),
        "name_ru": joined(form_ru, " «Демо-", words["ru"], " ", number, "»"),
        "name_en": joined("Demo-", words["en"], " ", number, " ", form_en),
    }


def _with_offices(stream: Stream, employees: Array) -> Array:
    """Persons at the facilities, and those who work away from them."""
    return np.round(employees * stream.uniform(1.05, 1.6, len(employees))).astype(int)
