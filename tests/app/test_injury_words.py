"""How figures on injuries are put into words and marks: certainty, small numbers, parts of a year, breaks of a series."""

from datetime import date
from typing import Any

import pytest
from pandas import DataFrame

from pages.parts import compared, published, region_chart, words, year_marks
from pages.parts.injuries import shares
from pages.parts.targets import words as target_words

NOTHING = float("nan")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "language", lambda: "en")


@pytest.mark.parametrize(
    ("count", "before", "change", "p_value", "told"),
    [
        (4, 9, -0.5, 0.5, "few: 4, before 9; could be chance"),  # four is few
        (5, 4, NOTHING, 0.5, "few: 5, before 4; could be chance"),
        (5, 9, -0.44, 0.051, "−44%, could be chance"),
        (5, 9, -0.44, 0.05, "−44%, larger than chance"),  # 5 percent is the bound itself
        (5, NOTHING, NOTHING, NOTHING, "no data to compare with"),
    ],
)
def test_a_change_is_told_with_its_certainty(count: float, before: float, change: float, p_value: float, told: str) -> None:
    assert compared.rate(count, before, change, p_value) == told


@pytest.mark.parametrize(
    ("now", "before", "p_value", "told"),
    [
        (1044, 1078, 0.46, "34 fewer than in Jan–Oct 2025; could be chance"),
        (1300, 1078, 0.001, "222 more than in Jan–Oct 2025; larger than chance"),
        (7, 7, 1.0, "As many as in Jan–Oct 2025; could be chance"),
        (7, 9, NOTHING, "2 fewer than in Jan–Oct 2025"),  # no employees known: no test
        (7, NOTHING, NOTHING, "No data for Jan–Oct 2025"),
    ],
)
def test_people_are_compared_in_words(now: float, before: float, p_value: float, told: str) -> None:
    assert compared.people(now, before, p_value, "Jan–Oct 2025") == told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.020, 0.030, "The rate is below it."),
        (0.020, 0.031, "The rate cannot be told apart from it."),  # the interval ends at the target
        (0.031, 0.040, "The rate cannot be told apart from it."),  # and begins there
        (0.032, 0.040, "The rate is above it."),
        (NOTHING, NOTHING, "The rate is not known."),
    ],
)
def test_a_rate_stands_against_the_target_by_its_interval(low: float, high: float, told: str) -> None:
    totals = {
        "ends_on": date(2026, 10, 31),
        "fatal_target_per_1000_employees": 0.031,
        "is_fatal_target_interpolated": True,
        "fatal_rate_a_year_low": low,
        "fatal_rate_a_year_high": high,
    }

    assert target_words.verdict(totals) == f"Target for 2026: 0.031 (interpolated). {told}"


def test_a_year_without_target_says_so() -> None:
    assert target_words.verdict({"fatal_target_per_1000_employees": None, "ends_on": date(2023, 1, 31)}) == "No target is set for 2023."


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (date(2025, 12, 31), "2025"),
        (date(2025, 9, 30), "Jan–Sep 2025"),
        (date(2025, 12, 24), "1 Jan 2025 – 24 Dec 2025"),
    ],
)
def test_a_period_is_a_year_months_or_days(last: date, told: str) -> None:
    assert published.period(date(2025, 1, 1), last) == told


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://stat.gov.kz/a", "https://stat.gov.kz/a"),
        ("cindustries.eu/hse", "https://cindustries.eu/hse"),
        ("prosud.kz, undated", None),
        ("javascript:alert(1)/x", None),
        ("Bureau of National Statistics, SDG platform, indicator 8.8.1", None),
    ],
)
def test_only_addresses_are_opened(source: str, address: str | None) -> None:
    assert published.address(source) == address


def marks(*years: tuple[int, str]) -> DataFrame:
    return DataFrame(years, columns=["year", "kind"])


@pytest.mark.parametrize(
    ("years", "broke_on", "lines"),
    [
        ([(2021, "full"), (2022, "unsure"), (2023, "full")], None, [1, 1, 1]),
        ([(2009, "full"), (2018, "full"), (2020, "full")], None, [1, 2, 3]),  # a missing year ends a line
        ([(2024, "full"), (2025, "part")], None, [1, 2]),  # a part of a year stands alone
        ([(2021, "full"), (2022, "full"), (2023, "full"), (2024, "full")], date(2022, 6, 8), [1, 2, 3, 3]),
    ],
)
def test_a_line_joins_only_what_is_comparable(years: list[Any], broke_on: date | None, lines: list[int]) -> None:
    assert year_marks.in_segments(marks(*years), broke_on)["segment"].tolist() == lines


@pytest.mark.parametrize(("count", "told"), [(4, "4 (few)"), (5, "50% (5)")])
def test_a_cause_of_fewer_than_five_people_has_no_share(count: int, told: str) -> None:
    row = {"killed_count": count, "killed_share": 0.5, "killed_count_before": 0, "killed_share_before": 0}

    assert shares.listed(DataFrame([row]), ["Equipment"], ["/injuries"], "killed")["told"].tolist() == [told]


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0.62, [0, 0.2, 0.4, 0.6]),
        (0.0897, [0, 0.02, 0.04, 0.06, 0.08]),
        (5, [0, 1, 2, 3, 4, 5]),
        (5.01, [0, 2, 4]),
    ],
)
def test_an_axis_has_few_round_ticks(most: float, ticks: list[float]) -> None:
    assert region_chart.ticks(most) == pytest.approx(ticks)


@pytest.mark.parametrize(("step", "decimals"), [(0.05, 2), (0.1, 1), (0.02, 2), (0.001, 3), (1, 0), (20, 0)])
def test_ticks_are_written_so_that_they_differ(step: float, decimals: int) -> None:
    assert region_chart.decimals(step) == decimals
