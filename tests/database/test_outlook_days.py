"""Forecasts as of a day: from when on there is one, what of the year is in it, and until when a target can be met."""

from datetime import date

import numpy as np
import pytest

from queries import outlook
from tests.forecast.stored import in_stored_country, stored_country
from tests.viewers import PM_OFFICE

__all__ = ["in_stored_country", "stored_country"]  # fixtures
pytestmark = pytest.mark.usefixtures("in_stored_country")

AS_OF = date(2026, 12, 31)
INJURED, KILLED = "injury_rate_per_1000_employees", "fatal_rate_per_1000_employees"
MANGYSTAU, ULYTAU = "47", "62"


def of_region(code: str | None, as_of: date, indicator: str = INJURED, target_year: int = 2030) -> dict:
    """The row of a region, or of the country."""
    found = outlook.of_regions(PM_OFFICE, as_of, indicator=indicator, target_year=target_year).to_dict("records")
    return next(row for row in found if row["region_code"] == code)


@pytest.mark.parametrize(
    ("as_of", "reason"), [(date(2021, 11, 30), "too_few_months"), (date(2021, 12, 30), "too_few_months"), (date(2021, 12, 31), None)]
)
def test_the_country_needs_two_years(as_of: date, reason: str | None) -> None:
    assert of_region(None, as_of)["reason_code"] == of_region(MANGYSTAU, as_of)["reason_code"] == reason


@pytest.mark.parametrize(("as_of", "reason", "months"), [
    (date(2022, 7, 31), "too_few_months", 1), (date(2023, 5, 31), "too_few_months", 11), (date(2023, 6, 30), None, 12),
])  # fmt: skip
def test_a_region_needs_a_year_since_its_break(as_of: date, reason: str | None, months: int) -> None:
    found = of_region(ULYTAU, as_of)

    assert (found["reason_code"], found["month_count"]) == (reason, months)
    assert np.isfinite(found["forecast"]) == (reason is None)


def test_without_a_target_there_is_no_chance_but_a_forecast() -> None:
    found = of_region(MANGYSTAU, AS_OF)

    assert (found["needed_reason"], found["chance_reason"]) == ("no_target", "no_target")
    assert np.isfinite(found["forecast"])


@pytest.mark.parametrize(
    ("as_of", "reason"), [(date(2024, 11, 30), None), (date(2024, 12, 30), None), (date(2024, 12, 31), "target_year_over")]
)
def test_a_target_year_is_over_on_its_last_day(as_of: date, reason: str | None) -> None:
    found = of_region(MANGYSTAU, as_of, KILLED, target_year=2024)

    assert found["target"] == 0.035
    assert found["chance_reason"] == reason
    assert np.isfinite(found["chance"]) == (reason is None)
    assert (found["needed_reason"] == "target_year_over") == (reason is not None)


def test_months_of_the_year_that_are_over_are_in_its_forecast() -> None:
    months = [
        outlook.paths(PM_OFFICE, day, indicator=INJURED)["known_month_count"].iloc[0] for day in (date(2026, 9, 30), date(2026, 10, 30))
    ]

    assert months == [9, 9]
    assert outlook.paths(PM_OFFICE, AS_OF, indicator=INJURED)["year"].min() == 2027  # all of 2026 is known
