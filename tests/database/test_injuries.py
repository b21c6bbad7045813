"""Rates by region, month, year and cause: what counts, over whom, in which days, and who may see it."""

from datetime import date
from math import isnan

import pytest

from queries import injuries
from queries.viewer import Viewer
from tests import rows
from tests.viewers import KARAGANDA, PM_OFFICE

pytestmark = pytest.mark.usefixtures("register_since_2024")

AS_OF = date(2026, 7, 10)  # the period is January to June 2026


def of_karaganda(as_of: date = AS_OF, viewer: Viewer = PM_OFFICE) -> dict:
    found = injuries.by_region(viewer, as_of).set_index("region_code")
    return found.loc["35"].to_dict()


@pytest.mark.parametrize(
    ("happened_on", "counts_now", "counts_before"),
    [
        (date(2025, 12, 31), 0, 0),  # the day before the period
        (date(2026, 1, 1), 1, 0),  # its first day
        (date(2026, 6, 30), 1, 0),  # its last day
        (date(2026, 7, 1), 0, 0),  # the month is not over
        (date(2024, 12, 31), 0, 0),  # the day before the period before
        (date(2025, 1, 1), 0, 1),
        (date(2025, 6, 30), 0, 1),
        (date(2025, 7, 1), 0, 0),
    ],
)
def test_the_period_takes_its_first_and_last_day(happened_on: date, counts_now: int, counts_before: int) -> None:
    rows.accident(happened_on)

    found = of_karaganda()

    assert (found["injured_count"], found["injured_count_before"]) == (counts_now, counts_before)


@pytest.mark.parametrize(("as_of", "ends_on"), [(date(2026, 6, 29), date(2026, 5, 31)), (date(2026, 6, 30), date(2026, 6, 30))])
def test_a_month_is_over_on_its_last_day(as_of: date, ends_on: date) -> None:
    assert injuries.totals(PM_OFFICE, as_of)["ends_on"] == ends_on


@pytest.mark.parametrize(("known_on", "counted"), [(AS_OF, 1), (date(2026, 7, 11), 0)])
def test_only_what_was_known_on_the_day_counts(known_on: date, counted: int) -> None:
    rows.accident(date(2026, 3, 3), known_on=known_on)

    assert of_karaganda()["injured_count"] == counted


def test_injured_include_the_killed_and_accidents_count_once() -> None:
    rows.accident(date(2026, 2, 2), injured_count=5, killed_count=2)
    rows.accident(date(2026, 2, 3), injured_count=1)

    found = injuries.totals(PM_OFFICE, AS_OF, region="35")

    assert (found["accident_count"], found["injured_count"], found["killed_count"]) == (2, 6, 2)


def test_employees_are_the_mean_of_the_months_known_over_all_activities() -> None:
    rows.employment("35", date(2026, 1, 1), 900_000)
    rows.employment("35", date(2026, 1, 1), 100_000, activity_code="C")
    rows.employment("35", date(2026, 2, 1), 2_000_000)
    rows.employment("35", date(2026, 3, 1), 9_000_000, known_on=date(2026, 7, 11))  # reported too late
    rows.employment("35", date(2026, 7, 1), 9_000_000, known_on=AS_OF)  # after the period
    rows.accident(date(2026, 2, 2), injured_count=3)

    found = of_karaganda()

    assert found["employee_count"] == 1_500_000
    assert found["injury_rate_per_1000_employees"] == pytest.approx(0.002)


def test_a_region_without_employees_has_a_count_but_no_rate() -> None:
    rows.accident(date(2026, 2, 2))

    found = of_karaganda()

    assert found["injured_count"] == 1
    assert isnan(found["injury_rate_per_1000_employees"])
    assert isnan(found["injury_rate_high"])


def test_the_country_has_no_rate_while_a_region_with_injured_lacks_employees() -> None:
    rows.employment("47", date(2026, 1, 1), 100_000)
    rows.accident(date(2026, 2, 2), "47")
    assert injuries.totals(PM_OFFICE, AS_OF)["employee_count"] == 100_000

    rows.accident(date(2026, 2, 2), "35")
    assert isnan(injuries.totals(PM_OFFICE, AS_OF)["injury_rate_per_1000_employees"])


