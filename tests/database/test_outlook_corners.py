"""Forecasts where the facts are few or odd: each case has its answer, and none is not-a-number without its reason."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from queries import outlook
from queries.forecasting import Months
from tests import rows
from tests.forecast.stored import country, store
from tests.forecast.worlds import since
from tests.viewers import KARAGANDA, PM_OFFICE

AS_OF = date(2023, 12, 31)
INJURED, KILLED = "injury_rate_per_1000_employees", "fatal_rate_per_1000_employees"
MANGYSTAU, PAVLODAR, ULYTAU = "47", "55", "62"
KNOWN_IF_FITTED = ["forecast", "pace", "pace_low", "pace_high"]
pytestmark = pytest.mark.usefixtures("database")


def stored(years: int = 4, **regions: Months | None) -> dict[str, Months]:
    """Four years of an invented country from 2020 on, some regions changed or left out; r47 stands for region 47."""
    given = country(years) | {name[1:]: months for name, months in regions.items() if months}
    kept = {code: months for code, months in given.items() if regions.get(f"r{code}", months) is not None}
    store(kept)
    return kept


def of_region(code: str | None, as_of: date = AS_OF, indicator: str = INJURED, target_year: int = 2030) -> dict:
    """The row of a region, or of the country."""
    found = outlook.of_regions(PM_OFFICE, as_of, indicator=indicator, target_year=target_year).to_dict("records")
    return next(row for row in found if row["region_code"] == code)


def changed(code: str, **columns: float) -> Months:
    """A region's four years with a column that is the same in every month."""
    months = country(4)[code]
    return replace(months, **{name: np.full(len(months.year), value) for name, value in columns.items()})


def test_an_empty_register_says_so() -> None:
    whole = of_region(None)

    assert (whole["reason_code"], whole["chance_reason"], whole["needed_reason"]) == ("no_register", "no_register", "no_target")
    assert outlook.paths(PM_OFFICE, AS_OF, indicator=INJURED).empty
    assert outlook.summed(outlook.held_years(PM_OFFICE, AS_OF, indicator=INJURED)).empty
    assert outlook.funnel(PM_OFFICE, AS_OF, indicator=INJURED, first_month=AS_OF, last_month=AS_OF)["place"].isna().all()


def test_a_region_without_employees_has_no_rate_and_no_forecast() -> None:
    stored(r47=changed(MANGYSTAU, employees=0))
    found = of_region(MANGYSTAU, indicator=KILLED)

    assert found["event_count"] > 0
    assert (found["reason_code"], found["chance_reason"], found["needed_reason"]) == ("no_employees", "no_employees", "not_known")
    assert np.isnan([found["value"], found["shrunken"], found["chance"]]).all()
    assert of_region(None)["reason_code"] is None


def test_a_region_without_an_event_has_met_its_target_and_still_an_uncertain_future() -> None:
    stored(r47=changed(MANGYSTAU, events=0))
    found = of_region(MANGYSTAU, indicator=KILLED)

    assert (found["event_count"], found["value"], found["low"]) == (0, 0, 0)
    assert (found["needed_reason"], found["reason_code"], found["chance_reason"]) == ("already_met", None, None)
    assert 0 < found["shrunken"] < of_region(None, indicator=KILLED)["value"]
    assert 0.5 < found["chance"] < 1
    assert np.isfinite([found[name] for name in KNOWN_IF_FITTED]).all()


def test_no_event_in_the_whole_country_is_no_course() -> None:
    store({code: replace(months, events=months.events * 0) for code, months in country(4).items() if code != MANGYSTAU})
    rows.accident(date(2020, 1, 5), MANGYSTAU)  # the register begins, where nobody is employed

    assert of_region(None)["reason_code"] == "no_events"
    assert of_region(PAVLODAR)["reason_code"] == "no_events"


def test_two_regions_are_too_few_to_tell_from_the_country() -> None:
    store({code: months for code, months in country(4).items() if code in (MANGYSTAU, PAVLODAR)})

    assert of_region(MANGYSTAU)["reason_code"] == "too_few_regions"
    assert of_region(None)["reason_code"] is None
    assert outlook.spread(KARAGANDA, AS_OF, harm="injured").empty  # a sum over two tells one of them to the other
    assert outlook.pooled_rates(KARAGANDA, AS_OF, harm="injured", first_day=date(2023, 1, 1), last_day=AS_OF).empty
    assert np.isnan(of_region(MANGYSTAU)["shrunken"])


@pytest.mark.parametrize(("events", "reason"), [(4, "few_events"), (5, None)])
def test_no_pace_from_a_base_under_five_events(events: int, reason: str | None) -> None:
    killed = np.zeros(48)
    killed[36 : 36 + events] = 5  # five injured of whom one was killed
    stored(r47=replace(country(4)[MANGYSTAU], events=killed, employees=np.full(48, 100_000)))
    found = of_region(MANGYSTAU, indicator=KILLED)

    assert (found["event_count"], found["needed_reason"]) == (events, reason)
    assert reason or found["needed_pace"] == pytest.approx((0.023 / 0.05) ** (1 / 7) - 1)  # seven years to the end of 2030


def test_a_region_is_held_against_its_own_target() -> None:
    stored()
    rows.insert(
        "target_version", region_code=MANGYSTAU, indicator_code=KILLED, version=1, points="[[2022, 0.05], [2030, 0.001]]",
        changed_on=date(2022, 3, 1), changed_by="test", reason="An act of the akimat",
    )  # fmt: skip
    own, other = of_region(MANGYSTAU, AS_OF, KILLED), of_region(PAVLODAR, date(2023, 12, 31), KILLED)

    assert (own["target"], own["is_target_own"]) == (0.001, True)
    assert (other["target"], other["is_target_own"]) == (0.023, False)
    assert own["chance"] < 0.2


def test_what_became_known_later_moves_nothing() -> None:
    stored()
    day, questions = date(2023, 11, 30), (outlook.of_regions, outlook.paths)
    before = [question(PM_OFFICE, day, indicator=INJURED) for question in questions]
    rows.accident(date(2023, 5, 5), MANGYSTAU, injured_count=200, known_on=date(2023, 12, 1))
    rows.employment(MANGYSTAU, date(2023, 5, 1), 9_000_000, activity_code="C", known_on=date(2023, 12, 1))

    for question, found in zip(questions, before, strict=True):
        assert_frame_equal(question(PM_OFFICE, day, indicator=INJURED), found)
    assert of_region(MANGYSTAU)["event_count"] >= 200


def test_an_akimat_whose_region_is_not_known_still_reads_the_country() -> None:
    stored(r35=None)
    found = outlook.of_regions(KARAGANDA, AS_OF, indicator=INJURED)

    assert found["region_code"].tolist() == [None, "35"]
    assert found["reason_code"].tolist() == [None, "no_employees"]
    assert since(country(4)["35"], 2023, 1).events.sum() > 0  # it was left out, not empty
