"""Injuries by month and by cause: quiet months are zero, months not over are not; shares have a base."""

from datetime import date

import pytest

from queries import injuries
from tests import rows
from tests.viewers import PM_OFFICE

pytestmark = pytest.mark.usefixtures("register_since_2024")

AS_OF = date(2026, 7, 10)  # the period is January to June 2026


def test_shares_of_causes_have_all_causes_as_their_base() -> None:
    rows.accident(date(2026, 2, 2), injured_count=3, cause_code="road_traffic")
    rows.accident(date(2026, 2, 3), injured_count=9, killed_count=4, cause_code="equipment")

    causes = injuries.by_cause(PM_OFFICE, AS_OF, region="35").set_index("cause_code")

    assert causes.index.tolist() == ["equipment", "road_traffic"]
    assert causes["injured_share"].to_dict() == pytest.approx({"equipment": 0.75, "road_traffic": 0.25})
    assert causes["killed_share"].isna().all()  # four killed in all: no percentage
