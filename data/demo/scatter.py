"""Facilities scattered around an anchor the way places grow: districts, quarters in them, yards in those."""

from dataclasses import dataclass

import numpy as np

from data.demo.anchors import Anchors
from data.demo.columns import Array
from data.demo.draws import Stream, uneven

BRANCHES = 6
LEVELS = 3
SHRINKS = 0.45
UNEVEN = (0.6, 0.9, 1.1)
CENTRE = 0.3
YARD = 0.045
KM_PER_DEGREE = 111.2


@dataclass(frozen=True)
class Growth:
    """Of every anchor, level by level: where each part lies within the one above, and how it is chosen.

    Offsets are in units of the anchor's reach: arrays of anchor, part, (along, across). Edges are cumulative
    shares of the parts of one whole: arrays of anchor, whole, part.
    """

    offsets: list[Array]
    edges: list[Array]


def grown(stream: Stream, anchor_count: int) -> Growth:
    """Parts of every anchor: the first of each whole at its centre, a few busy and most of them quiet."""
    offsets, edges = [], []
    for level in range(LEVELS):
        wholes = BRANCHES**level
        angle = stream.uniform(0, 2 * np.pi, (anchor_count, wholes * BRANCHES))
        length = SHRINKS**level * stream.gamma(2.2, 0.27, angle.shape)
        length[:, ::BRANCHES] *= CENTRE
        offsets.append(np.stack([length * np.cos(angle), length * np.sin(angle)], axis=-1))
        busy = np.cumsum(uneven(stream, UNEVEN[level], (anchor_count, wholes, BRANCHES)), axis=-1)
        edges.append(busy / busy[..., -1:])
    return Growth(offsets, edges)


def scattered(stream: Stream, places: Anchors, growth: Growth, anchor: Array) -> tuple[Array, Array, Array]:
    """A point for each anchor asked and the quarter it fell into: lon, lat (degrees), quarter."""
    quarter = np.zeros(len(anchor), dtype=int)
    position = _yard(stream, len(anchor))
    for offsets, edges in zip(growth.offsets, growth.edges, strict=True):
        drawn = stream.random((len(anchor), 1))
        part = (drawn > edges[anchor, quarter]).sum(axis=1)
        quarter = quarter * BRANCHES + part
        position += offsets[anchor, quarter]
    lon, lat = _on_the_ground(places, anchor, position)
    return lon, lat, quarter


def _yard(stream: Stream, size: int) -> Array:
    """Distance within the quarter."""
    angle = stream.uniform(0, 2 * np.pi, size)
    length = YARD * uneven(stream, 0.8, size)
    return np.column_stack([length * np.cos(angle), length * np.sin(angle)])


def _on_the_ground(places: Anchors, anchor: Array, position: Array) -> tuple[Array, Array]:
    """Positions stretched along the anchor's axis and laid on the map, to about ten centimetres."""
    along = position[:, 0] * np.sqrt(places.stretch[anchor])
    across = position[:, 1] / np.sqrt(places.stretch[anchor])
    sine, cosine = np.sin(places.bearing[anchor]), np.cos(places.bearing[anchor])
    degrees = places.reach_km[anchor] / KM_PER_DEGREE
    lat = places.lat[anchor] + degrees * (along * cosine - across * sine)
    east = degrees * (along * sine + across * cosine)
    lon = places.lon[anchor] + east / np.cos(np.radians(places.lat[anchor]))
    return np.round(lon, 6), np.round(lat, 6)
