"""BINs that look like BINs and cannot be one: the last digit is never the control digit."""

import numpy as np
import pyarrow as pa

from data.demo.columns import Array, joined, padded
from data.demo.draws import Stream

SERIALS = 100_000
RESIDENT_HEAD_OFFICE = np.array([4, 0])
NEVER_ISSUED = 10


def bins(stream: Stream, years: Array) -> tuple[pa.Array, Array]:
    """A different 12-digit number for each employer, and the month it says the employer was registered in.

    years: year of registration of each employer, at most 1.2 million of them.
    """
    number = stream.permutation(len(years))
    serial = number % SERIALS
    # Where serials come round again, the month tells the numbers apart.
    month = (serial + number // SERIALS) % 12
    first = padded(years % 100, 2), padded(month + 1, 2), "40", padded(serial, 5)
    digits = np.column_stack([_digits(years % 100, 2), _digits(month + 1, 2), _head(len(years)), _digits(serial, 5)])
    wrong = (control_digit(digits) + stream.integers(1, 10, len(years))) % 10
    registered = (years - 1970).astype("datetime64[Y]").astype("datetime64[M]") + month
    return joined(*first, padded(wrong, 1)), registered


def control_digit(digits: Array) -> Array:
    """Digit 12 that the first 11 demand, a row each; NEVER_ISSUED where both tries give ten."""
    places = np.arange(1, 12)
    first = digits @ places % 11
    second = digits @ ((places + 1) % 11 + 1) % 11
    return np.where(first < NEVER_ISSUED, first, second)


def _digits(numbers: Array, width: int) -> Array:
    return numbers[:, None] // 10 ** np.arange(width - 1, -1, -1) % 10


def _head(count: int) -> Array:
    return np.tile(RESIDENT_HEAD_OFFICE, (count, 1))
