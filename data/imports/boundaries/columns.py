"""The columns of a layer of districts, and the names they bear in layers that are published widely."""

from dataclasses import replace

from data.imports.columns import ANY_NAME, Column, Form, one_of
from data.imports.mapping import Mapping

DISTRICTS = Form(
    (
        Column("district_code", "text", 40),
        Column("name", "text", 200),
        Column("name_kk", "text", 200),
        Column("name_ru", "text", 200),
        Column("name_en", "text", 200),
    ),
    (one_of("district_code"), one_of(*ANY_NAME)),
)
LONGEST = {column.name: column.longest for column in DISTRICTS.columns}
# Our column: theirs in small letters, the one to be preferred first.
KNOWN_AS = {
    "district_code": ("district_code", "kato", "kato_code", "kato_2", "code_kato", "te", "adm2_pcode"),
    "name_kk": ("name_kk", "adm2_kk", "name_kaz", "name:kk", "kk_name"),
    "name_ru": ("name_ru", "adm2_ru", "name_rus", "name:ru", "ru_name"),
    "name_en": ("name_en", "adm2_en", "name_eng", "name:en", "en_name"),
    "name": ("name", "adm2_name"),
}


def detected(header: list[str], mapping: Mapping) -> Mapping:
    """The mapping with columns found by their usual names, where it says nothing itself; other columns are left out."""
    said = mapping.columns.keys() | mapping.constants.keys()
    found = {ours: _found(header, names) for ours, names in KNOWN_AS.items() if ours not in said}
    columns = {ours: (theirs,) for ours, theirs in found.items() if theirs is not None}
    return replace(mapping, columns=columns | mapping.columns, file={"other_columns": "ignore"} | mapping.file)


def _found(header: list[str], names: tuple[str, ...]) -> str | None:
    by_small_letters = {name.strip().lower(): name for name in reversed(header)}
    return next((by_small_letters[name] for name in names if name in by_small_letters), None)
