"""The steps of an import that are SQL: one file a step in sql/, one file a check in checks/."""

from functools import cache
from pathlib import Path
from typing import Any

from data.imports.columns import COLUMNS

FOLDER = Path(__file__).parent
LONGEST = {column.name: column.longest for column in COLUMNS if column.kind == "text"}
# Of two checks that refuse the same cell the earlier one gives the reason.
CHECKS = (
    "cell_count",
    "unreadable",
    "too_long",
    "missing",
    "repeated_source_key",
    "unknown_hazard_type",
    "iin_instead_of_bin",
    "bin_structure",
    "bin_control_digit",
    "not_a_number",
    "not_a_whole_number",
    "not_a_day",
    "not_yes_or_no",
    "out_of_range",
    "half_point",
    "swapped_point",
    "outside_kazakhstan",
    "far_from_every_region",
    "missing_place",
    "unknown_region",
    "decommissioned_before_commissioned",
)


@cache
def sql_of(name: str) -> str:
    """The text of a step; name is its path in this folder without .sql."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def run(cursor: Any, name: str, /, **values: object) -> int:
    """Runs sql/<name>.sql, or <name>.sql where it names a folder, with its values bound; rows that its last statement touched."""
    cursor.execute(sql_of(name if "/" in name else f"sql/{name}"), values)
    return int(cursor.rowcount)


def only_row(cursor: Any) -> dict[str, Any]:
    """The one row of the step just run, by column."""
    return dict(zip((column.name for column in cursor.description), cursor.fetchone(), strict=True))


def check(cursor: Any) -> None:
    """Carries out every check on a delivery of facilities."""
    for name in CHECKS:
        reject(cursor, f"checks/{name}", least=min(LONGEST.values()), **LONGEST)


def reject(cursor: Any, name: str, /, **values: object) -> None:
    """Puts every cell that a check finds into the table rejected; the reason is the name of the check's file."""
    found = f"SELECT found.*, %(reason)s FROM ({sql_of(name)}) AS found"  # noqa: S608  our own files
    cursor.execute(f"INSERT INTO rejected {found} ON CONFLICT DO NOTHING", {"reason": Path(name).name, **values})
