"""Finds out, in the database, what the staged rows say, where they lie, and which of them cannot be taken."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

from data.imports.columns import NAMES
from data.imports.stage import Progress
from data.imports.steps import check, only_row, run

REGION_NAMES = Path(__file__).parent / "region_names.csv"


def examine(cursor: Any, source_code: str, columns: tuple[str, ...], read_count: int, tell: Progress) -> dict[str, Any]:
    """Fills the tables rejected and ready from the read_count rows of staged, and counts them.

    columns: those of ours that the file delivers. Returns rejected_count, other_region_count,
    unread_region_count, unknown_employer_count, reasons and places, as ImportReport describes them.
    """
    run(cursor, "readings")
    if set(columns) != set(NAMES):
        run(cursor, "kept", source_code=source_code, columns=list(columns))
    tell("placing", read_count)
    run(cursor, "delivered")
    run(cursor, "region_words")
    run(cursor, "declared_regions", **region_names())
    run(cursor, "placed")
    run(cursor, "in_districts")
    tell("checking", read_count)
    check(cursor)
    run(cursor, "ready", source_code=source_code)
    run(cursor, "counted")
    return only_row(cursor)


@cache
def region_names() -> dict[str, list[str]]:
    """Words for regions beside their present names: words, kinds (city, region, empty) and codes, in step."""
    with REGION_NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        "words": [row["word"] for row in rows],
        "kinds": [row["kind"] for row in rows],
        "codes": [row["region_code"] for row in rows],
    }
