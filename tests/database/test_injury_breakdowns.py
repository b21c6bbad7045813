"""Injuries by month and by cause: quiet months are zero, months not over are not; shares have a base."""

from datetime import date
from math import isnan

import pytest

from queries import injuries
from tests import rows
from tests.viewers import PM_OFFICE

AS_OF = date(2026, 7, 10)  # the period is January to June 2026


@pytest.fixture(autouse=True)
def _register_since_2024(database: str) -> None:
    """The register begins in January 2024, far from where the tests look."""
    rows.accident(date(2024, 1, 15), "59")


def test_months_before_the_register_began_have_no_count() -> None:
    months = injuries.by_month(PM_OFFICE, date(2024, 3, 31), region="35").set_index("month_no")

    assert months["injured_count"][1] == 0
    assert months["injured_count_before"].isna().all()


def test_months_not_over_have_no_count_and_quiet_months_have_zero() -> None:
    rows.accident(date(2026, 6, 30), injured_count=2, killed_count=1)
    rows.accident(date(2026, 7, 1))
    rows.accident(date(2025, 12, 31))

    months = injuries.by_month(PM_OFFICE, AS_OF, region="35").set_index("month_no")

    assert (months["injured_count"][6], months["killed_count"][6], months["injured_count"][5]) == (2, 1, 0)
    assert isnan(months["injured_count"][7])
    assert (months["injured_count_before"][12], months["injured_count_before"][1]) == (1, 0)


def test_shares_of_causes_have_all_causes_as_their_base() -> None:
    rows.accident(date(2026, 2, 2), injured_count=3, cause_code="road_traffic")
    rows.accident(date(2026, 2, 3), injured_count=9, killed_count=4, cause_code="equipment")

    causes = injuries.by_cause(PM_OFFICE, AS_OF, region="35").set_index("cause_code")

    assert causes.index.tolist() == ["equipment", "road_traffic"]
    assert causes["injured_share"].to_dict() == pytest.approx({"equipment": 0.75, "road_traffic": 0.25})
    assert causes["killed_share"].isna().all()  # four killed in all: no percentage
