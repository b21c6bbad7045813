"""Brings the accepted districts into the register, and every facility into its district."""

from dataclasses import replace
from typing import Any

from data.imports import delivery
from data.imports.boundaries.examine import FOLDER
from data.imports.boundaries.report import BoundaryReport
from data.imports.stage import Progress
from data.imports.steps import only_row, run


def load(cursor: Any, report: BoundaryReport, *, source_code: str, author: str, tell: Progress) -> BoundaryReport:
    """Replaces the districts of the delivered regions and places the facilities anew; the report with number and counts."""
    tell("loading", report.read_count)
    run(cursor, f"{FOLDER}/ready")
    batch_id = delivery.opened(cursor, report, source_code=source_code, author=author)
    changed = run(cursor, f"{FOLDER}/update_changed", source_code=source_code, batch_id=batch_id)
    new = run(cursor, f"{FOLDER}/insert_new", source_code=source_code, batch_id=batch_id)
    removed = run(cursor, f"{FOLDER}/remove_vanished")
    if new + changed + removed:
        run(cursor, f"{FOLDER}/outlines")
        cursor.execute("SELECT refresh_places()")  # what the search finds districts by
    tell("placing", report.read_count)
    run(cursor, f"{FOLDER}/located")
    run(cursor, "in_districts")
    run(cursor, f"{FOLDER}/move_facilities")
    return replace(
        report,
        batch_id=batch_id,
        new_count=new,
        changed_count=changed,
        unchanged_count=report.read_count - new - changed,
        removed_count=removed,
        **only_row(cursor),
    )


def close(cursor: Any, report: BoundaryReport, *, source_code: str, author: str) -> None:
    """Closes the delivery."""
    counts = {
        "new": report.new_count,
        "changed": report.changed_count,
        "removed": report.removed_count,
        "repaired": [repair.given for repair in report.repairs],
        "facilities_moved": report.moved_count,
    }
    delivery.closed(cursor, report, source_code=source_code, author=author, action="boundaries_imported", **counts)
