"""The first screen's counts: the zone, what is overdue, what to look at first; on the day and a year before."""

from datetime import date, timedelta

import pandas
import pytest
from pandas import DataFrame

from queries import overview
from queries.viewer import Viewer
from tests import rows
from tests.rows import DAY
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")
A_DAY = timedelta(days=1)
A_YEAR_BEFORE = date(2025, 10, 31)
AKTAU = (51.17, 43.66)


def whole(found: DataFrame) -> dict:
    """The row of everything the viewer sees."""
    return found[found["region_code"].isna()].to_dict("records")[0]


def of(found: DataFrame, region_code: str) -> dict:
    """The row of one region."""
    return found[found["region_code"] == region_code].to_dict("records")[0]


def high(**given: object) -> int:
    """A facility of high degree by its declaration."""
    return rows.facility(is_declaration_required=True, **given)


def zone(viewer: Viewer = PM_OFFICE, as_of: date = DAY) -> DataFrame:
    """Facilities in the high-risk zone."""
    return overview.risk_zone(viewer, as_of)


def prescribed(due_on: date, facility_id: int | None = None, region_code: str = "35", **given: object) -> int:
    """A prescription of a year and a half ago; returns its facility."""
    facility_id = facility_id or rows.facility(region_code=region_code, point=None)
    inspection_id = rows.inspection(facility_id, date(2025, 4, 1), region_code)
    rows.prescription(facility_id, inspection_id, date(2025, 4, 1), due_on, region_code, **given)
    return facility_id


def test_the_zone_counts_facilities_of_high_degree_and_the_people_there() -> None:
    high(employee_count=40)
    high(employee_count=None)
    rows.facility(is_declaration_required=False, employee_count=1000)
    rows.score()

    total = whole(zone())
    assert (total["high_count"], total["worker_count"], total["without_workers_count"]) == (2, 40, 1)
    assert (of(zone(), "35")["high_count"], of(zone(), "62")["high_count"]) == (2, 0)
    assert len(zone()) == 21  # 20 regions and the whole


def test_a_region_sees_only_itself_and_its_whole_is_itself() -> None:
    high(employee_count=40)
    high(region_code="47", point=AKTAU, employee_count=2)
    rows.score()

    assert whole(zone(KARAGANDA))["worker_count"] == of(zone(KARAGANDA), "35")["worker_count"] == 40
    assert len(zone(KARAGANDA)) == 2
    assert whole(zone(MANGYSTAU))["worker_count"] == 2


def test_without_a_scoring_nothing_is_counted_and_nothing_is_zero() -> None:
    high()
    rows.score()

    before_it, on_it = whole(zone(as_of=DAY - A_DAY)), whole(zone())

    assert before_it["high_count"] is None or before_it["high_count"] != before_it["high_count"]
    assert on_it["high_count"] == 1
    assert on_it["high_count_before"] is None or on_it["high_count_before"] != on_it["high_count_before"]
    assert on_it["p_value"] != on_it["p_value"]


def test_the_flow_since_the_month_before() -> None:
    _stays, enters, leaves = high(), rows.facility(is_declaration_required=False), high()
    rows.score(date(2026, 9, 30))
    rows.run("UPDATE facility SET is_declaration_required = true WHERE facility_id = %s", enters)
    rows.run("UPDATE facility SET is_declaration_required = false WHERE facility_id = %s", leaves)
    rows.score()

    total = whole(zone())

    assert (total["high_count"], total["entered_count"], total["left_count"]) == (2, 1, 1)
    assert total["previous_scored_on"] == date(2026, 9, 30)
    assert of(zone(), "47")["entered_count"] == 0


def test_across_a_change_of_the_rule_nobody_is_said_to_have_entered_or_left() -> None:
    high()
    rows.score(date(2025, 12, 31))  # last day of the old rule
    rows.score(date(2026, 1, 31))

    total = whole(zone(as_of=date(2026, 1, 31)))

    assert total["previous_scored_on"] == date(2025, 12, 31)
    assert total["high_count"] == 1
    assert pandas.isna(total["entered_count"])
    assert pandas.isna(total["left_count"])


@pytest.mark.parametrize(
    ("scored_on", "is_comparable"),
    [(date(2025, 12, 31), False), (date(2026, 1, 1), True)],  # last day of the old rule, first of the new
)
def test_two_days_compare_only_under_one_rule(scored_on: date, is_comparable: bool) -> None:
    rows.score(scored_on)
    rows.score(date(2027, 1, 15))

    assert whole(zone(as_of=date(2027, 1, 15)))["is_comparable"] == is_comparable


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
    assert list(overview.longest_overdue(PM_OFFICE, DAY, region="35")["facility_id"]) == [ours]
    assert list(overview.longest_overdue(PM_OFFICE, DAY)["days_overdue"]) == [559, 548]


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
    assert list(overview.region_outlines(KARAGANDA, DAY)["region_code"]) == ["35"]
    assert set(country[country["is_small"]]["region_code"]) == {"71", "75", "79"}  # the three cities
