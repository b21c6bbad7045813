"""How the columns and words of somebody else's file become ours: a TOML file that a data steward writes."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.imports.cells import cleaned
from data.imports.columns import FACILITIES, Form
from data.imports.problems import Refused

FILE_KEYS = {
    "encoding": ("utf-8", "windows-1251", "kz1048"),
    "delimiter": (",", ";", "\t"),
    "decimal": (".", ","),
    "other_columns": ("refuse", "ignore"),
    "table": (),
}
SOURCE_KEYS = ("name_kk", "name_ru", "name_en")


@dataclass(frozen=True)
class Mapping:
    """A mapping file; empty, it takes a file that already has our columns.

    columns        our column -> theirs; several of theirs are joined with ' / ' (source_key only)
    constants      our column -> the text every row gets
    values         our column -> their word -> ours
    file           encoding, delimiter, decimal, other_columns, table: as in FILE_KEYS
    source         names of a source the map does not know yet, or nothing
    """

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    file: dict[str, str] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)


def read_mapping(path: Path | None, form: Form = FACILITIES) -> Mapping:
    """The mapping of a TOML file to the columns of a form, or an empty one. Raises Refused for a file or key that cannot be meant."""
    if path is None:
        return Mapping()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused("mapping_missing", file=path, detail=error.strerror) from error
    except ValueError as error:
        raise Refused("mapping_not_toml", file=path, detail=error) from error
    return _checked(given, form)


def _checked(given: dict[str, Any], form: Form) -> Mapping:
    parts = {name: _table(given, name) for name in ("columns", "constants", "values", "file", "source")}
    _only(given, "", tuple(parts))
    for name in ("columns", "constants", "values"):
        _only(parts[name], f"{name}.", form.names)
    _only(parts["source"], "source.", SOURCE_KEYS)
    for twice in parts["columns"].keys() & parts["constants"].keys():
        raise Refused("mapping_twice", column=twice)
    return Mapping(
        columns={ours: _theirs(ours, theirs) for ours, theirs in parts["columns"].items()},
        constants={ours: _text(f"constants.{ours}", value) for ours, value in parts["constants"].items()},
        values={ours: _words(ours, words) for ours, words in parts["values"].items()},
        file=_file(parts["file"]),
        source=_source(parts["source"]),
    )


def _table(given: dict[str, Any], name: str) -> dict[str, Any]:
    value = given.get(name, {})
    if not isinstance(value, dict):
        raise Refused("mapping_value", key=name, expected=f"[{name}]")
    return value


def _only(table: dict[str, Any], prefix: str, allowed: tuple[str, ...]) -> None:
    for key in table:
        if key not in allowed:
            raise Refused("mapping_key", key=prefix + key, allowed=", ".join(allowed))


def _text(key: str, value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return cleaned([str(value)])[0]
    raise Refused("mapping_value", key=key, expected='"..."')


def _theirs(ours: str, theirs: object) -> tuple[str, ...]:
    if isinstance(theirs, str) and theirs:
        return (cleaned([theirs])[0],)
    if ours == "source_key" and isinstance(theirs, list) and theirs and all(isinstance(each, str) for each in theirs):
        return tuple(cleaned(theirs))
    raise Refused("mapping_value", key=f"columns.{ours}", expected='"..."')


def _words(ours: str, words: object) -> dict[str, str]:
    if not isinstance(words, dict):
        raise Refused("mapping_value", key=f"values.{ours}", expected=f"[values.{ours}]")
    return {cleaned([theirs])[0]: _text(f"values.{ours}.{theirs}", word) for theirs, word in words.items()}


def _file(table: dict[str, Any]) -> dict[str, str]:
    _only(table, "file.", tuple(FILE_KEYS))
    for key, value in table.items():
        allowed = FILE_KEYS[key]
        if not isinstance(value, str) or (allowed and value not in allowed):
            raise Refused("mapping_value", key=f"file.{key}", expected=" | ".join(map(repr, allowed)) or '"..."')
    return table


def _source(table: dict[str, Any]) -> dict[str, str]:
    names = {key: _text(f"source.{key}", value) for key, value in table.items()}
    if names and not all(names.get(key) for key in SOURCE_KEYS):
        raise Refused("mapping_source", keys=", ".join(SOURCE_KEYS))
    return names
