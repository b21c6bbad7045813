"""The same figure is the same number everywhere: totals, regions, years, months, breakdowns, indicators, files and the rows behind them."""

import io
from datetime import date

import pandas
import pytest
from pandas import DataFrame, Series

from pages.parts import tables
from queries import indicators, injuries, outlook
from queries.viewer import Viewer
from tests import rows
from tests.conftest import lead_to
from tests.viewers import KARAGANDA, PM_OFFICE

AS_OF = date(2026, 10, 31)
SPRING = {"first_month": date(2026, 3, 1), "last_month": date(2026, 4, 1)}
OVER_A_YEAR = {"first_month": date(2024, 11, 1), "last_month": date(2026, 2, 1)}
RATES = {"injured": "injury_rate", "killed": "fatal_rate"}


def of_place(found: DataFrame, region: str | None) -> Series:
    """The row of a region, of the whole where none is given."""
    return found[found["region_code"].isna() if region is None else found["region_code"] == region].iloc[0]


def same(first: object, second: object) -> bool:
    """The very same number, or both not known."""
    return first == second or bool(pandas.isna(first) and pandas.isna(second))


def told_twice(found: Series | dict, period: Series, harm: str) -> list[tuple[object, object]]:
    """Every number that a row of injuries and a row of of_period both tell."""
    rate = RATES[harm]
    names = {
        f"{harm}_count": "numerator", "employee_count": "denominator", f"{rate}_per_1000_employees": "value", f"{rate}_low": "low",
        f"{rate}_high": "high", f"{harm}_count_before": "numerator_before", "employee_count_before": "denominator_before",
        f"{rate}_per_1000_employees_before": "value_before", f"{rate}_change": "change", f"{harm}_p_value": "p_value",
        "is_comparable": "is_comparable",
    }  # fmt: skip
    return [(found[ours], period[theirs]) for ours, theirs in names.items()]


@pytest.fixture
def demonstration(shown_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration database that the tests of screens read."""
    lead_to(shown_database, monkeypatch)


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("viewer", [PM_OFFICE, KARAGANDA], ids=lambda viewer: viewer.user)
@pytest.mark.parametrize("months", [{}, SPRING, OVER_A_YEAR], ids=["reporting period", "two months", "over a year"])
def test_one_figure_has_one_number(viewer: Viewer, months: dict[str, date]) -> None:
    regions = injuries.by_region(viewer, AS_OF, **months)
    causes = injuries.by_cause(viewer, AS_OF, **months)
    activities = injuries.by_activity(viewer, AS_OF, **months)
    districts = injuries.by_district(viewer, AS_OF, **months)
    whole = injuries.totals(viewer, AS_OF, **months)
    for harm, rate in RATES.items():
        period = indicators.of_period(viewer, AS_OF, indicator=f"{rate}_per_1000_employees", **months)
        count = indicators.of_period(viewer, AS_OF, indicator=f"{harm}_count", **months)
        pairs = told_twice(whole, of_place(period, viewer.region_code), harm)
        pairs += [pair for row in regions.to_dict("records") for pair in told_twice(row, of_place(period, row["region_code"]), harm)]
        pairs += [(of_place(count, None)["value"], of_place(period, None)["numerator"])]
        pairs += [(breakdown[f"{harm}_count"].sum(), whole[f"{harm}_count"]) for breakdown in (causes, activities, districts)]
        pairs += [(breakdown[f"{harm}_count_before"].sum(), whole[f"{harm}_count_before"]) for breakdown in (causes, activities, districts)]
        kind = {"injured": "all", "killed": "fatal"}[harm]
        behind = injuries.accidents(viewer, AS_OF, kind=kind, page_size=100_000, **months)
        pairs += [(behind[f"{harm}_count"].sum(), whole[f"{harm}_count"])]
        pairs += [(total, whole[f"{harm}_count"]) for total in behind[f"{harm}_total"].unique()]
        by_month = indicators.monthly(viewer, AS_OF, indicator=f"{harm}_count").set_index("month")["numerator"]
        pairs += [(by_month.loc[whole["starts_on"] : whole["ends_on"]].sum(), whole[f"{harm}_count"])] if viewer.region_code else []

        assert [pair for pair in pairs if not same(*pair)] == [], harm
    assert activities["employee_count"].sum() == pytest.approx(whole["employee_count"])


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("viewer", [PM_OFFICE, KARAGANDA], ids=lambda viewer: viewer.user)
def test_years_and_the_funnel_have_the_numbers_of_the_indicators(viewer: Viewer) -> None:
    years = injuries.by_year(viewer, AS_OF).set_index("year")
    for rate in RATES.values():
        indicator = f"{rate}_per_1000_employees"
        by_year = indicators.of_years(viewer, AS_OF, indicator=indicator)
        by_year = by_year[by_year["region_code"].isna()].set_index("year")
        period = indicators.of_period(viewer, AS_OF, indicator=indicator, **SPRING).set_index("region_code")
        funnel = outlook.funnel(viewer, AS_OF, indicator=indicator, **SPRING).set_index("region_code")

        assert by_year["value"].to_dict() == years[f"{indicator}_a_year"].to_dict()
        assert by_year["low"].to_dict() == years[f"{rate}_low"].to_dict()
        regions = funnel.index[funnel.index.notna()]
        assert period["value"][regions].to_dict() == pytest.approx(funnel["value"][regions].to_dict(), nan_ok=True)


def test_a_file_holds_the_numbers_of_the_screen_in_full(database: str) -> None:
    rows.employment("35", date(2026, 3, 1), 333_333)
    rows.accident(date(2026, 3, 3), injured_count=7)
    found = injuries.by_region(PM_OFFICE, AS_OF, **SPRING)[["region_code", "injured_count", "injury_rate_per_1000_employees"]]

    file = tables.as_csv(found, {column: column for column in found}, tables.stands_on(""))

    read = pandas.read_csv(io.BytesIO(file), dtype={"region_code": str}).set_index("region_code").loc["35"]
    assert read["injury_rate_per_1000_employees"] == 7 * 1000 / 333_333
    assert read["injured_count"] == 7
