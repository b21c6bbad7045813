"""What kinds of file may be evidence, told by their content and not by their name, and what makes one executable."""

import io
import re
import zipfile
import zlib
from pathlib import PurePath

from queries.instructions.refusals import Refused

PDF, PNG, JPEG, TEXT = "application/pdf", "image/png", "image/jpeg", "text/plain"
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = OFFICE + "wordprocessingml.document", OFFICE + "spreadsheetml.sheet"
KIND_OF_ENDING = {"pdf": PDF, "png": PNG, "jpg": JPEG, "jpeg": JPEG, "docx": DOCX, "xlsx": XLSX, "csv": TEXT, "txt": TEXT}
REFUSALS = frozenset({"file_is_executable", "file_kind_unknown", "file_is_not_what_it_says", "file_is_damaged"})

PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa",
    b"#!",
    b"\x00asm",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
SCRIPTS = re.compile(rb"<\s*(?:script|html|!doctype|svg|iframe|\?php)|^\s*@echo\b|^\s*(?:powershell|cmd)\b", re.IGNORECASE | re.MULTILINE)
ACTIONS_OF_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
ESCAPED_LETTER = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
ACTIVE_PARTS = re.compile(r"vbaproject|activex|oleobject|\.(?:bin|exe|dll|js|vbs|ps1|bat|cmd|jar|hta|scr|msi)$|embeddings/", re.IGNORECASE)
MOST_PARTS, MOST_UNPACKED_BYTES = 5_000, 500 * 1024 * 1024


def media_type(name: str, data: bytes) -> str:
    """The kind of a file that may be kept. Raises Refused with one of REFUSALS."""
    if data.startswith(PROGRAMS):
        raise Refused("file_is_executable")
    promised = KIND_OF_ENDING.get(PurePath(name).suffix.lower().removeprefix("."))
    if promised is None:
        raise Refused("file_kind_unknown")
    found = _found(data)
    if found != promised:
        raise Refused("file_is_not_what_it_says")
    if _is_active(found, data):
        raise Refused("file_is_executable")
    return found


def _found(data: bytes) -> str | None:
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"PK\x03\x04"):
        return _office_kind(data)
    return TEXT if _is_text(data) else None


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(each.isprintable() or each in "\t\r\n\xa0" for each in text)


def _office_kind(data: bytes) -> str | None:
    names = _parts(data)
    if "[Content_Types].xml" not in names:
        return None
    return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None


def _parts(data: bytes) -> list[str]:
    """Names of what an archive holds, by its directory alone: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused("file_is_damaged") from error
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        raise Refused("file_is_damaged")
    return [entry.filename for entry in entries]


def _is_active(kind: str, data: bytes) -> bool:
    """Whether opening the file could run something."""
    if kind == PDF:
        return _has_actions(data) or any(_has_actions(_unpacked(each[1])) for each in STREAM.finditer(data))
    if kind in (DOCX, XLSX):
        return any(ACTIVE_PARTS.search(name) for name in _parts(data))
    return kind == TEXT and SCRIPTS.search(data) is not None


def _has_actions(data: bytes) -> bool:
    return ACTIONS_OF_PDF.search(ESCAPED_LETTER.sub(lambda each: bytes([int(each[1], 16)]), data)) is not None


def _unpacked(stream: bytes) -> bytes:
    """The beginning of what a stream packs, as far as a page of names goes; empty where it packs something else than text."""
    try:
        return zlib.decompressobj().decompress(stream, 1 << 20)
    except zlib.error:
        return b""
