"""Sites: the hazard type and the point of every facility, before anybody owns it."""

from dataclasses import dataclass

import numpy as np

from data.demo.anchors import Anchors, anchors
from data.demo.columns import Array
from data.demo.draws import Stream, choice, shares
from data.demo.ground import OUTSIDE, ground
from data.demo.plan import Plan
from data.demo.reference import hazards
from data.demo.scatter import Growth, grown, scattered

TRIES = 6


@dataclass(frozen=True)
class Sites:
    """Each column one facility; hazard_type and region are places in hazards() and ground()."""

    hazard_type: Array
    lon: Array
    lat: Array
    region: Array
    is_offshore: Array
    anchor: Array
    quarter: Array
    settlement: Array
    is_near: Array


def sites(plan: Plan) -> Sites:
    """All sites, in an order that tells nothing."""
    stream = plan.stream("sites")
    places = anchors(stream)
    growth = grown(stream, len(places.lon))
    hazard_type, anchor = _shared_out(stream, places, plan.facilities)
    lon, lat, quarter, region = _settled(stream, places, growth, anchor)
    offshore = region == OUTSIDE
    region[offshore] = ground().nearest_region(lon[offshore], lat[offshore])
    of_anchor = (places.settlement[anchor], places.is_near[anchor])
    return Sites(hazard_type, lon, lat, region, offshore, anchor, quarter, *of_anchor)


def _shared_out(stream: Stream, places: Anchors, facilities: int) -> tuple[Array, Array]:
    """Hazard type and anchor of each site: the published shares of types, the anchors by their pull."""
    counts = shares(facilities, hazards()["share"].to_numpy())
    anchor = np.concatenate([choice(stream, places.pull[kind], n) for kind, n in enumerate(counts)])
    mixed = stream.permutation(facilities)
    return np.repeat(np.arange(len(counts)), counts)[mixed], anchor[mixed]


def _settled(stream: Stream, places: Anchors, growth: Growth, anchor: Array) -> tuple[Array, Array, Array, Array]:
    """A dry point inside the country for each site, or one in the sea for those off the shore."""
    lon, lat, quarter = scattered(stream, places, growth, anchor)
    region = ground().region_of(lon, lat)
    for _ in range(TRIES):
        wrong = np.flatnonzero((region == OUTSIDE) != places.is_offshore[anchor])
        lon[wrong], lat[wrong], quarter[wrong] = scattered(stream, places, growth, anchor[wrong])
        region[wrong] = ground().region_of(lon[wrong], lat[wrong])
    wrong = np.flatnonzero((region == OUTSIDE) != places.is_offshore[anchor])
    lon[wrong], lat[wrong] = places.lon[anchor[wrong]], places.lat[anchor[wrong]]
    region[wrong] = ground().region_of(lon[wrong], lat[wrong])
    return lon, lat, quarter, region
