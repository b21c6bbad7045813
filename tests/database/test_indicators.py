"""Indicators over months: which days count, how months become a period, what is known, and who may see it."""

from datetime import date
from math import isnan

import pytest
from pandas import DataFrame

from queries import indicators
from tests import rows
from tests.indicator_rows import AS_OF, of_period
from tests.viewers import KARAGANDA, PM_OFFICE

pytestmark = pytest.mark.usefixtures("register_since_2024")

RATE = "injury_rate_per_1000_employees"
MARCH, APRIL, MAY = (date(2026, month, 1) for month in (3, 4, 5))


@pytest.mark.parametrize(
    ("happened_on", "now", "before"),
    [
        (date(2026, 2, 28), 0, 0),  # the day before the first month
        (date(2026, 3, 1), 1, 0),
        (date(2026, 4, 30), 1, 0),
        (date(2026, 5, 1), 0, 0),  # the day after the last month
        (date(2025, 2, 28), 0, 0),
        (date(2025, 3, 1), 0, 1),
        (date(2025, 4, 30), 0, 1),
        (date(2025, 5, 1), 0, 0),
    ],
)
def test_a_period_takes_every_day_of_its_months_and_the_same_months_a_year_before(happened_on: date, now: int, before: int) -> None:
    rows.accident(happened_on)

    found = of_period("injured_count", MARCH, date(2026, 4, 20))["35"]  # any day of a month names it

    assert (found["value"], found["value_before"]) == (now, before)


def test_a_longer_period_is_held_against_as_many_whole_years_before_as_keep_the_two_apart() -> None:
    asked = {months: indicators.period(PM_OFFICE, AS_OF, first_month=date(2025, 1, 1), last_month=last) for months, last in
             ((12, date(2025, 12, 1)), (13, date(2026, 1, 1)))}  # fmt: skip

    assert (asked[12]["starts_on_before"], asked[12]["ends_on_before"]) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (asked[13]["starts_on_before"], asked[13]["ends_on_before"]) == (date(2023, 1, 1), date(2024, 1, 31))
    assert indicators.period(PM_OFFICE, AS_OF)["ends_on"] == date(2026, 6, 30)  # not asked: January to the last full month


@pytest.mark.parametrize(("known_on", "counted"), [(AS_OF, 1), (date(2026, 7, 11), 0)])
def test_only_what_was_known_on_the_day_counts(known_on: date, counted: int) -> None:
    rows.accident(date(2026, 3, 3), known_on=known_on)

    assert of_period("injured_count", MARCH, MARCH)["35"]["value"] == counted


def test_employees_are_the_mean_of_months_and_the_whole_is_the_sum_of_regions() -> None:
    for region, march, april in (("35", 100_000, 300_000), ("47", 50_000, 50_000)):
        rows.employment(region, MARCH, march)
        rows.employment(region, APRIL, april)
    rows.accident(date(2026, 3, 3), injured_count=5)

    found = of_period(RATE, MARCH, APRIL)

    assert (found["35"]["denominator"], found["35"]["value"]) == (200_000, pytest.approx(0.025))
    assert (found[None]["numerator"], found[None]["denominator"]) == (5, 250_000)
    assert found["35"]["low"] < 0.025 < found["35"]["high"]


def test_a_region_formed_within_the_period_weighs_in_the_whole_by_the_months_it_existed() -> None:
    as_of = date(2022, 8, 10)
    rows.accident(date(2020, 1, 15), "59")
    for month in (date(2022, 5, 1), date(2022, 6, 1), date(2022, 7, 1)):
        rows.employment("59", month, 90_000)
        rows.employment("63", month, 300_000 if month.month == 5 else 180_000)
        if month.month >= 6:
            rows.employment("10", month, 120_000)

    found = of_period(RATE, date(2022, 5, 1), date(2022, 7, 1), as_of=as_of)

    assert found[None]["denominator"] == pytest.approx(390_000)  # the same people in every month
    assert isnan(found["10"]["numerator"])  # it did not exist in May
    assert of_period(RATE, date(2022, 6, 1), date(2022, 7, 1), as_of=as_of)["10"]["value"] == 0


def test_a_year_is_shown_at_its_pace_only_over_employees() -> None:
    rows.employment("35", date(2026, 1, 1), 1_000_000)
    rows.accident(date(2026, 2, 2), injured_count=10)

    rate, count = (indicators.of_years(PM_OFFICE, AS_OF, indicator=code) for code in (RATE, "injured_count"))
    rate, count = (found[(found["region_code"] == "35") & (found["year"] == 2026)].iloc[0] for found in (rate, count))

    assert (rate["month_count"], rate["value"], count["value"]) == (6, pytest.approx(0.020), 10)
    assert rate["low"] < 0.020 < rate["high"]


@pytest.mark.parametrize("code", sorted(indicators.CODES))
def test_an_akimat_sees_its_own_region_with_the_numbers_everybody_sees_of_it(code: str) -> None:
    rows.employment("35", MARCH, 100_000)
    rows.accident(date(2026, 3, 3), "35", injured_count=7, killed_count=6)
    rows.accident(date(2026, 3, 4), "47", injured_count=9)

    everybody, own = (of_period(code, MARCH, MARCH, viewer) for viewer in (PM_OFFICE, KARAGANDA))

    assert set(own) == {None, "35"}
    numbers = DataFrame([everybody["35"], own["35"], own[None]]).drop(columns="region_code").astype(str)
    assert len(numbers.drop_duplicates()) == 1
    assert set(indicators.monthly(KARAGANDA, AS_OF, indicator=code)["region_code"]) == {"35"}


@pytest.mark.parametrize("code", ["no_such_indicator", "../listed", "victims_per_death"])
def test_an_indicator_that_no_register_gives_is_refused(code: str) -> None:
    for question in (indicators.monthly, indicators.of_period, indicators.of_years):
        with pytest.raises(indicators.UnknownIndicator):
            question(PM_OFFICE, AS_OF, indicator=code)


def test_every_indicator_is_listed_with_its_words_in_order() -> None:
    listed = indicators.listed(PM_OFFICE, AS_OF)

    assert set(listed["indicator_code"]) == indicators.CODES
    assert listed["indicator_code"].iloc[0] == RATE
    assert set(listed["direction"]) <= {"lower_is_better", "higher_is_better", "neutral"}
