"""A delivery of any kind in the register of deliveries: opened before its rows are written, closed with its place in the audit trail."""

import json
from typing import Any, Protocol

from data.imports.steps import run


class Report(Protocol):
    """What the register of deliveries holds of a report."""

    @property
    def file_name(self) -> str: ...

    @property
    def file_sha256(self) -> str: ...

    @property
    def read_count(self) -> int: ...

    @property
    def rejected_count(self) -> int: ...

    @property
    def batch_id(self) -> int | None: ...

    @property
    def loaded_count(self) -> int: ...


def opened(cursor: Any, report: Report, *, source_code: str, author: str) -> int:
    """Enters the delivery; its number."""
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
    return int(cursor.fetchone()[0])


def closed(cursor: Any, report: Report, *, source_code: str, author: str, action: str, **counts: Any) -> None:
    """Completes the register of deliveries and the audit trail, which keeps the counts, and tells every cache to look again."""
    told = {"source_code": source_code, "file_name": report.file_name, "file_sha256": report.file_sha256} | counts
    run(
        cursor,
        "close_batch",
        batch_id=report.batch_id,
        loaded_count=report.loaded_count,
        author=author,
        action=action,
        summary=json.dumps(told),
    )
