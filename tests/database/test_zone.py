"""The zone of high risk on the first screen: who stands in it, on the day and a year before, who entered and left."""

from datetime import date, timedelta

import pandas
import pytest
from pandas import DataFrame

from queries import overview
from queries.viewer import Viewer
from tests import rows
from tests.overview_rows import high, of, whole
from tests.rows import DAY
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")
A_DAY = timedelta(days=1)
AKTAU = (51.17, 43.66)


def zone(viewer: Viewer = PM_OFFICE, as_of: date = DAY) -> DataFrame:
    """Facilities in the high-risk zone."""
    return overview.risk_zone(viewer, as_of)


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
