"""Rescue units in towns of mines, oil fields and plants, and how far each comes by road within an hour."""

from data.demo.columns import Rows
from data.demo.plan import FIRST_ID
from data.demo.reference import fact, settlements

KM_AN_HOUR_BY_ROAD = 60
ROAD_FOR_STRAIGHT_LINE = 1.3


def rescue_unit_rows() -> Rows:
    """One row a unit. The reach in kilometres as the crow flies is an assumption: see docs/demonstration.md."""
    table = fact("rescue_units").merge(fact("rescue_kinds"), on="kind_code", validate="many_to_one")
    table = table.merge(settlements(), on="settlement_id", suffixes=("", "_of_town"), validate="one_to_one")
    on_the_road = (60 - table["minutes_to_leave"]) / 60 * KM_AN_HOUR_BY_ROAD
    return {
        "rescue_unit_id": (FIRST_ID + table.index).to_numpy(),
        "region_code": table["region_code"].to_numpy(),
        "name_kk": (table["name_kk_of_town"] + ", " + table["name_kk"] + " (демо)").to_numpy(dtype=object),
        "name_ru": (table["name_ru"] + " (демо), " + table["name_ru_of_town"]).to_numpy(dtype=object),
        "name_en": (table["name_en"] + " (demo), " + table["name_en_of_town"]).to_numpy(dtype=object),
        "kind_code": table["kind_code"].to_numpy(dtype=object),
        "reach_km": (on_the_road / ROAD_FOR_STRAIGHT_LINE).round().astype(int).to_numpy(),
        "geom": [f"SRID=4326;POINT({lon} {lat})" for lon, lat in zip(table["lon"], table["lat"], strict=True)],
    }
