"""Reads a layer of areas: its attributes as a table, its shapes as flat areas in degrees, each in a pass of its own."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy
import pyogrio
import shapely
from pyproj import Transformer

from data.imports.off_the_net import off_the_net
from data.imports.problems import Refused
from data.imports.read_geo import DAMAGED, layer_of, texts_of, to_degrees_of
from data.imports.table import Table

FEATURES_AT_A_TIME = 20
LARGEST_FEATURE = {"OGR_GEOJSON_MAX_OBJ_SIZE": "50"}  # megabytes of memory, some 75,000 points; a district has 2,000 in full detail
TOO_LARGE = "too complex/large"  # the library's words
AREAS = ("Polygon", "MultiPolygon", "GeometryCollection")


@dataclass(frozen=True)
class Shape:
    """The shape of one feature.

    line_no      number of the feature, from 1
    kind         Polygon, MultiPolygon, Point ...; empty for none, or one that cannot be read
    has_heights  the heights were left out
    points       how many
    ewkb         hexadecimal, longitude and latitude; empty for what is no area, or lies nowhere on Earth
    """

    line_no: int
    kind: str
    has_heights: bool
    points: int
    ewkb: str


@dataclass(frozen=True)
class Layer:
    """A file opened as a layer.

    shown_as  name of the file as delivered, for people
    asked     name of the layer, where the file holds several
    encoding  of the attributes, where the file does not say
    """

    path: Path
    shown_as: str
    asked: str | None
    encoding: str | None = None

    @contextmanager
    def table(self) -> Iterator[Table]:
        """The attributes; the line of a feature is its number from 1. Raises Refused."""
        with self._batches(read_geometry=False, encoding=self.encoding) as (meta, batches):
            rows = chain.from_iterable(_rows(batch, list(meta["fields"])) for batch in batches)
            yield Table(list(meta["fields"]), enumerate(rows, start=1))

    @contextmanager
    def shapes(self) -> Iterator[Iterator[Shape]]:
        """The shapes, in the order of the table. Raises Refused where there are none, or their coordinates mean nothing."""
        with self._batches(columns=[]) as (meta, batches):
            to_degrees = to_degrees_of(meta, Path(self.shown_as))
            if to_degrees is None:
                raise Refused("boundaries_without_shapes", file=self.shown_as)
            geometries = chain.from_iterable(_geometries(batch) for batch in batches)
            yield (_shape(line_no, geometry, to_degrees) for line_no, geometry in enumerate(geometries, start=1))

    @contextmanager
    def _batches(self, **asked: Any) -> Iterator[tuple[dict[str, Any], Any]]:
        pyogrio.set_gdal_config_options(LARGEST_FEATURE)
        try:
            with off_the_net(), warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # its remarks, in English
                layer = layer_of(self.path, self.asked)
                with pyogrio.open_arrow(self.path, layer=layer, batch_size=FEATURES_AT_A_TIME, use_pyarrow=True, **asked) as opened:
                    yield opened
        except DAMAGED as error:
            raise Refused("outline_too_large" if TOO_LARGE in str(error) else "file_damaged", file=self.shown_as) from error


def _rows(batch: Any, fields: list[str]) -> Iterator[list[str]]:
    columns = [texts_of(batch.column(name)) for name in fields]
    return map(list, zip(*columns, strict=True)) if columns else iter([[] for _ in range(batch.num_rows)])


def _geometries(batch: Any) -> Any:
    return shapely.from_wkb(batch.column(batch.num_columns - 1).to_numpy(zero_copy_only=False), on_invalid="ignore")


def _shape(line_no: int, geometry: Any, to_degrees: Transformer) -> Shape:
    if geometry is None:
        return Shape(line_no, "", False, 0, "")
    points = int(shapely.get_num_coordinates(geometry))
    ewkb = _in_degrees(geometry, to_degrees) if geometry.geom_type in AREAS else ""
    return Shape(line_no, geometry.geom_type, bool(geometry.has_z), points, ewkb)


def _in_degrees(geometry: Any, to_degrees: Transformer) -> str:
    """The area without heights; nothing where a point of it lies nowhere on Earth."""
    flat = shapely.transform(geometry, to_degrees.transform, interleaved=False)  # which drops heights
    if not numpy.isfinite(shapely.get_coordinates(flat)).all():
        return ""
    return str(shapely.to_wkb(shapely.set_srid(flat, 4326), hex=True, include_srid=True))
