"""Whose delivery it is: the source must be known, or be introduced by the mapping file."""

import re
from typing import Any

from data.imports.mapping import Mapping
from data.imports.problems import Refused


def make_sure_of_source(cursor: Any, source_code: str, mapping: Mapping) -> None:
    """Finds the source, or adds it as the mapping says; one import of a source at a time from here on.

    Raises Refused for an unknown source, and for one of invented rows: real ones must not pass for those.
    """
    cursor.execute("SELECT pg_advisory_xact_lock(hashtext('import of ' || %s))", [source_code])
    cursor.execute("SELECT source_code, is_demonstration FROM source ORDER BY source_code")
    known = dict(cursor.fetchall())
    if known.get(source_code):
        raise Refused("source_is_demonstration", source=source_code)
    if source_code in known:
        return
    if not mapping.source:
        real = ", ".join(code for code, is_demonstration in known.items() if not is_demonstration)
        raise Refused("source_unknown", source=source_code, known=real)
    _add(cursor, source_code, mapping.source)


def _add(cursor: Any, source_code: str, names: dict[str, str]) -> None:
    if not re.fullmatch("[a-z][a-z0-9_]*", source_code):
        raise Refused("source_code_form", source=source_code)
    cursor.execute(
        "INSERT INTO source (source_code, name_kk, name_ru, name_en) VALUES (%(source_code)s, %(name_kk)s, %(name_ru)s, %(name_en)s)",
        {"source_code": source_code, **names},
    )
