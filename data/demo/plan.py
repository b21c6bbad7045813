"""What is asked of the demonstration: how many facilities, as of which day, from which seed."""

import hashlib
from dataclasses import dataclass
from datetime import date
from zlib import crc32

import numpy as np

from data.demo.columns import Array

FIRST_ID = 100_000_001
"""Demonstration numbers start far above those the database gives, so that the two never meet."""

PUBLISHED_FACILITIES = 200_000
PEOPLE_AT_NATIONAL_SIZE_FROM = 20_000


@dataclass(frozen=True)
class Plan:
    """One demonstration; the same plan gives the same rows on any day."""

    facilities: int
    as_of: date
    seed: int

    @property
    def today(self) -> np.datetime64:
        """The last day on which anything happens or becomes known."""
        return np.datetime64(self.as_of, "D")

    @property
    def size(self) -> float:
        """Facilities as a share of the published number: scales everything that belongs to facilities."""
        return self.facilities / PUBLISHED_FACILITIES

    @property
    def people_size(self) -> float:
        """Scale of employment and accidents: national from 20,000 facilities on, in proportion below."""
        return min(1.0, self.facilities / PEOPLE_AT_NATIONAL_SIZE_FROM)

    @property
    def description(self) -> str:
        """What the batch is called."""
        return f"demonstration, seed {self.seed}, {self.facilities} facilities, as of {self.as_of}"

    @property
    def sha256(self) -> str:
        """Hash of the parameters, in the place of a file's hash."""
        return hashlib.sha256(self.description.encode()).hexdigest()

    def stream(self, name: str) -> np.random.Generator:
        """Random numbers of one table, independent of every other table's."""
        return np.random.default_rng([self.seed, crc32(name.encode())])

    def years_back(self, years: int) -> np.datetime64:
        """The same day of the month so many years before as_of; 29 February becomes 28."""
        month = self.today.astype("datetime64[M]")
        day = self.today - month.astype("datetime64[D]")
        then = month - 12 * years
        last = (then + 1).astype("datetime64[D]") - 1
        return min(then.astype("datetime64[D]") + day, last)


def ids(count: int) -> Array:
    """Numbers of the rows of a table, in order."""
    return np.arange(FIRST_ID, FIRST_ID + count)
