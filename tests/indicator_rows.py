"""What tests of indicators ask, and how they read the answer."""

from datetime import date

from pandas import DataFrame

from queries import indicators
from queries.viewer import Viewer
from tests.viewers import PM_OFFICE

AS_OF = date(2026, 7, 10)


def of_period(indicator: str, first: date, last: date, viewer: Viewer = PM_OFFICE, as_of: date = AS_OF) -> dict[str | None, dict]:
    """Rows of the period by region; the whole under None."""
    found = indicators.of_period(viewer, as_of, indicator=indicator, first_month=first, last_month=last)
    return by_place(found)


def by_place(found: DataFrame) -> dict[str | None, dict]:
    """Rows by region; the whole, which comes first, under None."""
    assert found["region_code"].isna().to_list() == [True] + [False] * (len(found) - 1)
    return {None if row["region_code"] != row["region_code"] else row["region_code"]: row for row in found.to_dict("records")}
