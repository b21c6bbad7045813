"""Figures of harm on bad input: each has one answer, never a zero that means not known and never an error."""

from datetime import date
from math import isnan

import psycopg2
import pytest

from queries import indicators, injuries
from tests import rows
from tests.viewers import PM_OFFICE

pytestmark = pytest.mark.usefixtures("register_since_2024")

AS_OF = date(2026, 7, 10)
JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))
RATE = "injury_rate_per_1000_employees"


def of_region(indicator: str = RATE, region: str | None = "35", as_of: date = AS_OF, **months: date) -> dict:
    """One region of the indicator; the whole where none is given."""
    found = indicators.of_period(PM_OFFICE, as_of, indicator=indicator, **months)
    return found[found["region_code"].isna() if region is None else found["region_code"] == region].iloc[0].to_dict()


def test_a_region_without_employees_has_its_count_but_no_rate_and_leaves_the_country_without_one() -> None:
    rows.employment("47", JANUARY, 100_000)
    rows.accident(date(2026, 2, 2), "35", injured_count=7)

    own, whole = of_region(), of_region(region=None)

    assert (own["numerator"], whole["numerator"]) == (7, 7)
    for found in (own, whole):
        assert all(isnan(found[part]) for part in ("denominator", "value", "low", "high", "p_value"))


def test_zero_employees_are_no_denominator_either() -> None:
    rows.employment("35", JANUARY, 0)
    rows.accident(date(2026, 1, 2), "35")

    assert of_region()["numerator"] == 1
    assert isnan(of_region()["value"])


def test_zero_events_are_a_rate_of_zero_with_an_upper_end_and_no_percentage() -> None:
    for year in (2025, 2026):
        rows.employment("35", date(year, 1, 1), 1_000_000)

    found = of_region()

    assert (found["numerator"], found["value"], found["low"], found["p_value"]) == (0, 0, 0, 1)
    assert found["high"] == pytest.approx(3.689 / 1000, rel=1e-3)
    assert all(isnan(found[part]) for part in ("change", "change_low", "change_high"))


def test_one_month_of_data_is_a_period_and_has_nothing_to_be_held_against() -> None:
    as_of = date(2024, 1, 31)
    rows.employment("35", date(2024, 1, 1), 100_000, known_on=as_of)
    rows.accident(date(2024, 1, 20), "35", injured_count=5)

    found = of_region(as_of=as_of)

    assert found["value"] == pytest.approx(0.05)
    assert all(isnan(found[part]) for part in ("value_before", "change", "p_value"))
    assert indicators.of_years(PM_OFFICE, as_of, indicator=RATE)["month_count"].unique().tolist() == [1]


def test_no_data_at_all_is_not_known_rather_than_zero() -> None:
    rows.run("DELETE FROM accident")

    assert isnan(of_region()["numerator"])
    assert indicators.monthly(PM_OFFICE, AS_OF, indicator=RATE).empty
    assert indicators.of_years(PM_OFFICE, AS_OF, indicator=RATE).empty
    assert injuries.by_year(PM_OFFICE, AS_OF).empty
    assert isnan(injuries.totals(PM_OFFICE, AS_OF)["injured_count"])


def test_months_not_over_are_not_known() -> None:
    rows.accident(date(2026, 7, 2), "35")

    assert isnan(of_region("injured_count", first_month=date(2026, 7, 1), last_month=date(2026, 7, 1))["numerator"])
    assert isnan(of_region("injured_count", first_month=JANUARY, last_month=date(2026, 7, 1))["numerator"])


def test_months_in_the_wrong_order_are_not_known() -> None:
    assert isnan(of_region("injured_count", first_month=MARCH, last_month=JANUARY)["numerator"])


