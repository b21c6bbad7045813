"""Opens a delivered file with the reader of its kind, after making sure that it is of that kind."""

import hashlib
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from data.imports import read_csv, read_geo, read_xlsx
from data.imports.mapping import Mapping
from data.imports.problems import Refused
from data.imports.table import Table

Reader = Callable[[Path, Mapping], AbstractContextManager[Table]]

READERS: dict[str, Reader] = {
    "csv": read_csv.opened,
    "xlsx": read_xlsx.opened,
    "geojson": read_geo.opened,
    "gpkg": read_geo.opened,
}
ENDINGS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".geojson": "geojson",
    ".json": "geojson",
    ".gpkg": "gpkg",
}
HEAD_BYTES = 65_536
MOST_CONTROL_BYTES = 0.05  # junk has twice as many; a stray one in a table costs its row only
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def opened(path: Path, mapping: Mapping) -> AbstractContextManager[Table]:
    """The table in a file, for as long as the block. Raises Refused where it is not what its name says."""
    kind = ENDINGS.get(path.suffix.lower())
    make_sure_it_is_a_file(path)
    if kind is None:
        raise Refused("kind_unknown", file=path.name, ending=path.suffix or "-")
    found = kind_by_content(path)
    if found != kind:
        raise Refused(f"content_{found}", file=path.name, ending=path.suffix)
    return READERS[kind](path, mapping)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_sure_it_is_a_file(path: Path) -> None:
    """Raises Refused for a folder, for nothing, and for what is neither a file nor nothing."""
    if path.is_dir():
        raise Refused("file_is_folder", file=path)
    if not path.exists():
        raise Refused("file_missing", file=path)
    if not path.is_file():
        raise Refused("file_is_special", file=path)


def kind_by_content(path: Path) -> str:
    """csv, xlsx, geojson or gpkg by the first bytes; else empty, zip, utf16 or binary.

    The name alone is not trusted: the library behind the map formats opens many others, some of which fetch
    other files or addresses.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise Refused("file_unreadable", file=path, detail=error.strerror) from error
    if not head.strip():
        return "empty"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    if head.startswith(b"SQLite format 3\x00"):
        return "gpkg" if head[68:70] == b"GP" else "binary"
    return _kind_of_text(head)


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xlsx" if "xl/workbook.xml" in archive.namelist() else "zip"
    except zipfile.BadZipFile:
        return "zip"


def _kind_of_text(head: bytes) -> str:
    if head.startswith(UTF16):
        return "utf16"
    if _share_of_control_bytes(head) > MOST_CONTROL_BYTES:
        return "binary"
    return "geojson" if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") else "csv"


def _share_of_control_bytes(head: bytes) -> float:
    return sum(byte < 9 or 13 < byte < 32 for byte in head) / len(head)
