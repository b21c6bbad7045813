"""What the injuries screen says to bad input: each has one answer in words or figures, never an error and never a zero for not known."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import cached
from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import markup, said, with_tables

RATE, FATAL = "injury_rate_per_1000_employees", "fatal_rate_per_1000_employees"
YEARS = (2024, 2025, 2026)
PARTS = ["target", "certainty", "breakdown", "published", "leads", "what_if", "rows"]


@pytest.fixture(autouse=True)
def _register_since_2024(screen: Screen, database: str) -> None:
    """Facts without demonstration data; the register begins in January 2024."""
    rows.batch("demo")
    rows.accident(date(2024, 1, 15), "59")


def employed(region: str, count: int = 1_000_000) -> None:
    """As many employees in every month."""
    for year in YEARS:
        for month in range(1, 13):
            rows.employment(region, date(year, month, 1), count)


def tile(app: AppTest, place: int = 0) -> str:
    """The HTML of a tile, from the left."""
    return markup(app).split('<div class="tile')[place + 1]


def value(app: AppTest, place: int = 0) -> str:
    """The figure of a tile."""
    return tile(app, place).split('<div class="value">')[1].split(" <span")[0]


def opened(screen: Screen, language: str = "en", **address: str) -> AppTest:
    """The screen without answers kept from before."""
    cached.forget()
    app = screen("injuries", language=language, **address)
    assert not app.exception
    return app


@pytest.mark.parametrize("part", PARTS)
def test_every_part_answers_where_a_region_has_no_employees_and_another_no_events(screen: Screen, part: str) -> None:
    employed("47")
    rows.accident(date(2026, 2, 2), "35", injured_count=7)

    for region in ("35", "47"):
        assert not with_tables(opened(screen, indicator=RATE, part=part, region=region)).exception


def test_a_region_without_employees_has_no_rate_and_says_why(screen: Screen) -> None:
    employed("47")
    rows.accident(date(2026, 2, 2), "35", injured_count=7)

    app = opened(screen, indicator=RATE, region="35")

    assert value(app) == "—"
    assert "7 (injured, the killed included), but no data on: hired employees, mean of the months." in tile(app)
    assert "No employees are known of this region: there is no rate and no forecast." in tile(app, 2)
    assert value(opened(screen, indicator="injured_count", region="35")) == "7"  # the count is sure
    assert value(opened(screen, indicator=RATE)) == "—"  # nor has the country a rate that would leave its injured out


def test_no_event_is_a_rate_of_zero_with_an_upper_end_and_no_percentage(screen: Screen) -> None:
    employed("47")

    app = opened(screen, indicator=RATE, region="47")

    assert value(app) == "0.000"
    assert "(95%: 0.000–0.004)" in tile(app)  # 3.689 over a million employees
    assert "few: 0, before 0; could be chance" in tile(app)


def test_one_month_alone_is_shown_without_anything_to_hold_it_against(screen: Screen) -> None:
    rows.run("DELETE FROM accident")
    rows.accident(date(2026, 10, 5), "47", injured_count=6)
    rows.employment("47", date(2026, 10, 1), 1_000_000, known_on=date(2026, 10, 31))

    app = opened(screen, indicator=RATE, region="47")

    assert value(app) == "0.006"
    assert "no data in Oct 2025: no data to compare with." in tile(app)
    assert "Too few months are known to foresee a course" in tile(app, 2)
    assert "No year of this place is known" in app.info[0].value


def test_one_month_asked_for_is_held_against_the_same_month(screen: Screen) -> None:
    employed("47")
    for year, injured in ((2025, 20), (2026, 8)):
        rows.accident(date(year, 3, 31), "47", injured_count=injured)
        rows.accident(date(year, 4, 1), "47", injured_count=50)  # the day after the month

    app = opened(screen, indicator="injured_count", region="47", first="2026-03", last="2026-03")

    assert value(app) == "8"
    assert "20 in Mar 2025" in tile(app)
    assert "−60%, larger than chance" in tile(app)


def test_an_accident_corrected_downwards_counts_as_corrected(screen: Screen) -> None:
    accident_id = rows.accident(date(2026, 2, 2), "47", injured_count=9, killed_count=3)
    assert value(opened(screen, indicator="injured_count", region="47")) == "9"

    rows.run("UPDATE accident SET injured_count = 1, killed_count = 0, is_group = false WHERE accident_id = %s", accident_id)

    assert [value(opened(screen, indicator=each, region="47")) for each in ("injured_count", "killed_count")] == ["1", "0"]
    assert "1 accidents, 1 injured, 0 of them killed." in said(opened(screen, indicator="injured_count", region="47", part="rows"))


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2022-01", "2022-12", "not comparable: borders changed in June 2022"),  # across the break
        ("2022-06", "2022-06", "not comparable: borders changed in June 2022"),
        ("2022-01", "2022-05", "−60%, larger than chance"),  # before it
        ("2023-07", "2023-12", "+200%, larger than chance"),  # both after it
    ],
)
def test_a_period_across_the_break_has_its_value_but_no_comparison(screen: Screen, first: str, last: str, told: str) -> None:
    for day, injured in {
        date(2020, 1, 1): 1, date(2021, 2, 1): 50, date(2022, 2, 1): 20, date(2021, 6, 20): 9, date(2022, 6, 20): 9,
        date(2022, 9, 1): 30, date(2023, 9, 1): 90,
    }.items():  # fmt: skip
        rows.accident(day, "35", injured_count=injured)

    app = opened(screen, indicator="injured_count", region="35", first=first, last=last)

    assert told in tile(app)
    assert value(app) not in ("—", "0")


def test_a_target_met_already_needs_no_pace_and_says_so(screen: Screen) -> None:
    employed("47", 2_000_000)
    for year in YEARS:
        for month in range(1, 11):
            rows.accident(date(year, month, 5), "47", killed_count=1)

    app = opened(screen, indicator=FATAL, region="47")

    assert value(app, 2) == "—"
    assert "at or below the target of 2030: no fall is needed to meet it." in tile(app, 2)
    assert "below the target" in tile(app, 1)


def test_of_two_deliveries_of_one_month_the_later_counts_from_its_day(screen: Screen) -> None:
    for count, known_on in ((400_000, date(2026, 10, 20)), (300_000, date(2026, 10, 31))):
        rows.employment("47", date(2026, 9, 1), count, known_on=known_on)
    rows.accident(date(2026, 9, 9), "47", injured_count=12)

    def rate(day: date) -> str:
        cached.forget()
        app = screen("injuries", indicator=RATE, region="47", first="2026-09", last="2026-09")
        app.query_params["as_of"] = day.isoformat()
        return value(app.run())

    assert rate(date(2026, 10, 31)) == "0.040"
    assert rate(date(2026, 10, 31) - timedelta(days=1)) == "0.030"  # as it was known then


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_answers_are_in_the_language_of_the_reader(screen: Screen, language: str) -> None:
    employed("47")
    rows.accident(date(2026, 2, 2), "35", injured_count=7)
    counted = {"kk": "жалдамалы қызметкерлер", "ru": "наёмные работники"}[language]
    foreseen = {"kk": "коэффициент те, болжам да жоқ", "ru": "нет ни коэффициента, ни прогноза"}[language]

    app = opened(screen, language, indicator=RATE, region="35")

    assert value(app) == "—"
    assert counted in tile(app)
    assert foreseen in tile(app, 2)
