"""Invented countries written into a test's database: one accident and one row of employment a region and month."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from queries.forecasting import Months
from tests import rows
from tests.conftest import copy_of, leading_to
from tests.forecast.worlds import Truth, since, world

FORMED = {"10": "63", "33": "19", "62": "35"}
"""Regions formed on 8 June 2022, and those they were carved out of."""
BROKEN = sorted({*FORMED, *FORMED.values()})
ADD_ACCIDENTS = """
    INSERT INTO accident (region_code, activity_code, occurred_at, cause_code, is_group, injured_count, killed_count, known_on,
                          source_code, batch_id)
    SELECT region, 'B', day + time '12:00', 'other', injured >= 2, injured, killed, day, 'upload', %s
    FROM unnest(%s, %s, %s, %s) AS given (region, day, injured, killed)"""
ADD_EMPLOYMENT = """
    INSERT INTO employment (region_code, activity_code, month, employee_count, known_on, source_code, batch_id)
    SELECT region, 'B', month, employees, month + 27, 'upload', %s FROM unnest(%s, %s, %s) AS given (region, month, employees)"""


def country(years: int, seed: int = 3, truth: Truth | None = None) -> dict[str, Months]:
    """Twenty regions from January 2020 on, the newer ones from June 2022."""
    codes = [code for (code,) in rows.run("SELECT region_code FROM region ORDER BY region_code")]
    drawn = world(truth or Truth(), np.random.default_rng(seed), len(codes), years, 0)
    whole = [replace(months, employees=np.floor(months.employees)) for months in drawn]
    return {code: since(months, 2022, 6) if code in FORMED else months for code, months in zip(codes, whole, strict=True)}


def since_the_break(stored: dict[str, Months]) -> dict[str, Months]:
    """What a course is fitted to: months that begin after the day of the break."""
    return {code: since(months, 2022, 7) if code in BROKEN else months for code, months in stored.items()}


@pytest.fixture(scope="module")
def stored_country(facts_template: str) -> Iterator[str]:
    """Name of a database with seven years of an invented country, for the tests of a module that only read it."""
    with copy_of(facts_template, f"{facts_template}_country") as name:
        with leading_to(name):
            store(country(7))
        yield name


@pytest.fixture
def in_stored_country(stored_country: str) -> Iterator[None]:
    """The roles' addresses lead to it."""
    with leading_to(stored_country):
        yield


def store(stored: dict[str, Months]) -> None:
    """Writes them; a fifth of the injured, rounded down, were killed; accidents on the 15th, all known at once."""
    batch_id = rows.batch()
    told = [(code, date(int(y), int(m), 1), int(n), int(e)) for code, each in stored.items()
            for y, m, n, e in zip(each.year, each.month, each.events, each.employees, strict=True)]  # fmt: skip
    harm = [(code, month.replace(day=15), events, events // 5) for code, month, events, _ in told if events]
    people = [(code, month, employees) for code, month, _, employees in told if employees]
    for statement, given in ((ADD_ACCIDENTS, harm), (ADD_EMPLOYMENT, people)):
        if given:
            rows.run(statement, batch_id, *map(list, zip(*given, strict=True)))
    rows.run("ANALYZE accident, employment")
