"""Own targets of regions as a person enters them, and versions of earlier days, so that a test says only what differs."""

import json
from datetime import date

from data.asked_day import today
from queries import targets
from queries.viewer import Viewer
from tests import rows
from tests.viewers import MINISTER

YEAR = today().year
FATAL_RATE = "fatal_rate_per_1000_employees"
INJURY_RATE = "injury_rate_per_1000_employees"
ACT = "Order No. 5 of 1 November 2026"


def change(
    points: targets.Points, viewer: Viewer = MINISTER, region: str = "35", indicator: str = FATAL_RATE, base: int = 0, reason: str = ACT
) -> None:
    """Points entered today by the minister."""
    targets.change(viewer, region=region, indicator=indicator, base_version=base, points=points, reason=reason)


def version(number: int, changed_on: date, points: targets.Points, region: str = "35", indicator: str = FATAL_RATE) -> None:
    """A version as it was made on an earlier day."""
    rows.insert(
        "target_version", region_code=region, indicator_code=indicator, version=number, changed_on=changed_on,
        changed_by="akimat_karaganda", points=None if points is None else json.dumps(points), reason=ACT,
    )  # fmt: skip
