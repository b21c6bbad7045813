"""Files that prove what a report says: checked, and kept once by their SHA-256 outside the web root."""

import hashlib
import os
import tempfile
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from queries.instructions import evidence_kinds
from queries.instructions.refusals import Refused

PURPOSE = "evidence"  # of the tokens that carry who may fetch a file
MOST_BYTES = 50 * 1024 * 1024
LONGEST_NAME = 200
REFUSALS = frozenset({"file_is_too_large", "file_is_empty"}) | evidence_kinds.REFUSALS


@dataclass(frozen=True)
class File:
    """A file kept: its name as the reporter called it, its kind, its size and the SHA-256 it is found by."""

    file_name: str
    media_type: str
    byte_count: int
    sha256: str

    def as_json(self) -> dict[str, object]:
        """As the database reads it."""
        return asdict(self)


def keep(name: str, content: BinaryIO) -> File:
    """Checks a file and keeps it; the same content is kept once, whatever its name.

    content is read only where its size is in bounds. Raises Refused with one of REFUSALS.
    """
    size = content.seek(0, os.SEEK_END)
    if size > MOST_BYTES:
        raise Refused("file_is_too_large")
    if size == 0:
        raise Refused("file_is_empty")
    content.seek(0)
    data = content.read(MOST_BYTES)
    shown = shown_name(name)
    media_type = evidence_kinds.media_type(shown, data)
    sha256 = hashlib.sha256(data).hexdigest()
    _write_once(path_of(sha256), data)
    return File(shown, media_type, len(data), sha256)


def shown_name(name: str) -> str:
    """A name without folders and signs that do not print, its ending kept; for showing only, no path is made of it."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(each for each in unicodedata.normalize("NFC", last) if each.isprintable()).strip(" .")
    stem, dot, ending = printable.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"[:LONGEST_NAME] or "file"


def path_of(sha256: str) -> Path:
    """Where the content with that SHA-256 lies, or would lie."""
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise ValueError(sha256)
    return folder() / sha256[:2] / sha256


def folder() -> Path:
    """The folder of all evidence: MAP_EVIDENCE_FOLDER, else evidence below the folder that ./run keeps its data in."""
    given = os.environ.get("MAP_EVIDENCE_FOLDER")
    return Path(given) if given else Path(__file__).parents[2] / ".local" / "evidence"


def _write_once(path: Path, data: bytes) -> None:
    """Under another name first, so that nobody meets half a file."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as made:  # readable by this user only
        made.write(data)
        made.flush()
        os.fsync(made.fileno())
    Path(made.name).replace(path)
