"""Anchors: cities, villages, fields, works and routes that facilities gather around, and how strongly."""

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from data.demo.columns import Array
from data.demo.draws import Stream, uneven
from data.demo.ground import OUTSIDE, ground
from data.demo.reference import fact, hazards, numbers, settlements
from data.demo.routes import route_points
from data.demo.villages import nearest_settlement, villages

URBAN_KM_PER_ROOT_PERSON = 0.0085


@dataclass(frozen=True)
class Anchors:
    """Each column one anchor. bearing is the compass direction of the long axis, in radians."""

    lon: Array
    lat: Array
    reach_km: Array
    stretch: Array
    bearing: Array
    settlement: Array
    is_near: Array
    is_offshore: Array
    pull: Array
    """Hazard type by anchor: the share of the type's facilities expected there."""


def anchors(stream: Stream) -> Anchors:
    """All anchors, drawn once."""
    tables = [_settlements(stream), _villages(stream), _industry(), _routes(stream)]
    table = pd.concat(tables, ignore_index=True).fillna({"is_offshore": 0})
    where = [slice(*ends) for ends in pairwise(np.cumsum([0, *map(len, tables)]).tolist())]
    return Anchors(
        lon=table["lon"].to_numpy(),
        lat=table["lat"].to_numpy(),
        reach_km=table["reach_km"].to_numpy(),
        stretch=table["stretch"].to_numpy(),
        bearing=np.radians(table["bearing_deg"].to_numpy(dtype=float)),
        settlement=table["settlement"].to_numpy(dtype=int),
        is_near=table["is_near"].to_numpy(dtype=bool),
        is_offshore=table["is_offshore"].to_numpy(dtype=bool),
        pull=np.vstack([_pull(stream, table, where, kind) for kind in hazards().to_dict("records")]),
    )


def _settlements(stream: Stream) -> pd.DataFrame:
    """Settlements that lie in their region by the shipped outlines."""
    lon, lat = settlements()["lon"].to_numpy(), settlements()["lat"].to_numpy()
    region = ground().region_of(lon, lat)
    table = settlements()[["lon", "lat", "population"]].assign(region=region, settlement=np.arange(len(lon)))
    table = table[region != OUTSIDE]
    reach = URBAN_KM_PER_ROOT_PERSON * np.sqrt(table["population"])
    return _shaped(stream, table.assign(reach_km=reach.clip(0.5, 16), is_near=False))


def _villages(stream: Stream) -> pd.DataFrame:
    """Villages, a few hundred metres to two kilometres across."""
    table = villages(stream)
    reach = 0.012 * np.sqrt(table["population"])
    return _shaped(stream, table.assign(reach_km=reach.clip(0.3, 3), is_near=True))


def _industry() -> pd.DataFrame:
    """Fields, mines and works; their pull stands in columns named by hazard type."""
    table = fact("industry")
    lon, lat = table["lon"].to_numpy(), table["lat"].to_numpy()
    return table.assign(settlement=nearest_settlement(lon, lat), region=ground().region_of(lon, lat), is_near=True)


def _routes(stream: Stream) -> pd.DataFrame:
    """Points along the trunk pipelines, each stretched along its route."""
    table = route_points(stream)
    nearest = nearest_settlement(table["lon"].to_numpy(), table["lat"].to_numpy())
    region = ground().region_of(table["lon"].to_numpy(), table["lat"].to_numpy())
    return table.assign(settlement=nearest, region=region, is_near=True)[region != OUTSIDE]


def _shaped(stream: Stream, table: pd.DataFrame) -> pd.DataFrame:
    """Every place longer one way than the other, in a direction of its own."""
    stretch = 1 + stream.gamma(2.0, 0.18, len(table))
    return table.assign(stretch=stretch, bearing_deg=stream.uniform(0, 180, len(table)))


def _pull(stream: Stream, table: pd.DataFrame, where: list[slice], kind: dict[Hashable, Any]) -> Array:
    """Expected share of a hazard type's facilities at each anchor, adding up to one."""
    settled, rural, industry, routes = where
    code = str(kind["hazard_type_code"])
    people = numbers(table, "population") ** kind["population_exponent"] * _tilt(table, code)
    people *= uneven(stream, 0.45, len(table))
    pull = np.zeros(len(table))
    pull[settled] = kind["settlement_share"] * _normal(people[settled])
    pull[rural] = kind["village_share"] * _normal(people[rural])
    if code == "trunk_pipelines":
        pull[routes] = kind["industry_share"] * _normal(numbers(table, "weight")[routes])
    elif code in table:
        pull[industry] = kind["industry_share"] * _normal(numbers(table, code)[industry])
    return pull


def _tilt(table: pd.DataFrame, code: str) -> Array:
    """How much likelier the type is in an anchor's region than its population alone says."""
    tilts = fact("region_tilts").set_index("region_code")
    if code not in tilts:
        return np.ones(len(table))
    by_region = tilts[code].reindex(ground().codes).to_numpy()
    return np.asarray(by_region[table["region"].to_numpy(dtype=int)])


def _normal(weights: Array) -> Array:
    """Weights as shares of their sum."""
    return weights / weights.sum()
