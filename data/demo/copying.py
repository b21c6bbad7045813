"""Rows into a table under row-level security, which COPY refuses: COPY beside it, then INSERT from there."""

from typing import Any

from psycopg2 import sql

from data.demo.columns import Rows, as_file, count


def load(cursor: Any, table: str, rows: Rows, **everywhere: str | int) -> int:
    """Adds rows to a table, some columns the same in every row; returns how many. Constraints are checked."""
    columns = [sql.Identifier(name) for name in rows]
    parts = {
        "table": sql.Identifier(table),
        "staged": sql.Identifier(f"staged_{table}"),
        "columns": sql.SQL(", ").join(columns),
        "all_columns": sql.SQL(", ").join([*columns, *map(sql.Identifier, everywhere)]),
        "values": sql.SQL(", ").join([*columns, *map(sql.Literal, everywhere.values())]),
    }
    cursor.execute(sql.SQL("CREATE TEMP TABLE {staged} AS SELECT {columns} FROM {table} WHERE false").format(**parts))
    cursor.copy_expert(sql.SQL("COPY {staged} ({columns}) FROM STDIN (FORMAT csv)").format(**parts), as_file(rows))
    cursor.execute(sql.SQL("INSERT INTO {table} ({all_columns}) SELECT {values} FROM {staged}").format(**parts))
    cursor.execute(sql.SQL("DROP TABLE {staged}").format(**parts))
    return count(rows)
