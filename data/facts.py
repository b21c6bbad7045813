"""Loads the reference facts of data/reference into their tables; loading them again changes only what differs."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

from psycopg2 import sql

REFERENCE = Path(__file__).parent / "reference"
DEMO_PEOPLE = Path(__file__).parent / "demo" / "people.csv"
AUTHOR = "data init"
FOLDER_NAME = "data/reference"

# File, table, key. Columns of a file that the table lacks are notes for its readers.
TABLES = [
    ("bodies.csv", "body", ["body_code"]),
    ("hazard_types.csv", "hazard_type", ["hazard_type_code"]),
    ("activities.csv", "activity", ["activity_code"]),
    ("series.csv", "official_series", ["series_code"]),
    ("indicators.csv", "indicator", ["indicator_code"]),
    ("measures.csv", "measure", ["indicator_code"]),
    ("targets.csv", "target", ["indicator_code", "region_code", "year", "known_on"]),
    (
        "figures.csv",
        "official_figure",
        ["series_code", "indicator_code", "region_code", "category_code", "period_start", "period_end", "source_url", "published_on"],
    ),
    ("risk_rules.csv", "risk_rule", ["law", "version"]),
    ("risk_indicators.csv", "risk_rule_indicator", ["law", "version", "reason_code"]),
    ("instructions.csv", "instruction", ["number"]),
]

KEPT_AS_THEY_ARE = {"risk_rule", "risk_rule_indicator"}  # degrees stand on them: no version is overwritten


def load_facts(connection: Any) -> bool:
    """Loads the reference files through an owner's psycopg2 connection; False where they are loaded already.

    The caller commits.
    """
    digest = _digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM batch WHERE file_name = %s AND file_sha256 = %s", [FOLDER_NAME, digest])
        if cursor.fetchone():
            return False
        _upsert(cursor, "region", ["region_code"], _regions())
        _upsert(cursor, "source", ["source_code"], _rows(REFERENCE / "sources.csv"))
        batch_id = _open_batch(cursor, digest)
        for file_name, table, key in TABLES:
            _upsert(cursor, table, key, [row | batch_id for row in _rows(REFERENCE / file_name)])
        _upsert(cursor, "settlement", ["settlement_id"], _settlements())
        cursor.execute("SELECT refresh_places()")
        _upsert(cursor, "app_user", ["user_code"], _people())
        _link_bodies(cursor, _rows(REFERENCE / "instruction_bodies.csv"))
        cursor.execute("SELECT move_data_version()")
    return True


def _digest() -> str:
    files = [*sorted(REFERENCE.glob("*.csv")), *sorted(REFERENCE.glob("*.geojson")), REFERENCE / "basemap" / "places.csv", DEMO_PEOPLE]
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()


def _open_batch(cursor: Any, digest: str) -> dict[str, Any]:
    cursor.execute(
        "INSERT INTO batch (source_code, file_name, file_sha256, author) VALUES ('published', %s, %s, %s) RETURNING batch_id",
        [FOLDER_NAME, digest, AUTHOR],
    )
    return {"source_code": "published", "batch_id": cursor.fetchone()[0]}


def _people() -> list[dict[str, Any]]:
    return [row | {"is_demonstration": "true", "place": place} for place, row in enumerate(_rows(DEMO_PEOPLE), start=1)]


def _rows(path: Path) -> list[dict[str, str | None]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{column: value or None for column, value in row.items()} for row in csv.DictReader(file)]


def _regions() -> list[dict[str, Any]]:
    features = json.loads((REFERENCE / "regions.geojson").read_text(encoding="utf-8"))["features"]
    return [
        feature["properties"]
        | {
            "is_population_approximate": feature["properties"]["population_is_approximate"],
            "geom": json.dumps(_as_multipolygon(feature["geometry"])),
        }
        for feature in features
    ]


def _as_multipolygon(geometry: dict[str, Any]) -> dict[str, Any]:
    if geometry["type"] == "MultiPolygon":
        return geometry
    return {"type": "MultiPolygon", "coordinates": [geometry["coordinates"]]}


def _settlements() -> list[dict[str, Any]]:
    rows = _rows(REFERENCE / "basemap" / "places.csv")
    return [row | {"geom": f"SRID=4326;POINT({row['lon']} {row['lat']})"} for row in rows]


def _upsert(cursor: Any, table: str, key: list[str], rows: list[dict[str, Any]]) -> None:
    """Inserts rows, and overwrites those whose key is there; columns the table lacks are left out."""
    columns = [column for column in _columns_of(cursor, table) if rows and column in rows[0]]
    staged = sql.Identifier(f"staged_{table}")
    cursor.execute(
        sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WHERE false").format(
            staged, _list(columns), sql.Identifier(table)
        )
    )
    _copy(cursor, staged, columns, rows)
    changes = sql.SQL(", ").join(sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(c)) for c in columns if c not in key)
    cursor.execute(
        sql.SQL("INSERT INTO {table} ({columns}) SELECT {columns} FROM {staged} ON CONFLICT ({key}) {then}").format(
            table=sql.Identifier(table),
            columns=_list(columns),
            staged=staged,
            key=_list(key),
            then=sql.SQL("DO NOTHING") if table in KEPT_AS_THEY_ARE else sql.SQL("DO UPDATE SET {}").format(changes),
        )
    )


def _columns_of(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s ORDER BY ordinal_position",
        [table],
    )
    return [row[0] for row in cursor.fetchall()]


def _list(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _copy(cursor: Any, staged: sql.Identifier, columns: list[str], rows: list[dict[str, Any]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["" if row[column] is None else row[column] for column in columns] for row in rows])
    text.seek(0)
    cursor.copy_expert(sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(staged, _list(columns)), text)


def _link_bodies(cursor: Any, rows: list[dict[str, str | None]]) -> None:
    cursor.executemany(
        "INSERT INTO instruction_body SELECT instruction_id, %(body_code)s FROM instruction WHERE number = %(number)s"
        " ON CONFLICT DO NOTHING",
        rows,
    )
