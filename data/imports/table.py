"""What every reader hands on: a header, and rows of text with the line each stands on."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A file opened for reading.

    header  names of the columns, as in the file
    rows    (line as a person counts it, the cells as text); read once, a piece at a time
    """

    header: list[str]
    rows: Iterator[tuple[int, list[str]]]


def text_of(value: object) -> str:
    """A typed cell as the text a person would have typed: 12, not 12.0; a day, not its midnight."""
    if isinstance(value, str):
        return value
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return _moment(value)
    return str(value)


def _moment(value: dt.datetime) -> str:
    return value.date().isoformat() if value.time() == dt.time() else value.replace(tzinfo=None).isoformat(" ")
