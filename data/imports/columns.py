"""The columns a delivery may hold: docs/imports.md shows them, every step goes by them."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "whole", "day", "yes_no"]


@dataclass(frozen=True)
class Column:
    """One column: its name, what its cells hold, and how many characters a text may have."""

    name: str
    kind: Kind
    longest: int = 40


COLUMNS = (
    Column("source_key", "text", 200),
    Column("name", "text", 500),
    Column("name_kk", "text", 500),
    Column("name_ru", "text", 500),
    Column("name_en", "text", 500),
    Column("bin", "text", 200),
    Column("owner_name", "text", 500),
    Column("hazard_type_code", "text", 200),
    Column("address", "text", 1000),
    Column("region_code", "text", 200),
    Column("lon", "number"),
    Column("lat", "number"),
    Column("employee_count", "whole"),
    Column("is_declaration_required", "yes_no"),
    Column("declaration_no", "text", 200),
    Column("danger_radius_m", "whole"),
    Column("commissioned_on", "day"),
    Column("decommissioned_on", "day"),
)
ANY_NAME = ("name", "name_kk", "name_ru", "name_en")


@dataclass(frozen=True)
class Form:
    """What one kind of delivery holds.

    columns  all that it may hold
    needed   for each thing it cannot do without: the sets of columns of which one must be there
    """

    columns: tuple[Column, ...]
    needed: tuple[tuple[frozenset[str], ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in their order."""
        return tuple(column.name for column in self.columns)

    @property
    def numbers(self) -> frozenset[str]:
        """Names of the columns that hold numbers."""
        return frozenset(column.name for column in self.columns if column.kind in ("number", "whole"))


def one_of(*names: str) -> tuple[frozenset[str], ...]:
    """A thing that any of these columns gives."""
    return tuple(frozenset([name]) for name in names)


FACILITIES = Form(
    COLUMNS,
    (
        one_of("source_key"),
        one_of("hazard_type_code"),
        one_of(*ANY_NAME),
        (frozenset(["lon", "lat"]), frozenset(["region_code"])),
    ),
)
NAMES = FACILITIES.names
