"""The first screen's counts: what is overdue, what to look at first; on the day and a year before."""

from datetime import date, timedelta

import pytest

from queries import overview
from tests import rows
from tests.overview_rows import high, whole
from tests.rows import DAY
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")
A_DAY = timedelta(days=1)
A_YEAR_BEFORE = date(2025, 10, 31)
AKTAU = (51.17, 43.66)


def prescribed(due_on: date, facility_id: int | None = None, region_code: str = "35", **given: object) -> int:
    """A prescription of a year and a half ago; returns its facility."""
    facility_id = facility_id or rows.facility(region_code=region_code, point=None)
    inspection_id = rows.inspection(facility_id, date(2025, 4, 1), region_code)
    rows.prescription(facility_id, inspection_id, date(2025, 4, 1), due_on, region_code, **given)
    return facility_id


@pytest.mark.parametrize(
    ("due_on", "now", "before"),
    [
        (DAY, 0, 0),  # in time on its last day
        (DAY - A_DAY, 1, 0),
        (A_YEAR_BEFORE, 1, 0),
        (A_YEAR_BEFORE - A_DAY, 1, 1),  # overdue on the same day a year before
    ],
)
def test_prescriptions_overdue_on_the_day_and_a_year_before(due_on: date, now: int, before: int) -> None:
    prescribed(due_on)

    total = whole(overview.overdue_prescriptions(PM_OFFICE, DAY))

    assert (total["overdue_count"], total["overdue_count_before"]) == (now, before)
    assert total["day_before"] == A_YEAR_BEFORE


def test_a_fulfilment_counts_from_the_day_it_was_known() -> None:
    prescribed(date(2025, 5, 1), fulfilled_on=date(2025, 6, 1), fulfilment_known_on=DAY)

    assert whole(overview.overdue_prescriptions(PM_OFFICE, DAY - A_DAY))["overdue_count"] == 1
    assert whole(overview.overdue_prescriptions(PM_OFFICE, DAY))["overdue_count"] == 0


def test_overdue_prescriptions_end_at_the_border() -> None:
    ours = prescribed(date(2025, 5, 1))
    prescribed(date(2025, 4, 20), region_code="47")

    assert whole(overview.overdue_prescriptions(KARAGANDA, DAY))["overdue_count"] == 1
    assert len(overview.overdue_prescriptions(KARAGANDA, DAY)) == 2
    assert list(overview.longest_overdue(KARAGANDA, DAY)["facility_id"]) == [ours]
    assert list(overview.longest_overdue(PM_OFFICE, DAY)["days_overdue"]) == [559, 548]
    assert list(overview.longest_overdue(PM_OFFICE, DAY, region="35")["facility_id"]) == [ours]
    assert overview.longest_overdue(KARAGANDA, DAY, region="47").empty


def test_high_under_both_laws_comes_first_then_gross_violations_then_overdue_then_people() -> None:
    def facility(gross: int, overdue: int, workers: int) -> int:
        facility_id = high(employee_count=workers)
        inspection_id = rows.inspection(facility_id, date(2025, 4, 1))
        for _each in range(gross):
            rows.violation(facility_id, inspection_id, date(2025, 4, 1), "gross")
        for _each in range(overdue):
            prescribed(date(2025, 5, 1), facility_id)
        return facility_id

    crowded, quiet = facility(0, 0, 900), facility(0, 0, 1)
    late = facility(0, 1, 1)
    grave = facility(1, 0, 1)  # a gross violation also gives the high degree under labour law
    graver = facility(2, 0, 1)
    since_clean = facility(3, 0, 1)  # not fixed, but the last inspection found nothing
    rows.inspection(since_clean, date(2025, 9, 1))
    rows.facility(is_declaration_required=False, employee_count=5000)
    rows.score()

    found = overview.first_to_look_at(PM_OFFICE, DAY)

    assert list(found["facility_id"]) == [graver, grave, since_clean, late, crowded, quiet]
    assert list(found["is_high_labour"]) == [True, True, False, False, False, False]
    assert list(found["longest_overdue_days"])[3] == 548


def test_ten_facilities_of_ones_own_region() -> None:
    _eleven = [high() for _each in range(11)]
    high(region_code="47", point=AKTAU)
    rows.score()

    assert len(overview.first_to_look_at(PM_OFFICE, DAY)) == 10
    assert set(overview.first_to_look_at(MANGYSTAU, DAY)["region_en"]) == {"Mangystau Region"}


def test_published_instructions_past_their_deadline_are_told_apart_from_overdue_ones() -> None:
    before = overview.overdue_instructions(PM_OFFICE, DAY)
    (instruction_id,) = rows.run("SELECT instruction_id FROM instruction WHERE number = 'PUB-2025-06-10-1'")[0]
    texts = {f"text_{language}": "In work" for language in ("kk", "ru", "en")}
    rows.insert(
        "report", instruction_id=instruction_id, report_no=1, body_code="mes", reported_on=DAY,
        declared_state="in_work", **texts,
    )  # fmt: skip

    after = overview.overdue_instructions(PM_OFFICE, DAY)

    assert (before["overdue_count"], after["overdue_count"]) == (0, 1)
    assert after["no_report_count"] == before["no_report_count"] - 1
    assert overview.overdue_instructions(PM_OFFICE, DAY - A_DAY)["overdue_count"] == 0
    assert overview.overdue_instructions(KARAGANDA, DAY)["overdue_count"] == 0


def test_outlines_are_those_of_ones_own_regions() -> None:
    country = overview.region_outlines(PM_OFFICE, DAY)

    assert len(country) == 20
    assert country["outline"].str.contains("Polygon").all()
    assert country["outline"].str.len().sum() < 40_000  # all of them cross the socket with the screen
    assert list(overview.region_outlines(KARAGANDA, DAY)["region_code"]) == ["35"]
    assert set(country[country["is_small"]]["region_code"]) == {"71", "75", "79"}  # the three cities
