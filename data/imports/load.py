"""Brings the accepted rows into the register of facilities, under the number of their delivery."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from data.imports.report import ImportReport
from data.imports.steps import run


def load(cursor: Any, report: ImportReport, *, source_code: str, author: str, as_of: date) -> ImportReport:
    """Overwrites what the delivery changes, adds what it brings anew; the report with number and counts."""
    run(
        cursor,
        "open_batch",
        source_code=source_code,
        file_name=report.file_name,
        file_sha256=report.file_sha256,
        read_count=report.read_count,
        rejected_count=report.rejected_count,
        author=author,
    )
    batch_id = cursor.fetchone()[0]
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
    """Completes the register of deliveries and the audit trail, and tells every cache to look again."""
    summary = {
        "source_code": source_code,
        "file_name": report.file_name,
        "file_sha256": report.file_sha256,
        "new": report.new_count,
        "changed": report.changed_count,
        "rejected": report.rejected_count,
    }
    run(
        cursor,
        "close_batch",
        batch_id=report.batch_id,
        loaded_count=report.loaded_count,
        author=author,
        action="facilities_imported",
        summary=json.dumps(summary),
    )
