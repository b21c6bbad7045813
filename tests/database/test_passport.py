"""The passport of a facility: what was known on the day, on both sides of both ends, and to whom."""

from datetime import date, timedelta

import pytest

from queries import passport
from tests import rows
from tests.rows import DAY
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")
A_DAY = timedelta(days=1)
FIRST_QUARTER = date(2024, 1, 1)  # of the twelve whose last holds DAY


def quarter(facility_id: int, starts_on: date, as_of: date = DAY) -> dict:
    """One quarter of the strip."""
    found = passport.quarters(PM_OFFICE, as_of, facility_id=facility_id)
    return found[found["starts_on"] == starts_on].to_dict("records")[0]


def test_a_passport_opens_for_the_country_and_its_own_region_only() -> None:
    facility_id = rows.facility(region_code="35", name_en="Boiler plant")

    assert passport.identity(PM_OFFICE, DAY, facility_id=facility_id)["name_en"] == "Boiler plant"
    assert passport.identity(KARAGANDA, DAY, facility_id=facility_id)["region_en"] == "Karaganda Region"
    assert passport.identity(MANGYSTAU, DAY, facility_id=facility_id) is None
    assert passport.identity(PM_OFFICE, DAY, facility_id=facility_id + 1) is None


def test_a_facility_is_not_there_before_the_register_knew_it() -> None:
    facility_id = rows.facility(known_on=DAY)

    assert passport.identity(PM_OFFICE, DAY, facility_id=facility_id)
    assert passport.identity(PM_OFFICE, DAY - A_DAY, facility_id=facility_id) is None


def test_nothing_of_a_facility_is_told_to_another_region() -> None:
    facility_id = rows.facility()
    inspection_id = rows.inspection(facility_id, date(2026, 9, 1))
    rows.violation(facility_id, inspection_id, date(2026, 9, 1))
    rows.prescription(facility_id, inspection_id, date(2026, 9, 1), date(2026, 9, 30))
    rows.accident(date(2026, 9, 2), facility_id=facility_id)
    rows.device(facility_id, date(2000, 1, 1), 10)
    rows.score()
    lists = [
        passport.inspections, passport.violations, passport.prescriptions, passport.accidents, passport.devices,
        passport.score_over_time,
    ]  # fmt: skip

    assert [len(each(KARAGANDA, DAY, facility_id=facility_id)) for each in lists] == [1] * len(lists)
    assert [len(each(MANGYSTAU, DAY, facility_id=facility_id)) for each in lists] == [0] * len(lists)
    assert passport.score(MANGYSTAU, DAY, facility_id=facility_id) is None
    assert passport.quarters(MANGYSTAU, DAY, facility_id=facility_id)["inspection_count"].sum() == 0


def test_the_strip_holds_twelve_quarters_the_last_being_that_of_the_day() -> None:
    found = passport.quarters(PM_OFFICE, DAY, facility_id=rows.facility())

    assert list(found["starts_on"])[:: len(found) - 1] == [FIRST_QUARTER, date(2026, 10, 1)]
    assert len(found) == 12
    assert set(found["quarter_class"]) == {"not_inspected"}


@pytest.mark.parametrize(
    ("inspected_on", "starts_on"),
    [
        (FIRST_QUARTER, FIRST_QUARTER),  # first day of the first quarter
        (FIRST_QUARTER - A_DAY, None),  # the day before it
        (date(2025, 3, 31), date(2025, 1, 1)),  # last day of a quarter
        (date(2025, 4, 1), date(2025, 4, 1)),  # first day of the next
        (DAY, date(2026, 10, 1)),
    ],
)
def test_an_inspection_falls_into_the_quarter_of_its_day(inspected_on: date, starts_on: date | None) -> None:
    facility_id = rows.facility()
    rows.inspection(facility_id, inspected_on)

    found = passport.quarters(PM_OFFICE, DAY, facility_id=facility_id)

    assert list(found[found["quarter_class"] == "clean"]["starts_on"]) == ([starts_on] if starts_on else [])


@pytest.mark.parametrize(
    ("severities", "suspended_until", "expected"),
    [
        ((), None, "clean"),
        (("minor",), None, "minor"),
        (("minor", "significant"), None, "significant"),
        (("significant", "gross"), None, "gross"),
        (("gross",), date(2026, 7, 20), "suspended"),
    ],
)
def test_a_quarter_is_named_after_the_worst_thing_found(severities: tuple[str, ...], suspended_until: date | None, expected: str) -> None:
    facility_id = rows.facility()
    inspection_id = rows.inspection(facility_id, date(2026, 7, 10), suspended_until=suspended_until)
    for severity in severities:
        rows.violation(facility_id, inspection_id, date(2026, 7, 10), severity)

    assert quarter(facility_id, date(2026, 7, 1))["quarter_class"] == expected


