"""Brings the shapes of a layer into the database by COPY, a few at a time: memory stays flat."""

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

from data.imports.boundaries.read import FEATURES_AT_A_TIME, Shape
from data.imports.problems import Refused
from data.imports.stage import Progress

MOST_FEATURES = 1_000  # the country has some 200 districts
MOST_POINTS = 2_000_000  # their outlines in full detail have 63,000
COPY = "COPY staged_shape (line_no, kind, has_heights, shape) FROM STDIN (FORMAT text, NULL '')"


def stage_shapes(cursor: Any, shapes: Iterator[Shape], file_name: str, progress: Progress) -> int:
    """Copies shapes into the table staged_shape; returns how many. Raises Refused for more than a country can have."""
    count = points = 0
    while piece := list(islice(shapes, FEATURES_AT_A_TIME)):
        count += len(piece)
        points += sum(shape.points for shape in piece)
        if count > MOST_FEATURES or points > MOST_POINTS:
            raise Refused("boundaries_too_many", file=file_name, features=f"{MOST_FEATURES:,}", points=f"{MOST_POINTS:,}")
        cursor.copy_expert(COPY, io.StringIO("".join(map(_line, piece))))
        progress("reading", count)
    return count


def _line(shape: Shape) -> str:
    return f"{shape.line_no}\t{shape.kind}\t{shape.has_heights}\t{shape.ewkb}\n"
