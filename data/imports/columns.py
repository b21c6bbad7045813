"""The columns a delivery of facilities may hold: docs/imports.md shows them, every step goes by them."""

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
NAMES = tuple(column.name for column in COLUMNS)
NUMBERS = frozenset(column.name for column in COLUMNS if column.kind in ("number", "whole"))
ANY_NAME = ("name", "name_kk", "name_ru", "name_en")
