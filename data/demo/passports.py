"""Rows of facility and facility_substance: the head of each passport and what is kept there."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from data.demo.columns import Array, Rows, chosen, joined, only_where, padded
from data.demo.draws import days, uneven
from data.demo.employers import Employers
from data.demo.facilities import Facilities
from data.demo.ground import ground
from data.demo.plan import FIRST_ID, Plan
from data.demo.reference import fact, hazards, numbers, objects, settlements
from data.demo.sites import Sites

DECLARATION_UNKNOWN = 0.01
UNDECLARED, DECLARED_LATELY, LATELY_DAYS = 0.05, 0.2, 300
KEPT_SHARE = 0.85


def facility_rows(plan: Plan, places: Sites, plants: Facilities, firms: Employers) -> Rows:
    """Rows of facility."""
    stream = plan.stream("facility_rows")
    size = len(plants.id)
    number = plants.id - FIRST_ID + 1
    radius = numbers(objects(), "danger_radius_m")[plants.kind] * uneven(stream, 0.3, size)
    return {
        "facility_id": plants.id,
        "source_key": joined("DEMO-", padded(number, 7)),
        "bin": firms.bin.take(pa.array(plants.owner)),
        **_names(places, plants.kind),
        "hazard_type_code": chosen(hazards()["hazard_type_code"], plants.hazard_type),
        "region_code": chosen(ground().codes, plants.region),
        "region_taken_from": chosen(["point", "nearest"], places.is_offshore.astype(int)),
        "geom": _points(places),
        "employee_count": plants.employees,
        "is_declaration_required": only_where(plants.is_declared, stream.random(size) > DECLARATION_UNKNOWN),
        **_declarations(plan, plants, joined("DEMO-DEC-", padded(number, 7))),
        "danger_radius_m": (np.round(radius / 10) * 10).astype(int),
        "commissioned_on": plants.commissioned_on,
        "decommissioned_on": plants.closed_on,
        "known_on": plants.known_on,
    }


def _declarations(plan: Plan, plants: Facilities, number: pa.Array) -> Rows:
    """Declarations of those who must have one: a few are missing, some became known in the last months only."""
    stream, size = plan.stream("declarations"), len(plants.id)
    drawn = stream.random(size)
    is_registered = plants.is_declared & (drawn >= UNDECLARED)
    known = np.maximum(plan.today - days(stream, 0, LATELY_DAYS, size), plants.known_on)
    is_late = is_registered & (drawn < UNDECLARED + DECLARED_LATELY)
    return {
        "declaration_no": only_where(number, is_registered),
        "declaration_known_on": np.where(is_late, known, np.datetime64("NaT")),
    }


def substance_rows(plan: Plan, plants: Facilities) -> Rows:
    """Rows of facility_substance, for the kinds of object that keep dangerous substances."""
    stream = plan.stream("facility_substance")
    kept = fact("substances")
    kinds = pd.Index(objects()["object_code"]).get_indexer(kept["object_code"])
    facility, substance = pairs(plants.kind, kinds)
    is_kept = stream.random(len(facility)) < KEPT_SHARE
    facility, substance = facility[is_kept], substance[is_kept]
    spread = np.exp(numbers(kept, "sigma")[substance] * stream.standard_normal(len(facility)))
    return {
        "facility_id": plants.id[facility],
        "substance": chosen(kept["substance"], substance),
        "region_code": chosen(ground().codes, plants.region[facility]),
        "quantity_tonnes": np.maximum(0.1, np.round(numbers(kept, "median_tonnes")[substance] * spread, 1)),
        "threshold_tonnes": numbers(kept, "threshold_tonnes")[substance],
    }


def pairs(kind: Array, wanted: Array) -> tuple[Array, Array]:
    """Every facility with every line of a table that names its kind of object: places of both, in order."""
    lines = pd.DataFrame({"kind": wanted, "line": np.arange(len(wanted))})
    found = pd.DataFrame({"kind": kind, "facility": np.arange(len(kind))}).merge(lines, on="kind")
    found = found.sort_values(["facility", "line"])
    return found["facility"].to_numpy(), found["line"].to_numpy()


def _names(places: Sites, kind: Array) -> Rows:
    """Names in three languages: the object, its number, that it is a demonstration, and where it is."""
    number = padded(pd.Series(kind).groupby(kind).cumcount().to_numpy() + 1, 1)
    words = {name: chosen(objects()[f"name_{name}"], kind) for name in ("kk", "ru", "en")}
    place = {name: _place(places, name) for name in ("kk", "ru", "en")}
    return {
        "name_kk": joined(place["kk"], ", № ", number, " ", words["kk"], " (демо)"),
        "name_ru": joined(words["ru"], " № ", number, " (демо), ", place["ru"]),
        "name_en": joined(words["en"], " No. ", number, " (demo), ", place["en"]),
    }


def _place(places: Sites, language: str) -> Any:
    """The settlement's name, or that it is near it."""
    near = {"kk": "{} маңы", "ru": "{} (окрестности)", "en": "near {}"}[language]
    names = settlements()[f"name_{language}"].tolist()
    both = names + [near.format(name) for name in names]
    return chosen(both, places.settlement + len(names) * places.is_near.astype(int))


def _points(places: Sites) -> Array:
    """Points as PostGIS reads them."""
    points = shapely.set_srid(shapely.points(places.lon, places.lat), 4326)
    return np.asarray(shapely.to_wkb(points, hex=True, include_srid=True))
