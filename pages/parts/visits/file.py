"""The plan of visits as a file: all visits, and every assumption they stand on."""

import csv
import io
from datetime import date
from typing import Any

import xlsxwriter
from pandas import DataFrame

from pages.parts.tables import disarmed

MARK_OF_UTF8 = "\ufeff"  # spreadsheets read the letters right because of it


def as_csv(rows: DataFrame, headings: dict[str, str], assumptions: dict[str, str]) -> bytes:
    """The visits under their headings, an empty line, then the assumptions line by line."""
    text = io.StringIO(newline="")
    written = csv.writer(text)
    written.writerow(headings.values())
    written.writerows([[disarmed(plain(value)) for value in row] for row in rows[list(headings)].itertuples(index=False)])
    written.writerow([])
    written.writerows([[disarmed(heading), disarmed(told)] for heading, told in assumptions.items()])
    return (MARK_OF_UTF8 + text.getvalue()).encode()


def as_workbook(rows: DataFrame, headings: dict[str, str], assumptions: dict[str, str], sheets: tuple[str, str]) -> bytes:
    """A workbook of two sheets, the visits and the assumptions; sheets are their names."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd.mm.yyyy"}
    with xlsxwriter.Workbook(made, options) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        _visits(book.add_worksheet(sheets[0]), rows, headings, bold)
        told = book.add_worksheet(sheets[1])
        told.set_column(0, 0, 28, wrapped)
        told.set_column(1, 1, 110, wrapped)
        for place, line in enumerate(assumptions.items()):
            told.write_row(place, 0, line)
    return made.getvalue()


def _visits(sheet: Any, rows: DataFrame, headings: dict[str, str], bold: Any) -> None:
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(headings) - 1, 18)
    sheet.write_row(0, 0, headings.values(), bold)
    for place, row in enumerate(rows[list(headings)].itertuples(index=False), start=1):
        sheet.write_row(place, 0, [plain(value) for value in row])


def plain(value: Any) -> Any:
    """A value as a file holds it: empty where it is not known."""
    if value is None or value != value:
        return ""
    return value if isinstance(value, str | date | int | float | bool) else value.item() if hasattr(value, "item") else str(value)
