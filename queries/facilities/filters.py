"""What the map and the list beside it are narrowed to."""

import json
from dataclasses import dataclass
from typing import Any

from queries.refusals import plain

COLOURS = ("degree", "violations", "overdue", "inspected", "accidents", "insurance", "probability")
LAWS = {"labour": "labour_degree", "industrial_safety": "safety_degree"}
MOST_LETTERS = 100


@dataclass(frozen=True)
class Near:
    """A circle around a place: degrees and kilometres."""

    lon: float
    lat: float
    km: float


@dataclass(frozen=True)
class Filters:
    """Filters of the map by code; None asks for all.

    law       labour or industrial_safety: under which law the degree is meant
    colour    one of COLOURS: what mark is a class of
    region    code of a region
    district  code of a district
    hazard    code of a hazard type
    activity  code of an activity; all below it in the tree pass too
    size      size class of the owner
    owner     BIN; what it is the parent of passes too
    degree    high, medium, low, not_high or unknown, under that law
    mark      number of a class of the colouring
    chosen    numbers of facilities, such as 12,345: only these
    hand      yes: only where the degree under that law is set by hand
    open      number of an instruction: only where what it asks is not known to be done
    text      words of a search
    near      circle around a place
    """

    law: str
    colour: str = "degree"
    region: str | None = None
    district: str | None = None
    hazard: str | None = None
    activity: str | None = None
    size: str | None = None
    owner: str | None = None
    degree: str | None = None
    mark: int | None = None
    hand: str | None = None
    chosen: str | None = None
    open: str | None = None
    text: str | None = None
    near: Near | None = None

    @property
    def colouring(self) -> str:
        """The colouring as the database knows it."""
        return LAWS[self.law] if self.colour == "degree" else self.colour

    @property
    def narrowing(self) -> set[str]:
        """Names of the filters that narrow anything."""
        return {name for name, value in vars(self).items() if value is not None and name not in ("law", "colour")}

    def binds(self) -> dict[str, Any]:
        """What a question of this folder binds: asked, as facilities_passing understands it."""
        asked: dict[str, Any] = {name: value for name, value in vars(self).items() if value is not None and name not in ("text", "near")}
        text = search_words(self.text or "")
        asked |= {"law": LAWS[self.law], "colour": self.colouring} | ({"text": text} if text else {})
        return {"asked": json.dumps(asked | (vars(self.near) if self.near else {}), sort_keys=True)}


def search_words(text: str) -> str:
    """What is asked of the search, as PostgreSQL can take it, without needless spaces."""
    return " ".join(plain(text).split())[:MOST_LETTERS]
