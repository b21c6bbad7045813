"""Programmes of prevention: which facilities are on their lists, and where what they ask is done."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from data.demo.columns import Array, Rows, chosen
from data.demo.draws import Stream, days
from data.demo.facilities import Facilities
from data.demo.ground import ground
from data.demo.plan import Plan
from data.demo.reference import fact, hazards

KNOWN_WITHIN_DAYS = 8
REGION_SPREAD = 0.22


def programme_rows(plan: Plan) -> Rows:
    """Rows of programme."""
    lines = fact("programmes")
    names = ("programme_code", "kind_code", "name_kk", "name_ru", "name_en")
    return {name: pa.array(lines[name]) for name in names} | {"known_on": _day(plan, lines["known_days"])}


def item_rows(plan: Plan, plants: Facilities) -> Rows:
    """Rows of programme_item, programme after programme."""
    parts = [_of_one(plan, plants, line) for line in fact("programmes").to_dict("records")]
    return {name: pa.concat_arrays([pa.array(part[name]) for part in parts]) for name in parts[0]}


def _of_one(plan: Plan, plants: Facilities, line: dict[Any, Any]) -> Rows:
    """The list of one programme: done evenly over the days, faster in some regions than in others, as known on the plan's day."""
    stream = plan.stream(f"programme {line['programme_code']}")
    place = _listed(stream, plants, line)
    began, size = plan.today + np.timedelta64(line["known_days"], "D"), len(place)
    slowness = np.exp(REGION_SPREAD * stream.standard_normal(len(ground().codes)))[plants.region[place]]
    done = began + 1 + (line["full_after_days"] * slowness * stream.random(size)).astype("timedelta64[D]")
    known = done + days(stream, 0, KNOWN_WITHIN_DAYS, size)
    nothing = np.datetime64("NaT")
    return {
        "facility_id": plants.id[place],
        "programme_code": pa.array([line["programme_code"]] * size, pa.string()),
        "region_code": chosen(ground().codes, plants.region[place]),
        "due_on": np.full(size, plan.today + np.timedelta64(line["due_days"], "D")),
        "done_on": np.where(known <= plan.today, done, nothing),
        "done_known_on": np.where(known <= plan.today, known, nothing),
        "known_on": np.full(size, began),
    }


def _listed(stream: Stream, plants: Facilities, line: dict[Any, Any]) -> Array:
    """Places of the facilities on a list: a share of the open ones of its hazard types and region."""
    codes = hazards()["hazard_type_code"].to_numpy()[plants.hazard_type]
    is_meant = np.isin(codes, line["hazard_type_codes"].split()) & np.isnat(plants.closed_on)
    if pd.notna(line["region_code"]):
        is_meant &= plants.codes == line["region_code"]
    return np.flatnonzero(is_meant & (stream.random(len(codes)) < line["share"]))


def _day(plan: Plan, offset: "pd.Series[int]") -> Array:
    return np.asarray(plan.today + offset.to_numpy().astype("timedelta64[D]"))
