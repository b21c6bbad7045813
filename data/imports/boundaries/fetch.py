"""Opens a delivered layer of boundaries: GeoJSON, GeoPackage, or a shapefile in a ZIP archive, of a size that can be handled."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from data.imports.boundaries.read import Layer
from data.imports.boundaries.unpack import unpacked
from data.imports.fetch import kind_by_content, make_sure_it_is_a_file
from data.imports.mapping import Mapping
from data.imports.problems import Refused
from data.imports.read_csv import encoding_of

MOST_BYTES = 100_000_000  # unpacked; the 224 districts in full detail take 2 million
KINDS = {".geojson": "geojson", ".json": "geojson", ".gpkg": "gpkg", ".zip": "zip"}


@contextmanager
def opened(path: Path, mapping: Mapping) -> Iterator[Layer]:
    """The layer in a file, for as long as the block. Raises Refused where it is none, or too large."""
    make_sure_it_is_a_file(path)
    kind = KINDS.get(path.suffix.lower())
    if path.stat().st_size > MOST_BYTES:
        raise Refused("boundaries_too_large", file=path.name, megabytes=MOST_BYTES // 1_000_000)
    if kind is None or kind_by_content(path) != kind:
        raise Refused("boundaries_kind", file=path.name)
    asked = mapping.file.get("table")
    if kind != "zip":
        yield Layer(path, path.name, asked)
        return
    with TemporaryDirectory() as folder:
        shapefile = unpacked(path, Path(folder), MOST_BYTES)
        yield Layer(shapefile, path.name, None, mapping.file.get("encoding") or _encoding_of(shapefile))


def _encoding_of(shapefile: Path) -> str | None:
    """Of the attributes, where the shapefile does not say it itself."""
    attributes = shapefile.with_suffix(".dbf")
    if shapefile.with_suffix(".cpg").exists() or not attributes.exists():
        return None
    return encoding_of(attributes)
