"""The rows behind a figure of control or prevention add up to it, in any months and region, for whoever may see them."""

from datetime import date

import pytest
from pandas import DataFrame

from queries import behind, indicators
from queries.viewer import Viewer
from tests.conftest import lead_to
from tests.viewers import KARAGANDA, PM_OFFICE

AS_OF = date(2026, 10, 31)
SPRING = {"first_month": date(2026, 3, 1), "last_month": date(2026, 5, 1)}
Asked = dict[str, date]


@pytest.fixture(autouse=True)
def _demonstration(shown_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lead_to(shown_database, monkeypatch)


def figure(viewer: Viewer, code: str, region: str | None, months: Asked) -> tuple[float, float]:
    """Numerator and denominator of the indicator."""
    found = indicators.of_period(viewer, AS_OF, indicator=code, **months)
    row = found[found["region_code"].isna() if region is None else found["region_code"] == region].iloc[0]
    return row["numerator"], row["denominator"]


@pytest.mark.parametrize(("viewer", "region"), [(PM_OFFICE, None), (PM_OFFICE, "35"), (KARAGANDA, None)])
@pytest.mark.parametrize("months", [{}, SPRING], ids=["reporting period", "spring"])
def test_the_sums_over_all_pages_are_the_figure(viewer: Viewer, region: str | None, months: Asked) -> None:
    def sums(rows: DataFrame, *columns: str) -> tuple[float, ...]:
        assert len(rows) == 1  # a page of one row
        return tuple(float(rows[column].iloc[0]) for column in columns)

    asked = {"region": region, "page_size": 1} | months
    visits = behind.inspections(viewer, AS_OF, **asked)
    assert sums(visits, "inspection_total") == figure(viewer, "inspection_count", region, months)[:1]
    assert sums(visits, "violation_total", "day_total") == pytest.approx(figure(viewer, "violations_per_inspector_day", region, months))
    orders = behind.prescriptions(viewer, AS_OF, **asked)
    assert sums(orders, "in_time_total", "due_total") == figure(viewer, "prescriptions_in_time_pct", region, months)
    papers = behind.attestations(viewer, AS_OF, **asked)
    assert sums(papers, "harmful_total", "worker_total") == figure(viewer, "worker_in_harmful_conditions_share_pct", region, months)
    for code, kind in behind.EMPLOYERS.items():
        firms = behind.employers(viewer, AS_OF, kind=kind, **asked)
        assert sums(firms, "covered_total", "employer_total") == figure(viewer, code, region, months)


def test_an_akimat_is_shown_its_own_region_whatever_it_asks_for() -> None:
    for rows in (behind.inspections, behind.prescriptions, behind.attestations):
        assert set(rows(KARAGANDA, AS_OF, region="47")["region_code"]) == {"35"}
    assert set(behind.employers(KARAGANDA, AS_OF, kind="attestation", region="47")["region_code"]) == {"35"}


def test_pages_follow_each_other_without_a_row_twice() -> None:
    whole = behind.prescriptions(PM_OFFICE, AS_OF, page_size=100_000)
    first, second = (behind.prescriptions(PM_OFFICE, AS_OF, page=page, page_size=7) for page in (1, 2))

    assert len(whole) == whole["due_total"].iloc[0]
    assert [*first["number"], *second["number"]] == whole["number"].head(14).to_list()
