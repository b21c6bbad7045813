"""Forecasts of an invented country: what they rest on, that every viewer reads the same, and how past ones are compared."""

from datetime import date
from functools import cache

import pytest
from pandas import DataFrame
from pandas.testing import assert_frame_equal

from queries import indicators, outlook
from queries.outlook import backtest
from queries.viewer import Viewer
from tests import rows
from tests.forecast.stored import country, in_stored_country, since_the_break, stored_country
from tests.forecast.worlds import first, sums_of
from tests.viewers import KARAGANDA, PM_OFFICE

__all__ = ["in_stored_country", "stored_country"]  # fixtures
pytestmark = pytest.mark.usefixtures("in_stored_country")

AS_OF = date(2026, 12, 31)
INJURED, KILLED = "injury_rate_per_1000_employees", "fatal_rate_per_1000_employees"
YEAR = {"first_month": date(2026, 1, 1), "last_month": date(2026, 12, 1)}


@cache
def made(viewer: Viewer) -> DataFrame:
    """Past forecasts of the injured, worked out once for all tests."""
    return outlook.held_years(viewer, AS_OF, indicator=INJURED)


def of_place(found: DataFrame, place: str | None) -> DataFrame:
    """The rows of a region, or of the country."""
    chosen = found["region_code"].isna() if place is None else found["region_code"] == place
    return found[chosen].reset_index(drop=True)


@pytest.mark.parametrize(("as_of", "months"), [(AS_OF, 84), (date(2026, 11, 30), 83)])  # the oldest twelve months whole, or not
def test_the_sums_over_the_regions_are_those_worked_out_without_sql(as_of: date, months: int) -> None:
    everywhere = {code: first(each, months) for code, each in country(7).items()}
    found = outlook.spread(PM_OFFICE, as_of, harm="injured").to_dict("records")[0]

    assert found == pytest.approx(sums_of(list(since_the_break(everywhere).values()), list(everywhere.values())), rel=1e-9)


@pytest.mark.parametrize("indicator", [INJURED, KILLED])
def test_months_are_those_of_the_indicator(indicator: str) -> None:
    found = outlook.months(PM_OFFICE, AS_OF, harm=outlook.HARMS[indicator])
    expected = indicators.monthly(PM_OFFICE, AS_OF, indicator=indicator)

    assert found["region_code"].tolist() == expected["region_code"].tolist()
    assert found[["event_count", "employee_count"]].astype("float64").to_numpy() == pytest.approx(
        expected[["numerator", "denominator"]].to_numpy(), nan_ok=True
    )


@pytest.mark.parametrize("indicator", [INJURED, KILLED])
def test_an_akimat_reads_what_the_office_reads_of_its_region_and_of_the_country(indicator: str) -> None:
    for question, given in [(outlook.of_regions, {}), (outlook.paths, {}), (outlook.funnel, YEAR)]:
        own, all_of_them = (question(viewer, AS_OF, indicator=indicator, **given) for viewer in (KARAGANDA, PM_OFFICE))

        assert set(own["region_code"].dropna()) == {"35"}
        assert all_of_them["region_code"].nunique() == 20
        for place in ("35", None):
            assert_frame_equal(of_place(own, place), of_place(all_of_them, place))

    lines = [outlook.funnel_lines(viewer, AS_OF, indicator=indicator, **YEAR) for viewer in (KARAGANDA, PM_OFFICE)]
    assert_frame_equal(*lines)


def test_an_akimat_reads_the_same_past_forecasts_of_its_region_and_of_the_country() -> None:
    for place in ("35", None):
        assert_frame_equal(of_place(made(KARAGANDA), place), of_place(made(PM_OFFICE), place))
    assert set(made(KARAGANDA)["region_code"].dropna()) == {"35"}


def test_a_regional_viewer_reads_no_other_region_through_what_is_pooled() -> None:
    assert set(outlook.months(KARAGANDA, AS_OF, harm="injured")["region_code"]) == {"35"}
    assert set(outlook.rates(KARAGANDA, AS_OF, harm="injured", first_day=date(2026, 1, 1), last_day=AS_OF)["region_code"]) == {"35"}
    for pooled in (outlook.national_months(KARAGANDA, AS_OF, harm="injured"), outlook.spread(KARAGANDA, AS_OF, harm="injured")):
        assert "region_code" not in pooled.columns


