"""docs/data-dictionary.md, written from the comments that stand in the database itself."""

from typing import Any

HEAD = """# Data dictionary

Written by `python -m data dictionary` from the comments in data/schema; a test compares the two. Change the comment, not this file.
Columns without a remark say what they hold by their name: `_on` a day, `_at` a moment with zone, `_code` a code of the table it names,
`_count` a number of things, `_pct` percent, `_m` metres, `_tonnes` tonnes, `is_` yes or no; `name_kk`, `name_ru`, `name_en` the same name
in Kazakh, Russian and English. `known_on` is the day the register learned of the fact: a screen seen as of an earlier day does not show it.
`source_code` and `batch_id` lead from every fact to its delivery.
"""

TABLES = """
SELECT c.oid, c.relname, obj_description(c.oid, 'pg_class'), c.relrowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relowner = CAST('map_owner' AS regrole) AND c.relname <> 'alembic_version'
ORDER BY c.relname
"""
COLUMNS = """
SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, coalesce(col_description(a.attrelid, a.attnum), ''),
    coalesce(string_agg(DISTINCT CAST(k.confrelid AS regclass) || '', ', '), '')
FROM pg_attribute a
LEFT JOIN pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'f' AND a.attnum = ANY (k.conkey)
WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped
GROUP BY a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull
ORDER BY a.attnum
"""


def text(connection: Any) -> str:
    """The whole dictionary as Markdown, tables by name, columns in their order."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        parts = [_table(cursor, *row) for row in cursor.fetchall()]
    return HEAD + "".join(parts)


def _table(cursor: Any, oid: int, name: str, comment: str, is_protected: bool) -> str:
    cursor.execute(COLUMNS, [oid])
    lines = [_line(*row) for row in cursor.fetchall()]
    seen = " Rows are seen by those they belong to (row-level security)." if is_protected else ""
    head = f"\n## {name}\n\n{comment}{seen}\n\n| column | type | empty | refers to | remark |\n|---|---|---|---|---|\n"
    return head + "".join(lines)


def _line(name: str, kind: str, is_required: bool, comment: str, refers_to: str) -> str:
    return f"| {name} | {kind} | {'no' if is_required else 'yes'} | {refers_to} | {comment} |\n"
