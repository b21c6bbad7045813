"""Rows of checklist_requirement: invented checklists of forty requirements for every hazard type."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from data.demo.columns import Array, Rows, constant
from data.demo.plan import FIRST_ID
from data.demo.reference import fact, hazards

SEVERITIES = ("gross", "significant", "minor")


@dataclass(frozen=True)
class Checklist:
    """Requirements of each hazard type by severity: numbers, and where those of a type and severity begin."""

    requirement_id: Array
    starts: Array
    counts: Array


@cache
def requirements() -> pd.DataFrame:
    """All requirements: hazard_type_code, severity, article and three texts; type by type, heaviest first."""
    return pd.concat([_of_type(place) for place in range(len(hazards()))], ignore_index=True)


def checklist() -> Checklist:
    """Where to find the requirements of a hazard type and severity."""
    counts = fact("aspects").set_index("severity").loc[list(SEVERITIES), "requirement_count"].to_numpy()
    firsts = np.arange(len(hazards()))[:, None] * counts.sum() + np.cumsum(counts) - counts
    return Checklist(FIRST_ID + np.arange(len(requirements())), firsts, counts)


def requirement_rows() -> Rows:
    """Rows of checklist_requirement."""
    table = requirements()
    names = ["hazard_type_code", "severity", "article", "text_kk", "text_ru", "text_en"]
    rows: Rows = {"requirement_id": checklist().requirement_id}
    rows |= {name: table[name].to_numpy(dtype=object) for name in names}
    return rows | {"source_code": constant("demo", len(table))}


def _of_type(place: int) -> pd.DataFrame:
    """Forty requirements: what is peculiar to the type first, then what every facility must have."""
    code = hazards()["hazard_type_code"].iloc[place]
    themes = fact("themes")
    own = pd.concat([themes[themes["hazard_type_code"] == code], themes[themes["hazard_type_code"].isna()]])
    lines = [_required(own.iloc[: aspect["requirement_count"]], aspect) for aspect in _aspects()]
    table = pd.concat(lines, ignore_index=True)
    article = "Demonstration " + (table.index + 1).astype(str)
    return table.assign(hazard_type_code=code, article=article)


def _aspects() -> list[dict[Hashable, Any]]:
    return fact("aspects").set_index("severity").loc[list(SEVERITIES)].reset_index().to_dict("records")


def _required(themes: pd.DataFrame, aspect: dict[Hashable, Any]) -> pd.DataFrame:
    """One requirement a theme."""
    texts = {f"text_{name}": themes[f"name_{name}"] + f": {aspect[f'text_{name}']}" for name in ("kk", "ru", "en")}
    return pd.DataFrame(texts).assign(severity=aspect["severity"])
