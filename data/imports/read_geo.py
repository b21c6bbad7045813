"""Reads GeoJSON and GeoPackage: the point of each feature becomes lon and lat in degrees (EPSG:4326)."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from data.imports.mapping import Mapping
from data.imports.off_the_net import off_the_net
from data.imports.problems import Refused
from data.imports.table import Table, text_of

FEATURES_AT_A_TIME = 5_000
DAMAGED = (
    DataSourceError,
    DataLayerError,
    shapely.errors.GEOSException,
    UnicodeDecodeError,  # names of columns
    UnboundLocalError,  # of the library itself, where a reference system is not text
)


@contextmanager
def opened(path: Path, mapping: Mapping) -> Iterator[Table]:
    """The table of the only layer, or of the one named by file.table; a feature's line is its number from 1.

    Of a line or an area a point on it is taken. Fields called lon and lat give way to the geometry.
    Raises Refused.
    """
    try:
        with off_the_net(), _read(path, layer_of(path, mapping.file.get("table"))) as (meta, batches):
            fields, to_degrees = list(meta["fields"]), to_degrees_of(meta, path)
            places = [] if to_degrees is None else ["lon", "lat"]
            kept = [name for name in fields if name not in places]
            pieces = (_rows(batch, kept, to_degrees) for batch in batches)
            yield Table([*kept, *places], enumerate(chain.from_iterable(pieces), start=1))
    except DAMAGED as error:
        raise Refused("file_damaged", file=path.name) from error


def _read(path: Path, layer: str) -> AbstractContextManager[tuple[dict[str, Any], Any]]:
    return pyogrio.open_arrow(path, layer=layer, batch_size=FEATURES_AT_A_TIME, use_pyarrow=True)


def layer_of(path: Path, asked: str | None) -> str:
    """The layer asked for, or the only one. Raises Refused where there is none, or several to choose from."""
    names = [str(name) for name, _ in pyogrio.list_layers(path)]
    if asked is not None and asked not in names:
        raise Refused("table_unknown", table=asked, tables=", ".join(names))
    if asked is None and len(names) != 1:
        raise Refused("table_not_chosen", tables=", ".join(names))
    return asked or names[0]


def to_degrees_of(meta: dict[str, Any], path: Path) -> Transformer | None:
    """From the file's coordinates to degrees; None where the layer has no geometry."""
    if meta["geometry_type"] is None:
        return None
    try:
        return Transformer.from_crs(CRS.from_user_input(meta["crs"]), CRS.from_epsg(4326), always_xy=True)
    except CRSError as error:
        raise Refused("coordinates_unknown", file=path.name) from error


def texts_of(column: Any) -> Iterator[str]:
    """The cells of a column as text; bytes that are not UTF-8 become U+FFFD."""
    if str(column.type) in ("string", "large_string"):
        return ((cell or b"").decode(errors="replace") for cell in column.cast("binary").to_pylist())
    return map(text_of, column.to_pylist())


def _rows(batch: Any, kept: list[str], to_degrees: Transformer | None) -> Iterator[list[str]]:
    columns: list[Iterator[str]] = [texts_of(batch.column(name)) for name in kept]
    if to_degrees is not None:
        columns += _places(batch.column(batch.num_columns - 1), to_degrees)
    return map(list, zip(*columns, strict=True))


def _places(geometries: Any, to_degrees: Transformer) -> list[Iterator[str]]:
    """lon and lat of every feature as text; empty for one without geometry."""
    points = shapely.point_on_surface(shapely.from_wkb(geometries.to_numpy(zero_copy_only=False)))
    points[shapely.is_empty(points)] = None
    degrees = to_degrees.transform(shapely.get_x(points), shapely.get_y(points))
    return [map(text_of, axis.tolist()) for axis in degrees]
