"""Points along the trunk pipelines: stations and the sections between them."""

import numpy as np
import pandas as pd

from data.demo.draws import Stream, uneven
from data.demo.reference import fact

KM_PER_DEGREE = 111.2
STEP_KM = 14
REACH_KM = 7
STRETCH = 4.0


def route_points(stream: Stream) -> pd.DataFrame:
    """Points every few kilometres of each route: lon, lat, weight, and the route's direction there."""
    return pd.concat([_points_along(stream, leg) for leg in _legs()], ignore_index=True)


def _legs() -> list[pd.DataFrame]:
    """Two ends of every straight piece of every route."""
    vertices = fact("routes")
    ends = vertices.groupby("route_en", sort=False)[["step", "lon", "lat"]].shift(-1)
    both = vertices.join(ends.add_suffix("_end")).dropna()
    return [both.iloc[[row]] for row in range(len(both))]


def _points_along(stream: Stream, leg: pd.DataFrame) -> pd.DataFrame:
    """Points of one straight piece, unevenly spaced and unevenly busy."""
    first = leg.iloc[0]
    east = (first["lon_end"] - first["lon"]) * np.cos(np.radians(first["lat"]))
    north = first["lat_end"] - first["lat"]
    points = max(2, round(float(np.hypot(east, north)) * KM_PER_DEGREE / STEP_KM))
    way = (np.arange(points) + stream.uniform(0, 0.8, points)) / points
    return pd.DataFrame(
        {
            "lon": first["lon"] + way * (first["lon_end"] - first["lon"]),
            "lat": first["lat"] + way * north,
            "weight": first["weight"] * uneven(stream, 1.0, points),
            "bearing_deg": np.degrees(np.arctan2(east, north)),
            "reach_km": REACH_KM,
            "stretch": STRETCH,
        }
    )
