"""Adds programmes and measures of instructions to a test's database, as its owner."""

from datetime import date
from itertools import count
from typing import Any

from tests import rows
from tests.instruction_rows import ISSUED

numbers = count(1)


def programme(kind_code: str = "special_equipment", **given: Any) -> str:
    """A programme known since the instructions of the tests were issued; returns its code."""
    names = {f"name_{language}": "Programme" for language in ("kk", "ru", "en")}
    values = {"programme_code": f"test_{next(numbers)}", "kind_code": kind_code, "known_on": ISSUED}
    return str(rows.insert("programme", "programme_code", **names | values | rows.origin("demo") | given))


def item(programme_code: str, done_on: date | None = None, region_code: str = "35", **given: Any) -> int:
    """A facility on the list of a programme, done there or not; returns facility_id."""
    facility_id = rows.facility(region_code)
    values = {
        "programme_code": programme_code,
        "region_code": region_code,
        "done_on": done_on,
        "done_known_on": done_on,
        "known_on": ISSUED,
    }
    rows.insert("programme_item", facility_id=facility_id, **values | rows.origin("demo") | given)
    return facility_id


def measure(instruction_id: int, measure_code: str | None = "programme_done", **given: Any) -> None:
    """The first choice of what is counted, from the day of issue, and the count of it."""
    values = {
        "instruction_id": instruction_id, "version": 1, "measure_code": measure_code, "since": ISSUED, "set_on": ISSUED,
        "author_code": "controller",
    }  # fmt: skip
    words = {f"{name}_{language}": "Counted by facility" for name in ("reason", "author") for language in ("kk", "ru", "en")}
    rows.insert("completion_measure", **values | words | given)
    rows.run("SELECT refresh_measures(%s)", instruction_id)
