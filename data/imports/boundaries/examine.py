"""Finds out, in the database, what the staged districts are, repairs their shapes, and says which cannot be taken."""

from typing import Any

from data.imports.boundaries.columns import LONGEST
from data.imports.boundaries.report import Repair
from data.imports.problems import Refused
from data.imports.stage import Progress
from data.imports.steps import only_row, reject, run

FOLDER = "boundaries/sql"
MOST_OVERLAP = 0.01  # of the smaller district
MOST_OUTSIDE = 0.25  # of a district outside the region of its code: outlines of two sources differ by up to a tenth
MOST_BARE = 0.1  # of a region that its districts leave uncovered
# Of two checks that refuse the same cell the earlier one gives the reason.
CHECKS = (
    "unreadable",
    "too_long",
    "missing",
    "code_form",
    "code_of_region",
    "code_of_no_region",
    "repeated_code",
    "not_an_area",
    "swapped_area",
    "area_outside_kazakhstan",
    "outside_its_region",
    "overlapping",
)


def examine(cursor: Any, read_count: int, most_overlap: float, tell: Progress) -> dict[str, Any]:
    """Fills the tables delivered and rejected from what is staged; counts and repairs as BoundaryReport describes them."""
    tell("repairing", read_count)
    run(cursor, f"{FOLDER}/delivered")
    tell("checking", read_count)
    run(cursor, f"{FOLDER}/overlaps")
    for name in CHECKS:
        reject(cursor, f"boundaries/checks/{name}", **LONGEST, most_overlap=most_overlap, most_outside=MOST_OUTSIDE)
    run(cursor, f"{FOLDER}/counted")
    counts = only_row(cursor)
    run(cursor, f"{FOLDER}/first_rejected")
    return {**counts, "first_rejected": tuple(cursor.fetchall()), "repairs": _repairs(cursor)}


def measure(cursor: Any) -> dict[str, Any]:
    """Gaps between the accepted districts, and how many each region has.

    Raises Refused where a region that is named is not covered by its districts: those of the rest would be lost.
    """
    run(cursor, f"{FOLDER}/coverage")
    covered = cursor.fetchall()
    lacking = [f"{code} ({bare:.0%})" for code, _, bare in covered if bare > MOST_BARE]
    if lacking:
        raise Refused("region_not_covered", regions=", ".join(lacking), most=f"{MOST_BARE:.0%}")
    run(cursor, f"{FOLDER}/gaps")
    return {**only_row(cursor), "regions": {code: count for code, count, _ in covered}}


def _repairs(cursor: Any) -> tuple[Repair, ...]:
    run(cursor, f"{FOLDER}/repairs")
    return tuple(
        Repair(given or "-", {"kk": kk or "", "ru": ru or "", "en": en or ""}, *found) for given, kk, ru, en, *found in cursor.fetchall()
    )
