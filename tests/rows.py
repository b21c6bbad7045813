"""Adds single rows to a test's database, as its owner, so that a test says only what it is about."""

from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from itertools import count
from typing import Any

from psycopg2 import sql

from data.database import nationwide_connection
from data.scoring import score as score_day
from tests import owner

DAY = date(2026, 10, 31)
ALMATY = timezone(timedelta(hours=5))
KARAGANDA_CITY = (73.10, 49.80)
numbers = count(1)


def insert(table: str, returning: str | None = None, **values: Any) -> Any:
    """One row, seen by everybody at once; returns the value of a column where one is named."""
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    if returning:
        statement += sql.SQL(" RETURNING {}").format(sql.Identifier(returning))
    with owner.at_work() as cursor:
        cursor.execute(statement, list(values.values()))
        return cursor.fetchone()[0] if returning else None


def run(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """A statement of the owner; its rows, where it has some."""
    with owner.at_work() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def batch(source_code: str = "upload") -> int:
    """A delivery to hang rows on."""
    return insert("batch", "batch_id", source_code=source_code, file_name="test", file_sha256="0" * 64, author="test")


def origin(source_code: str = "upload") -> dict[str, Any]:
    """source_code and batch_id of a delivery made for the row."""
    return {"source_code": source_code, "batch_id": batch(source_code)}


def facility(region_code: str = "35", point: tuple[float, float] | None = KARAGANDA_CITY, **given: Any) -> int:
    """A boiler of the region, known since 2020; returns facility_id."""
    number = next(numbers)
    values = {
        "source_key": f"test-{number}",
        "name_kk": f"Нысан {number}",
        "name_ru": f"Объект {number}",
        "name_en": f"Facility {number}",
        "hazard_type_code": "boiler",
        "region_code": region_code,
        "region_taken_from": "declared",
        "geom": None if point is None else f"SRID=4326;POINT({point[0]} {point[1]})",
        "known_on": date(2020, 1, 1),
    }
    return insert("facility", "facility_id", **values | origin() | given)


def district(district_code: str, outline: str, **given: Any) -> None:
    """A district of the region that the code begins with; its outline as the text of a polygon in degrees."""
    names = {f"name_{language}": f"District {district_code}" for language in ("kk", "ru", "en")}
    values = {"district_code": district_code, "region_code": district_code[:2], "geom": f"SRID=4326;MULTI{outline}"}
    insert("district", **names | values | origin() | given)


def inspection(facility_id: int, inspected_on: date, region_code: str = "35", **given: Any) -> int:
    """A scheduled inspection known on its day; returns inspection_id."""
    values = {
        "facility_id": facility_id,
        "region_code": region_code,
        "kind_code": "scheduled",
        "body_code": "mes",
        "inspected_on": inspected_on,
        "inspector_days": 2,
        "known_on": inspected_on,
    }
    return insert("inspection", "inspection_id", **values | origin() | given)


def violation(facility_id: int, inspection_id: int, found_on: date, severity: str = "minor", region_code: str = "35", **given: Any) -> int:
    """A violation found by an inspection, not fixed; returns violation_id."""
    values = {
        "facility_id": facility_id,
        "inspection_id": inspection_id,
        "region_code": region_code,
        "severity": severity,
        "found_on": found_on,
        "known_on": found_on,
    }
    return insert("violation", "violation_id", **values | origin() | given)


def prescription(facility_id: int, inspection_id: int, issued_on: date, due_on: date, region_code: str = "35", **given: Any) -> int:
    """A prescription known on its day, not fulfilled; returns prescription_id."""
    values = {
        "facility_id": facility_id,
        "inspection_id": inspection_id,
        "region_code": region_code,
        "number": f"P-{next(numbers)}",
        "issued_on": issued_on,
        "due_on": due_on,
        "known_on": issued_on,
    }
    return insert("prescription", "prescription_id", **values | origin() | given)


def accident(occurred_on: date, region_code: str = "35", injured_count: int = 1, killed_count: int = 0, **given: Any) -> int:
    """An accident at noon, known on its day; returns accident_id."""
    values = {
        "region_code": region_code,
        "activity_code": "B",
        "occurred_at": datetime(occurred_on.year, occurred_on.month, occurred_on.day, 12, tzinfo=ALMATY),
        "cause_code": "other",
        "is_group": injured_count >= 2,
        "injured_count": injured_count,
        "killed_count": killed_count,
        "known_on": occurred_on,
    }
    return insert("accident", "accident_id", **values | origin() | given)


def employment(region_code: str, month: date, employee_count: int, activity_code: str = "B", **given: Any) -> None:
    """Hired employees of a region in a month, known a month later."""
    values = {
        "region_code": region_code,
        "activity_code": activity_code,
        "month": month,
        "employee_count": employee_count,
        "known_on": month + timedelta(days=31),
    }
    insert("employment", **values | origin() | given)


def device(facility_id: int, made_on: date, service_life_years: int, region_code: str = "35", **given: Any) -> int:
    """A boiler of a facility; returns device_id."""
    values = {
        "facility_id": facility_id,
        "region_code": region_code,
        "kind_code": "boiler",
        "made_on": made_on,
        "service_life_years": service_life_years,
        "known_on": made_on,
    }
    return insert("device", "device_id", **values | origin() | given)


def override(facility_id: int, valid_from: date, expires_on: date | None = None, degree: str | None = "high", **given: Any) -> None:
    """A degree of labour law set by hand by its minister, on any day as only the owner can; withdrawn where no degree is given."""
    values = {
        "facility_id": facility_id,
        "law": "labour",
        "entry_no": 1,
        "action": "set" if degree else "withdrawn",
        "degree": degree,
        "valid_from": valid_from,
        "expires_on": expires_on,
        "reason": "Until the new declaration is registered",
        "author_code": "minister_of_labour",
        "author_role": "minister",
        "author_body_code": "mlspp",
    }
    insert("degree_override", **values | given)


def searchable() -> None:
    """Lets the search know every row as it is now."""
    run("SELECT refresh_search(NULL)")


def score(day: date = DAY) -> None:
    """Scores everything as known at the end of a day."""
    with closing(nationwide_connection()) as connection:
        score_day(connection, day)
        connection.commit()