def test_the_country_is_the_sum_of_its_regions_and_the_level_that_of_the_indicator() -> None:
    found = outlook.of_regions(PM_OFFICE, AS_OF, indicator=INJURED).set_index("region_code")
    expected = indicators.of_period(PM_OFFICE, AS_OF, indicator=INJURED, **YEAR)

    assert found["event_count"].iloc[0] == found["event_count"].iloc[1:].sum()
    for column in ("value", "low", "high"):
        assert found[column].tolist() == pytest.approx(expected[column].tolist())


def test_a_course_begins_after_the_break_of_its_series_and_no_forecast_crosses_it() -> None:
    found = outlook.of_regions(PM_OFFICE, AS_OF, indicator=INJURED).set_index("region_code")
    before = outlook.of_regions(PM_OFFICE, date(2022, 5, 31), indicator=INJURED).set_index("region_code")
    old, broken = of_place(made(PM_OFFICE), "47"), of_place(made(PM_OFFICE), "35")

    assert (found.loc["35", "fitted_from"], found.loc["35", "broke_on"]) == (date(2022, 7, 1), date(2022, 6, 8))
    assert found.loc["47", "fitted_from"] == before.loc["35", "fitted_from"] == date(2020, 1, 1)
    assert before.loc["35", "broke_on"] is None
    assert before.loc["62", "reason_code"] == "no_employees"  # not formed yet
    assert broken["made_on"].min() == date(2023, 12, 31)  # the first with twelve months since the break
    assert old["made_on"].min() == date(2021, 12, 31)  # the first with two years of the country


def test_past_forecasts_are_counted_by_how_far_ahead_they_were() -> None:
    found, counted = made(PM_OFFICE), backtest.summed(made(PM_OFFICE))
    one_ahead = found[found["region_code"].notna() & (found["years_ahead"] == 1)]
    inside = (one_ahead["rate"] >= one_ahead["low_95"]) & (one_ahead["rate"] <= one_ahead["high_95"])

    assert counted["forecast_count"].sum() == len(found)
    assert counted.iloc[0].tolist() == [False, 1, len(one_ahead), one_ahead["is_held_80"].sum(), inside.sum()]
    assert counted["held_95_count"].sum() / len(found) > 0.85  # the country was drawn as the forecast supposes


def test_the_funnel_tells_who_lies_outside() -> None:
    found = outlook.funnel(PM_OFFICE, AS_OF, indicator=INJURED, **YEAR)
    limits = found[["low_998", "low_95", "high_95", "high_998"]].to_numpy()
    passed = (found["value"].to_numpy()[:, None] > limits).sum(axis=1)
    places = ["below_998", "below_95", "inside", "above_95", "above_998"]

    assert found["place"].tolist() == [places[number] for number in passed]
    assert set(found["place"]) == set(places)
    assert found["mean"].nunique() == 1


def test_a_period_not_over_has_no_place() -> None:
    found = outlook.funnel(PM_OFFICE, date(2026, 12, 30), indicator=INJURED, **YEAR)

    assert found["value"].isna().all()
    assert found["place"].isna().all()
    assert outlook.funnel_lines(PM_OFFICE, date(2026, 12, 30), indicator=INJURED, **YEAR).empty


def test_other_indicators_are_not_forecast() -> None:
    with pytest.raises(outlook.NotForecast):
        outlook.of_regions(PM_OFFICE, AS_OF, indicator="insurance_coverage_pct")


def test_the_pooled_functions_keep_to_their_schema() -> None:
    names = ["national_months", "outlook_spread", "pooled_rates"]
    kept = rows.run("SELECT proname, proconfig FROM pg_proc WHERE proname = ANY (%s) AND prosecdef ORDER BY proname", names)

    assert kept == [(name, ["search_path=public, pg_temp"]) for name in names]
