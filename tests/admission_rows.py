"""Employers and what hospitals report of their people, for tests of where harm may go unreported."""

from datetime import date
from itertools import count
from typing import Any

from tests import rows

numbers = count(1)


def employer(region_code: str = "35", activity_code: str = "B", employee_count: int | None = 100, **given: Any) -> str:
    """An employer known since 2015; returns its BIN, which fails its control digit."""
    begun = f"991240{next(numbers):05d}"
    ((control,),) = rows.run("SELECT coalesce(bin_control_digit(%s), 0)", begun + "0")
    bin_number = f"{begun}{(control + 1) % 10}"
    values = {
        "bin": bin_number, "activity_code": activity_code, "region_code": region_code, "employee_count": employee_count,
        "known_on": date(2015, 1, 1), "name_kk": bin_number, "name_ru": bin_number, "name_en": bin_number,
    }  # fmt: skip
    rows.insert("employer", **values | rows.origin("demo") | given)
    return bin_number


def admission(admitted_on: date, bin: str | None, region_code: str = "35", **given: Any) -> int:
    """An admission with a severe injury, reported on its day; returns admission_id."""
    values = {"admitted_on": admitted_on, "known_on": admitted_on, "bin": bin, "region_code": region_code, "severity": "severe"}
    return rows.insert("health_admission", "admission_id", **values | rows.origin() | given)
