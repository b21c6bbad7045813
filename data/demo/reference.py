"""The tables the demonstration is drawn by: the project's reference facts, and assumptions in facts/."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from data.demo.columns import Array

DEMO = Path(__file__).resolve().parent
REFERENCE = DEMO.parent / "reference"
CODES = {"region_code": str, "mother_region_code": str, "activity_code": str}


@cache
def fact(name: str) -> pd.DataFrame:
    """A table of facts/ by its name."""
    return pd.read_csv(DEMO / "facts" / f"{name}.csv", dtype=CODES)


@cache
def hazards() -> pd.DataFrame:
    """Hazard types with their published share and what is assumed of each, in a fixed order."""
    published = pd.read_csv(REFERENCE / "hazard_types.csv")[["hazard_type_code", "share"]]
    return fact("hazards").merge(published, on="hazard_type_code", how="left", validate="one_to_one")


@cache
def settlements() -> pd.DataFrame:
    """Cities, towns and villages: names in three languages, region_code, population (persons), lon, lat."""
    places = pd.read_csv(REFERENCE / "basemap" / "places.csv", dtype={"region_code": str})
    return places.sort_values("settlement_id", ignore_index=True)


@cache
def objects() -> pd.DataFrame:
    """Kinds of object a facility can be, with the place of their hazard type in hazards()."""
    types = pd.Index(hazards()["hazard_type_code"])
    table = fact("objects")
    return table.assign(hazard_type=types.get_indexer(table["hazard_type_code"]))


@cache
def source_names() -> tuple[str, str, str]:
    """Names of the source of demonstration rows: Kazakh, Russian, English."""
    sources = pd.read_csv(REFERENCE / "sources.csv").set_index("source_code")
    kk, ru, en = sources.loc["demo", ["name_kk", "name_ru", "name_en"]]
    return str(kk), str(ru), str(en)


def numbers(table: pd.DataFrame, column: str) -> Array:
    """A column as floating-point numbers, empty cells as zero."""
    return table[column].fillna(0).to_numpy(dtype=float)


def by_year(table: pd.DataFrame, year: int) -> Array:
    """Values of a table whose columns are years; a year before or after them takes the nearest."""
    years = [int(name) for name in table.columns if name.isdigit()]
    nearest = min(max(year, min(years)), max(years))
    return np.asarray(table[str(nearest)], dtype=float)