def test_an_accident_corrected_downwards_counts_as_corrected_and_never_below_nought() -> None:
    accident_id = rows.accident(date(2026, 2, 2), "35", injured_count=9, killed_count=3)

    rows.run("UPDATE accident SET injured_count = 1, killed_count = 0, is_group = false WHERE accident_id = %s", accident_id)

    assert (of_region("injured_count")["value"], of_region("killed_count")["value"]) == (1, 0)
    for wrong in ("injured_count = -1", "killed_count = -1", "injured_count = 0", "killed_count = 2"):
        with pytest.raises(psycopg2.errors.CheckViolation):
            rows.run(f"UPDATE accident SET {wrong} WHERE accident_id = %s", accident_id)  # noqa: S608 - words of this test


def test_of_two_deliveries_of_one_month_the_later_known_counts_and_the_earlier_before_it() -> None:
    rows.employment("35", JANUARY, 400_000, known_on=date(2026, 2, 15))
    rows.employment("35", JANUARY, 300_000, known_on=date(2026, 3, 15))  # corrected downwards
    rows.employment("35", JANUARY, 50_000, activity_code="C", known_on=date(2026, 2, 15))

    months = {"first_month": JANUARY, "last_month": JANUARY}
    counted = {
        day: of_region(as_of=day, **months)["denominator"] for day in (date(2026, 2, 15), date(2026, 3, 14), date(2026, 3, 15), AS_OF)
    }

    assert list(counted.values()) == [450_000, 450_000, 350_000, 350_000]
    assert injuries.totals(PM_OFFICE, AS_OF, region="35", **months)["employee_count"] == 350_000


def test_two_deliveries_of_one_month_and_day_are_refused() -> None:
    rows.employment("35", JANUARY, 400_000)

    with pytest.raises(psycopg2.errors.UniqueViolation):
        rows.employment("35", JANUARY, 300_000)


def test_employees_below_nought_are_refused() -> None:
    with pytest.raises(psycopg2.errors.CheckViolation):
        rows.employment("35", JANUARY, -5)


@pytest.mark.parametrize(
    ("first_month", "last_month", "comparable"),
    [
        (date(2022, 5, 1), date(2022, 5, 1), True),  # before June 2022
        (date(2022, 6, 1), date(2022, 6, 1), False),  # the month of the break
        (date(2023, 6, 1), date(2023, 6, 1), False),  # held against that month
        (date(2023, 7, 1), date(2023, 7, 1), True),
        (date(2021, 1, 1), date(2022, 12, 1), False),  # across it
    ],
)
def test_a_period_across_the_series_break_has_its_value_but_no_comparison(first_month: date, last_month: date, comparable: bool) -> None:
    rows.accident(date(2018, 1, 1), "59")
    for month in (
        date(2021, 6, 1),
        date(2022, 5, 1),
        date(2022, 6, 1),
        date(2022, 7, 1),
        date(2023, 6, 1),
        date(2023, 7, 1),
        date(2019, 3, 1),
    ):
        rows.accident(month, "63", injured_count=8)
        rows.employment("63", month, 300_000)
    for month in (date(2021, 5, 1), date(2020, 5, 1)):
        rows.accident(month, "63", injured_count=8)
        rows.employment("63", month, 300_000)
    months = {"first_month": first_month, "last_month": last_month}

    found = of_region(region="63", **months)
    screen = injuries.by_region(PM_OFFICE, AS_OF, **months).set_index("region_code").loc["63"]

    assert found["value"] > 0
    assert found["is_comparable"] == screen["is_comparable"] == comparable
    for told in (found["change"], found["p_value"], screen["injury_rate_change"], screen["injured_p_value"]):
        assert isnan(told) is not comparable
    assert of_region(region=None, **months)["is_comparable"]  # the country's borders did not move


def test_a_breakdown_of_a_period_before_the_register_has_no_counts() -> None:
    rows.accident(date(2024, 2, 2), "35", injured_count=6)

    for rows_of in (injuries.by_cause, injuries.by_activity, injuries.by_district):
        found = rows_of(PM_OFFICE, date(2024, 3, 31), region="35").iloc[0]
        assert found["injured_count"] == 6
        assert isnan(found["injured_count_before"])
