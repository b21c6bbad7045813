"""Reads a sheet of an XLSX workbook; the library holds the whole sheet, so its size is looked at first."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from data.imports.mapping import Mapping
from data.imports.problems import Refused
from data.imports.table import Table, text_of

MOST_BYTES = 1_000_000_000
MOST_CELLS = 10_000_000  # about 1 GB while the sheet is read
PIECE_BYTES = 1 << 20
REFERENCE = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"')
LONGEST_REFERENCE = 200


@contextmanager
def opened(path: Path, mapping: Mapping) -> Iterator[Table]:
    """The table of the only sheet, or of the one named by file.table in the mapping. Raises Refused."""
    try:
        _make_sure_it_fits(path)
        with CalamineWorkbook.from_path(path) as workbook:
            rows = _rows(workbook.get_sheet_by_name(_sheet_name(workbook, mapping.file.get("table"))))
            first = next(rows, None)
            if first is None:
                raise Refused("content_empty", file=path.name)
            yield Table(first[1], rows)
    except (CalamineError, zipfile.BadZipFile) as error:
        raise Refused("file_damaged", file=path.name) from error


def _sheet_name(workbook: CalamineWorkbook, asked: str | None) -> str:
    names = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and (sheet.visible == SheetVisibleEnum.Visible or sheet.name == asked)
    ]
    if asked is not None and asked not in names:
        raise Refused("table_unknown", table=asked, tables=", ".join(names))
    if asked is None and len(names) != 1:
        raise Refused("table_not_chosen", tables=", ".join(names))
    return asked or names[0]


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something; the library counts from row 1 of the sheet, blank rows included."""
    for line_no, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [text_of(cell) for cell in cells]
        if any(texts):
            yield line_no, texts


def _make_sure_it_fits(path: Path) -> None:
    """A few kilobytes may unpack to gigabytes, and the library fills the sheet up to its farthest cell."""
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise Refused("workbook_too_large", file=path.name)
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and cells_spanned(archive, name) > MOST_CELLS:
                raise Refused("workbook_too_large", file=path.name)


def cells_spanned(archive: zipfile.ZipFile, name: str) -> int:
    """Cells from A1 to the farthest one of a sheet, by what the cells say rather than the sheet."""
    columns, last_row, tail = set[bytes](), 0, b""
    with archive.open(name) as sheet:
        while piece := sheet.read(PIECE_BYTES):
            found = REFERENCE.findall(tail + piece)
            columns.update(column for column, _ in found)
            last_row = max([last_row, *(int(row) for _, row in found[-1:])])
            tail = piece[-LONGEST_REFERENCE:]
    return last_row * max(map(_column_number, columns), default=0)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
