"""What every reader of a file hands over, and why a file cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

NAMES = ("name", "title", "label", "атауы", "название", "наименование", "имя")


class CannotRead(Exception):
    """The file cannot be shown; the reason is one of the codes that map_own puts into words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Shapes:
    """Geometries (missing where a feature has none), their names, and the reference system as the file names it."""

    geometries: NDArray[np.object_]
    names: list[str]
    crs: str | None


def name_among(fields: Mapping[str, Any], language: str) -> str:
    """What a feature is called in the language, else in any; empty where no field says it."""
    lowered = {str(field).strip().lower(): value for field, value in fields.items()}
    for field in (f"name_{language}", f"name:{language}", *NAMES, "name_ru", "name_kk", "name_en"):
        value = lowered.get(field)
        if isinstance(value, str | int) and str(value).strip():
            return " ".join(str(value).split())
    return ""
