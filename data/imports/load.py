"""Brings the accepted rows into the register of facilities, under the number of their delivery."""

from dataclasses import replace
from datetime import date
from typing import Any

from data.imports import delivery
from data.imports.report import ImportReport
from data.imports.steps import run


def load(cursor: Any, report: ImportReport, *, source_code: str, author: str, as_of: date) -> ImportReport:
    """Overwrites what the delivery changes, adds what it brings anew; the report with number and counts."""
    batch_id = delivery.opened(cursor, report, source_code=source_code, author=author)
    changed = run(cursor, "update_changed", batch_id=batch_id, as_of=as_of)
    new = run(cursor, "insert_new", batch_id=batch_id, source_code=source_code, as_of=as_of)
    accepted = report.read_count - report.rejected_count
    return replace(
        report,
        batch_id=batch_id,
        new_count=new,
        changed_count=changed,
        unchanged_count=accepted - new - changed,
    )


def close(cursor: Any, report: ImportReport, *, source_code: str, author: str) -> None:
    """Closes the delivery."""
    counts = {"new": report.new_count, "changed": report.changed_count, "rejected": report.rejected_count}
    delivery.closed(cursor, report, source_code=source_code, author=author, action="facilities_imported", **counts)
