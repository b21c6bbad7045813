"""Takes the one shapefile out of a ZIP archive, under names of our own, after a look at what it would weigh."""

import shutil
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from data.imports.problems import Refused

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
HEAD_OF_A_SHAPEFILE = b"\x00\x00\x27\x0a"
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
LOCKED = 0x1  # bit of an entry that is encrypted


def unpacked(path: Path, folder: Path, most_bytes: int) -> Path:
    """The .shp file, in the folder with its companions; the archive's own names and folders are not used.

    Raises Refused where the archive does not hold exactly one shapefile, is locked or damaged, or would be too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = _entries(archive, path)
            if sum(entry.file_size for entry in entries.values()) > most_bytes:
                raise Refused("boundaries_too_large", file=path.name, megabytes=most_bytes // 1_000_000)
            if any(entry.flag_bits & LOCKED for entry in entries.values()):
                raise Refused("archive_locked", file=path.name)
            for part, entry in entries.items():
                with archive.open(entry) as packed, (folder / f"layer{part}").open("wb") as plain:
                    shutil.copyfileobj(packed, plain)  # never more than file_size
    except DAMAGED as error:
        raise Refused("file_damaged", file=path.name) from error
    return _made_sure(folder / "layer.shp", path)


def _entries(archive: zipfile.ZipFile, path: Path) -> dict[str, zipfile.ZipInfo]:
    """The parts of the only shapefile by their ending; what computers of one maker add beside each file does not count."""
    entries = {entry.filename: entry for entry in archive.infolist() if not PurePosixPath(entry.filename).name.startswith("._")}
    layers = [name for name in entries if name.lower().endswith(".shp")]
    if len(layers) != 1:
        raise Refused("archive_layers", file=path.name, count=len(layers))
    stem = layers[0][:-4].lower()
    by_small_letters = {name.lower(): entry for name, entry in entries.items()}
    return {part: by_small_letters[stem + part] for part in PARTS if stem + part in by_small_letters}


def _made_sure(layer: Path, path: Path) -> Path:
    """The library goes by content, not by name: another format under this name could lead it to other files."""
    with layer.open("rb") as file:
        if file.read(4) != HEAD_OF_A_SHAPEFILE:
            raise Refused("file_damaged", file=path.name)
    return layer
