"""Features hold only what was known at the end of their day: windows to the day, and nothing learned later."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import rows
from tests.future import shuffle_what_was_learned_later

DAY = date(2025, 10, 31)
FEATURES_SQL = Path(__file__).parents[2] / "data" / "schema" / "826_risk_features.sql"


def features(facility_id: int, day: date = DAY) -> dict[str, Any]:
    """The row of a facility by column."""
    return rows.run("SELECT to_jsonb(f) FROM risk_features_on(%s) f WHERE facility_id = %s", day, facility_id)[0][0]


@pytest.mark.parametrize(
    ("found_on", "recent", "older"),
    [
        (date(2025, 10, 31), 1, 0),  # the day itself
        (date(2024, 11, 1), 1, 0),  # first day of the 12 months
        (date(2024, 10, 31), 0, 1),  # last day of the 24 months before
        (date(2022, 11, 1), 0, 1),  # first day of them
        (date(2022, 10, 31), 0, 0),  # older
    ],
)
def test_violations_and_accidents_fall_into_the_windows_of_their_age(database: str, found_on: date, recent: int, older: int) -> None:
    facility_id = rows.facility()
    rows.violation(facility_id, rows.inspection(facility_id, found_on), found_on, "significant")
    rows.accident(found_on, facility_id=facility_id, injured_count=2, killed_count=2)

    found = features(facility_id)

    assert (found["significant_count_12_months"], found["significant_count_24_months_before"]) == (recent, older)
    assert (found["accident_count_12_months"], found["accident_count_24_months_before"]) == (recent, older)
    assert (found["killed_count_12_months"], found["killed_count_24_months_before"]) == (2 * recent, 2 * older)


@pytest.mark.parametrize(
    ("inspected_on", "never", "years"),
    [(None, 1, 0), (date(2025, 10, 31), 0, 0), (date(2024, 11, 1), 0, 0), (date(2024, 10, 31), 0, 1), (date(2022, 10, 31), 0, 3)],
)
def test_years_since_the_last_inspection_are_whole_and_never_is_told_apart(
    database: str, inspected_on: date | None, never: int, years: int
) -> None:
    facility_id = rows.facility()
    if inspected_on:
        rows.inspection(facility_id, inspected_on)

    found = features(facility_id)

    assert (found["is_never_inspected"], found["years_since_inspection"]) == (never, years)


def test_devices_tell_their_years_beyond_service_life_and_lapsed_expertises(database: str) -> None:
    facility_id = rows.facility()
    rows.device(facility_id, date(2000, 10, 31), 20, expertise_valid_to=date(2025, 10, 31))  # five years beyond; valid to the day
    rows.device(facility_id, date(2010, 11, 1), 15, expertise_valid_to=date(2025, 10, 30))  # ends tomorrow; lapsed yesterday
    rows.device(facility_id, date(1990, 1, 1), 10, removed_on=date(2025, 10, 31))  # taken away

    found = features(facility_id)

    assert (found["expired_device_count"], found["years_beyond_service_life"], found["lapsed_expertise_count"]) == (1, 5, 1)


def test_a_bare_facility_without_employer_has_every_feature(database: str) -> None:
    found = features(rows.facility())

    unknown = {name for name, value in found.items() if value is None}
    assert unknown == {"activity_code", "worker_count", "facility_age_years"}


def fingerprint(day: date) -> list[tuple[Any, ...]]:
    return rows.run("SELECT * FROM risk_features_on(%s) ORDER BY facility_id", day)


def test_what_is_learned_later_changes_no_feature(demo_database: str) -> None:
    before = fingerprint(DAY)

    shuffle_what_was_learned_later(DAY)

    assert fingerprint(DAY) == before
    assert sum(row[4] for row in before) > 0  # there is something to be changed


def test_a_feature_that_looks_ahead_is_found_out(demo_database: str) -> None:
    honest = "v.known_on <= day AND v.found_on > day"
    text = FEATURES_SQL.read_text(encoding="utf-8")
    assert honest in text
    rows.run(text.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(honest, "v.found_on > day").replace("%", "%%"))
    before = fingerprint(DAY)

    shuffle_what_was_learned_later(DAY)

    assert fingerprint(DAY) != before
