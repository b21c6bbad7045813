"""What the map and the list beside it are narrowed to."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Filters:
    """Filters of the map by code; None asks for all.

    law       labour or industrial_safety: under which law the degree is meant
    region    code of a region
    hazard    code of a hazard type
    degree    high, medium, low, not_high or unknown, under that law
    """

    law: str
    region: str | None = None
    hazard: str | None = None
    degree: str | None = None

    def binds(self) -> dict[str, Any]:
        """What a question of this folder binds."""
        return {"law": self.law, "region": self.region, "hazard": self.hazard, "degree": self.degree}


def search_binds(text: str) -> dict[str, str | None]:
    """What a search binds: the words anywhere in a name, an owner or an address, or the beginning of a BIN."""
    plain = " ".join(text.split())
    if not plain:
        return {"pattern": None, "bin_prefix": None}
    literal = plain.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return {"pattern": f"%{literal}%", "bin_prefix": f"{literal}%"}
