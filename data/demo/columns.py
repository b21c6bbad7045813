"""Columns of rows on their way to the database: joined text, empty cells, and the file COPY reads."""

from io import BytesIO
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv

Array = NDArray[Any]
Rows = dict[str, Any]
"""Name of a column to its values: a numpy array (NaT is an empty cell) or a pyarrow array."""


def as_file(rows: Rows) -> BytesIO:
    """Rows as CSV without a header, empty cells unquoted: what COPY ... (FORMAT csv) reads."""
    file = BytesIO()
    options = csv.WriteOptions(include_header=False)
    csv.write_csv(pa.table({name: pa.array(values) for name, values in rows.items()}), file, options)
    file.seek(0)
    return file


def count(rows: Rows) -> int:
    """How many rows."""
    return len(next(iter(rows.values())))


def chosen(names: Any, index: Array) -> pa.Array:
    """The names at the given places, one a row."""
    return pa.array(np.asarray(names, dtype=object), pa.string()).take(pa.array(index))


def joined(*parts: Any) -> pa.Array:
    """Text put together row by row; a plain string stands in every row."""
    return pc.binary_join_element_wise(*[_text(part) for part in parts], "")


def padded(numbers: Array, width: int) -> pa.Array:
    """Whole numbers as text with leading zeros, at least width digits."""
    return pc.utf8_lpad(pa.array(numbers).cast(pa.string()), width, "0")


def only_where(values: Any, is_given: Array) -> pa.Array:
    """Values, with an empty cell wherever none is given."""
    return pc.if_else(pa.array(is_given), pa.array(values), None)


def constant(value: str | int, rows: int) -> pa.Array:
    """The same value in every row."""
    return pa.array(np.full(rows, value, dtype=object if isinstance(value, str) else None))


def _text(part: Any) -> Any:
    return part if isinstance(part, str) else pa.array(part).cast(pa.string())
