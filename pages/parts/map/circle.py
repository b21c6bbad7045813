"""The circle of an area as it runs over the earth: a line on the map, and the box it fits into."""

import math

from pages.parts.map.view import Box
from queries.facilities import Near

KM_OF_A_RADIAN = 6371.0088
CORNERS = 72


def ring(near: Near) -> list[list[float]]:
    """Longitude and latitude of points at the circle's distance from its middle, closed; on the sphere, as the database measures."""
    return [_at(near, 2 * math.pi * corner / CORNERS) for corner in range(CORNERS + 1)]


def box(near: Near) -> Box:
    """West, south, east and north of the circle with a margin around it."""
    lons, lats = zip(*ring(near), strict=True)
    wide, high = (max(lons) - min(lons)) / 20, (max(lats) - min(lats)) / 20
    return min(lons) - wide, min(lats) - high, max(lons) + wide, max(lats) + high


def _at(near: Near, bearing: float) -> list[float]:
    reach, lat = near.km / KM_OF_A_RADIAN, math.radians(near.lat)
    found = math.asin(math.sin(lat) * math.cos(reach) + math.cos(lat) * math.sin(reach) * math.cos(bearing))
    east = math.atan2(math.sin(bearing) * math.sin(reach) * math.cos(lat), math.cos(reach) - math.sin(lat) * math.sin(found))
    return [round(near.lon + math.degrees(east), 5), round(math.degrees(found), 5)]
