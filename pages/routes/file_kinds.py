"""The same rows as CSV, as a workbook and as GeoJSON: each made part by part, so that a million rows need no memory."""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

import xlsxwriter

from pages.parts.rows_file import RowsFile

Parts = Iterable[list[dict[str, Any]]]
MARK_OF_UTF8 = "\ufeff"  # spreadsheets read the letters right because of it
ROWS_OF_A_SHEET = 1_000_000  # a sheet holds 1,048,576
BYTES_OF_A_PART = 1 << 18


def csv_lines(file: RowsFile, parts: Parts) -> Iterator[bytes]:
    """Comma-separated values with a line of headings."""
    yield MARK_OF_UTF8.encode() + _csv([file.headings()])
    for part in parts:
        yield _csv([file.line(row) for row in part])


def _csv(lines: list[list[Any]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def workbook(file: RowsFile, parts: Parts) -> Iterator[bytes]:
    """A workbook for spreadsheet programs; rows beyond a million go on in further sheets. Made on disk, then sent."""
    with tempfile.TemporaryFile() as made:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd.mm.yyyy"}
        with xlsxwriter.Workbook(made, options) as book:
            _fill(book, file, parts)
        made.seek(0)
        while read := made.read(BYTES_OF_A_PART):
            yield read


def _fill(book: Any, file: RowsFile, parts: Parts) -> None:
    bold, place = book.add_format({"bold": True}), ROWS_OF_A_SHEET + 1
    for row in (row for part in parts for row in part):
        if place > ROWS_OF_A_SHEET:
            sheet, place = _sheet(book, file, bold), 1
        sheet.write_row(place, 0, file.cells(row))
        place += 1
    if not book.worksheets():
        _sheet(book, file, bold)


def _sheet(book: Any, file: RowsFile, bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(file.columns) - 1, 18)
    sheet.write_row(0, 0, file.headings(), bold)
    return sheet


def features(file: RowsFile, parts: Parts) -> Iterator[bytes]:
    """GeoJSON: a point each, without geometry where no place is known; codes as names of properties, words in the language asked for."""
    yield b'{"type":"FeatureCollection","features":[\n'
    is_first = True
    for part in parts:
        text = ",\n".join(json.dumps(_feature(file, row), ensure_ascii=False, default=str) for row in part)
        if text:
            yield (("" if is_first else ",\n") + text).encode()
            is_first = False
    yield b"\n]}\n"


def _feature(file: RowsFile, row: dict[str, Any]) -> dict[str, Any]:
    properties = dict(zip(file.columns, file.cells(row), strict=True))
    lon, lat = properties.pop("lon"), properties.pop("lat")
    return {"type": "Feature", "geometry": None if lon is None else {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}