def test_before_the_register_began_there_is_no_data_rather_than_zero() -> None:
    found = injuries.totals(PM_OFFICE, date(2024, 7, 10), region="35")

    assert found["injured_count"] == 0
    assert isnan(found["injured_count_before"])
    assert isnan(found["injured_p_value"])


def test_published_rates_come_out_of_their_numerator_and_denominator() -> None:
    rows.employment("71", date(2025, 1, 1), 7_040_000)
    rows.accident(date(2025, 1, 2), "71", injured_count=1408, killed_count=202)

    year = injuries.by_year(PM_OFFICE, AS_OF).set_index("year").loc[2025]

    assert round(year["injury_rate_per_1000_employees_a_year"], 2) == 0.20
    assert round(year["fatal_rate_per_1000_employees_a_year"], 4) == 0.0287


def test_the_fatal_rate_is_scaled_to_a_year_and_meets_the_target_of_its_year() -> None:
    rows.employment("35", date(2026, 1, 1), 1_000_000)
    rows.accident(date(2026, 2, 2), injured_count=10, killed_count=10)

    found = injuries.totals(PM_OFFICE, AS_OF, region="35")

    assert found["fatal_rate_per_1000_employees"] == pytest.approx(0.010)
    assert found["fatal_rate_per_1000_employees_a_year"] == pytest.approx(0.020)
    assert found["fatal_rate_a_year_low"] < 0.020 < found["fatal_rate_a_year_high"]
    assert (found["fatal_target_per_1000_employees"], found["is_fatal_target_interpolated"]) == (0.031, True)


def test_a_year_not_over_is_scaled_by_its_months() -> None:
    rows.employment("35", date(2026, 1, 1), 1_000_000)
    rows.employment("35", date(2025, 1, 1), 1_000_000)
    rows.accident(date(2026, 2, 2), injured_count=10)
    rows.accident(date(2025, 8, 2), injured_count=10)

    years = injuries.by_year(PM_OFFICE, AS_OF, region="35").set_index("year")

    assert years["month_count"].to_dict() == {2024: 12, 2025: 12, 2026: 6}
    assert years["injury_rate_per_1000_employees_a_year"][2025] == pytest.approx(0.010)
    assert years["injury_rate_per_1000_employees_a_year"][2026] == pytest.approx(0.020)
    assert years["injury_rate_low"][2026] < 0.020 < years["injury_rate_high"][2026]


@pytest.mark.parametrize(("before", "has_change"), [(4, False), (5, True)])
def test_no_percentage_stands_on_fewer_than_five(before: int, has_change: bool) -> None:
    for year, injured in ((2025, before), (2026, 10)):
        rows.employment("35", date(year, 1, 1), 1_000_000)
        rows.accident(date(year, 2, 2), injured_count=injured)

    found = of_karaganda()

    assert isnan(found["injury_rate_change"]) is not has_change
    if has_change:
        assert found["injury_rate_change"] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("as_of", "comparable"),
    [
        (date(2022, 5, 31), True),  # not yet formed
        (date(2022, 6, 30), False),  # formed within the period
        (date(2023, 12, 31), False),  # formed within the period before
        (date(2024, 1, 31), True),  # both periods after
    ],
)
def test_a_region_is_not_compared_across_the_day_its_borders_changed(as_of: date, comparable: bool) -> None:
    found = injuries.by_region(PM_OFFICE, as_of).set_index("region_code")["is_comparable"]

    assert {code: found[code] for code in ("10", "63", "33", "19", "62", "35")} == dict.fromkeys(
        ("10", "63", "33", "19", "62", "35"), comparable
    )
    assert found["71"]


def test_an_akimat_gets_its_own_region_whatever_it_asks_for() -> None:
    rows.accident(date(2026, 2, 2), "35", injured_count=7)
    rows.accident(date(2026, 2, 2), "47", injured_count=9)

    assert injuries.by_region(KARAGANDA, AS_OF)["region_code"].tolist() == ["35"]
    assert injuries.totals(KARAGANDA, AS_OF, region="47")["injured_count"] == 7
    assert injuries.by_year(KARAGANDA, AS_OF, region="47")["injured_count"].max() == 7
    assert injuries.by_cause(KARAGANDA, AS_OF, region="47")["injured_count"].sum() == 7
    assert injuries.totals(PM_OFFICE, AS_OF)["injured_count"] == 16
