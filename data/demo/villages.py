"""Invented villages with the rural population, along the roads between settlements and around them."""

import numpy as np
import pandas as pd
from scipy.spatial import KDTree

from data.demo.columns import Array
from data.demo.draws import Stream, choice, uneven
from data.demo.ground import ground
from data.demo.reference import settlements

PERSONS_PER_VILLAGE = 1_500
CITY_REGION_SHARE = 0.75
ON_A_ROAD = 0.55
NEIGHBOURS = 4


def villages(stream: Stream) -> pd.DataFrame:
    """Villages of all regions: lon, lat, region (place), population (persons), settlement (the nearest)."""
    rural = _rural_population()
    wanted = np.repeat(np.arange(len(rural)), np.maximum(rural / PERSONS_PER_VILLAGE, 0).astype(int))
    lon, lat = _placed(stream, wanted)
    region = ground().region_of(lon, lat)
    size = uneven(stream, 0.9, len(wanted)) * PERSONS_PER_VILLAGE
    table = pd.DataFrame({"lon": lon, "lat": lat, "region": region, "population": size})
    table = table[region == wanted].reset_index(drop=True)
    return table.assign(settlement=nearest_settlement(table["lon"].to_numpy(), table["lat"].to_numpy()))


def nearest_settlement(lon: Array, lat: Array) -> Array:
    """Place of the settlement nearest to each point."""
    _, nearest = KDTree(_flat(*_settled())).query(_flat(lon, lat))
    return np.asarray(nearest)


def _rural_population() -> Array:
    """Persons of each region who live in none of the settlements; none in a region that is a city."""
    places = settlements().groupby("region_code")["population"]
    living = places.sum().reindex(ground().codes, fill_value=0).to_numpy()
    largest = places.max().reindex(ground().codes, fill_value=0).to_numpy()
    rest = np.maximum(ground().population - living, 0)
    return np.where(largest > CITY_REGION_SHARE * ground().population, 0, rest)


def _placed(stream: Stream, wanted: Array) -> tuple[Array, Array]:
    """A point for each village near a settlement of its region, tried a few times."""
    lon, lat = np.zeros(len(wanted)), np.zeros(len(wanted))
    missing = np.arange(len(wanted))
    for _ in range(5):
        lon[missing], lat[missing] = _tried(stream, wanted[missing])
        missing = np.flatnonzero(ground().region_of(lon, lat) != wanted)
    return lon, lat


def _tried(stream: Stream, wanted: Array) -> tuple[Array, Array]:
    """One try: on the way from a settlement to a neighbouring one, or anywhere around it."""
    lon, lat = _settled()
    origin = _settlements_of(stream, wanted)
    _, near = KDTree(_flat(lon, lat)).query(_flat(lon[origin], lat[origin]), k=NEIGHBOURS + 1)
    goal = near[np.arange(len(origin)), stream.integers(1, NEIGHBOURS + 1, len(origin))]
    way = stream.beta(1.2, 1.6, len(origin))
    aside = stream.normal(0, 0.035, (2, len(origin)))
    on_road = stream.random(len(origin)) < ON_A_ROAD
    angle, far = stream.uniform(0, 2 * np.pi, len(origin)), stream.gamma(2.0, 0.2, len(origin))
    east = np.where(on_road, (lon[goal] - lon[origin]) * way + aside[0], 1.5 * far * np.cos(angle))
    north = np.where(on_road, (lat[goal] - lat[origin]) * way + aside[1], far * np.sin(angle))
    return lon[origin] + east, lat[origin] + north


def _settlements_of(stream: Stream, wanted: Array) -> Array:
    """A settlement of each wanted region, larger ones somewhat more often."""
    region = pd.Index(ground().codes).get_indexer(pd.Index(settlements()["region_code"]))
    weight = settlements()["population"].to_numpy(dtype=float) ** 0.35
    origin = np.zeros(len(wanted), dtype=int)
    for place in np.unique(wanted):
        asked = np.flatnonzero(wanted == place)
        origin[asked] = choice(stream, np.where(region == place, weight, 0), len(asked))
    return origin


def _settled() -> tuple[Array, Array]:
    """Longitudes and latitudes of the settlements."""
    return settlements()["lon"].to_numpy(), settlements()["lat"].to_numpy()


def _flat(lon: Array, lat: Array) -> Array:
    """Points on a plane of about equal scale both ways, for finding neighbours."""
    return np.column_stack([lon * 0.67, lat])
