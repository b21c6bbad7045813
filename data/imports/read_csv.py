"""Reads CSV, a line at a time: UTF-8 with or without its mark, or Windows-1251; comma, semicolon or tab."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TextIO

from data.imports.mapping import Mapping
from data.imports.problems import Refused
from data.imports.table import Table

DELIMITERS = (",", ";", "\t")
PIECE_BYTES = 1 << 20
LONGEST_CELL = 20_000_000
LONGEST_LINE = 64_000_000


@contextmanager
def opened(path: Path, mapping: Mapping) -> Iterator[Table]:
    """The table of a CSV file; bytes that are not of its encoding become U+FFFD. Raises Refused."""
    encoding = mapping.file.get("encoding") or encoding_of(path)
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=codec, errors="replace", newline="") as file:
        blank_lines, first = _first_line(file)
        delimiter = mapping.file.get("delimiter") or delimiter_of(first)
        rows = _rows(chain([first], _lines(file)), delimiter, blank_lines)
        yield Table(next(rows)[1], rows)


def encoding_of(path: Path) -> str:
    """utf-8, or windows-1251 where most of what is beyond ASCII makes no sense as UTF-8.

    One broken byte in a file of UTF-8 must not turn every name in it into nonsense.
    """
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    beyond_ascii = senseless = 0
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            text = decoder.decode(piece)
            beyond_ascii += len(text) - len(text.encode("ascii", "ignore"))
            senseless += text.count("\ufffd")
    return "windows-1251" if senseless > beyond_ascii / 2 else "utf-8"


def delimiter_of(header: str) -> str:
    """The separator that makes the most of the header line."""
    return max(DELIMITERS, key=lambda delimiter: len(next(csv.reader([header], delimiter=delimiter))))


def _first_line(file: TextIO) -> tuple[int, str]:
    for blank_lines, line in enumerate(_lines(file)):
        if line.strip():
            return blank_lines, line
    raise Refused("content_empty", file=Path(file.name).name)


def _lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise Refused("line_without_end", file=Path(file.name).name)
        yield line


def _rows(lines: Iterable[str], delimiter: str, blank_lines: int) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter)
    line_no = blank_lines + 1
    try:
        for cells in reader:
            yield line_no, cells
            line_no = blank_lines + reader.line_num + 1
    except csv.Error as error:
        raise Refused("cell_without_end", line=line_no) from error