@pytest.mark.parametrize(
    ("suspended_until", "expected"),
    [(date(2026, 6, 30), "not_inspected"), (date(2026, 7, 1), "suspended")],  # last day before, first day of
)
def test_a_suspension_reaches_into_the_next_quarter_by_its_last_day(suspended_until: date, expected: str) -> None:
    facility_id = rows.facility()
    rows.inspection(facility_id, date(2026, 6, 10), suspended_until=suspended_until)

    assert quarter(facility_id, date(2026, 7, 1))["quarter_class"] == expected


def test_what_became_known_after_the_day_is_not_on_the_strip() -> None:
    facility_id = rows.facility()
    rows.inspection(facility_id, date(2026, 9, 30), known_on=DAY + A_DAY)
    rows.accident(date(2026, 9, 30), facility_id=facility_id, known_on=DAY + A_DAY)

    assert quarter(facility_id, date(2026, 7, 1))["quarter_class"] == "not_inspected"
    assert quarter(facility_id, date(2026, 7, 1))["accident_count"] == 0
    assert quarter(facility_id, date(2026, 7, 1), DAY + A_DAY)["accident_count"] == 1


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [(date(2026, 6, 29), 1), (date(2026, 6, 30), 0)],  # overdue on the quarter's last day; due on it
)
def test_the_strip_counts_what_was_overdue_at_the_end_of_each_quarter(due_on: date, expected: int) -> None:
    facility_id = rows.facility()
    inspection_id = rows.inspection(facility_id, date(2026, 5, 1))
    rows.prescription(
        facility_id, inspection_id, date(2026, 5, 1), due_on,
        fulfilled_on=date(2026, 7, 20), fulfilment_known_on=date(2026, 7, 20),
    )  # fmt: skip

    assert quarter(facility_id, date(2026, 4, 1))["overdue_count"] == expected
    assert quarter(facility_id, date(2026, 7, 1))["overdue_count"] == 0


@pytest.mark.parametrize(
    ("due_on", "fulfilled_on", "known_on", "state", "days"),
    [
        (DAY, None, None, "open", None),  # the last day in time
        (DAY - A_DAY, None, None, "overdue", 1),  # the first day overdue
        (DAY - A_DAY, DAY - A_DAY, DAY + A_DAY, "overdue", 1),  # fulfilled, but that is not known yet
        (DAY - A_DAY, DAY - A_DAY, DAY, "fulfilled", None),  # in time on its last day
        (DAY - 2 * A_DAY, DAY - A_DAY, DAY, "fulfilled_late", None),
    ],
)
def test_a_prescription_stands_as_it_was_known_on_the_day(
    due_on: date, fulfilled_on: date | None, known_on: date | None, state: str, days: int | None
) -> None:
    facility_id = rows.facility()
    inspection_id = rows.inspection(facility_id, date(2026, 9, 1))
    rows.prescription(facility_id, inspection_id, date(2026, 9, 1), due_on, fulfilled_on=fulfilled_on, fulfilment_known_on=known_on)

    found = passport.prescriptions(PM_OFFICE, DAY, facility_id=facility_id).to_dict("records")[0]

    assert found["state"] == state
    assert found["days_overdue"] == days
    head = passport.identity(PM_OFFICE, DAY, facility_id=facility_id)
    assert head["overdue_prescription_count"] == (1 if days else 0)


def test_violations_not_known_to_be_fixed_come_first_then_the_gravest() -> None:
    facility_id = rows.facility()
    inspection_id = rows.inspection(facility_id, date(2026, 9, 1))
    for severity, known_on in (("gross", DAY), ("minor", DAY + A_DAY), ("significant", None)):
        fixed = {"fixed_on": DAY, "fix_known_on": known_on} if known_on else {}
        rows.violation(facility_id, inspection_id, date(2026, 9, 1), severity, **fixed)

    found = passport.violations(PM_OFFICE, DAY, facility_id=facility_id)

    assert list(found["severity"]) == ["significant", "minor", "gross"]
    assert [each == DAY for each in found["fixed_on"]] == [False, False, True]
