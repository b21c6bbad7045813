"""What happened at a facility, on the axis of its score: known on the day, of three years, and nobody else's."""

from datetime import date, timedelta

import pytest

from queries import passport
from queries.viewer import Viewer
from tests import rows
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

DAY = rows.DAY
A_DAY = timedelta(days=1)


def events(facility_id: int, day: date = DAY, viewer: Viewer = PM_OFFICE) -> list[tuple[str, date, date, str, int]]:
    return list(passport.events(viewer, day, facility_id=facility_id).itertuples(index=False, name=None))


def test_inspections_carry_the_worst_they_found_and_accidents_whether_anybody_died(database: str) -> None:
    facility = rows.facility()
    found = rows.inspection(facility, date(2026, 5, 1))
    rows.violation(facility, found, date(2026, 5, 1), "minor")
    rows.violation(facility, found, date(2026, 5, 1), "gross")
    rows.inspection(facility, date(2026, 6, 1))
    rows.accident(date(2026, 7, 1), facility_id=facility, injured_count=3)
    rows.accident(date(2026, 8, 1), facility_id=facility, injured_count=2, killed_count=1)

    assert [(kind, starts_on.month, state, count) for kind, starts_on, _, state, count in events(facility)] == [
        ("inspection", 5, "gross", 2), ("inspection", 6, "clean", 0), ("accident", 7, "injured", 3), ("accident", 8, "killed", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "state", "ends_on"),
    [
        (date(2026, 6, 30), "open", date(2026, 6, 30)),  # its last day
        (date(2026, 7, 1), "overdue", date(2026, 7, 1)),
        (date(2026, 7, 9), "overdue", date(2026, 7, 9)),  # fulfilled, not yet known
        (date(2026, 7, 10), "fulfilled_late", date(2026, 7, 5)),
    ],
)
def test_a_prescription_lasts_until_it_is_known_to_be_fulfilled(database: str, day: date, state: str, ends_on: date) -> None:
    facility = rows.facility()
    inspection = rows.inspection(facility, date(2026, 6, 1))
    rows.prescription(
        facility, inspection, date(2026, 6, 1), date(2026, 6, 30), fulfilled_on=date(2026, 7, 5), fulfilment_known_on=date(2026, 7, 10)
    )

    assert [(each[3], each[2]) for each in events(facility, day) if each[0] == "prescription"] == [(state, ends_on)]


@pytest.mark.parametrize(("inspected_on", "is_shown"), [(date(2023, 10, 31), False), (date(2023, 11, 1), True), (DAY, True)])
def test_three_years_are_shown(database: str, inspected_on: date, is_shown: bool) -> None:
    facility = rows.facility()
    rows.inspection(facility, inspected_on)

    assert bool(events(facility)) is is_shown


def test_what_is_known_tomorrow_is_not_shown(database: str) -> None:
    facility = rows.facility()
    rows.inspection(facility, DAY - A_DAY, known_on=DAY + A_DAY)
    rows.accident(DAY - A_DAY, facility_id=facility, known_on=DAY + A_DAY)

    assert events(facility) == []
    assert len(events(facility, DAY + A_DAY)) == 2


def test_nobody_sees_what_happened_in_another_region(database: str) -> None:
    facility = rows.facility()
    rows.prescription(facility, rows.inspection(facility, DAY), DAY, DAY)
    rows.accident(DAY, facility_id=facility)

    assert (len(events(facility, viewer=KARAGANDA)), events(facility, viewer=MANGYSTAU)) == (3, [])
