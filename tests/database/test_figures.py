"""Official figures one series at a time, and the path of the target: public for the country, a region's own for an akimat."""

from datetime import date

import pytest
from psycopg2.errors import CheckViolation

from queries import figures
from tests import rows
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")

AS_OF = date(2026, 7, 10)
FATAL_RATE = "fatal_rate_per_1000_employees"


def test_official_figures_are_one_series_at_a_time_and_of_periods_that_are_over() -> None:
    killed = figures.national(PM_OFFICE, date(2025, 10, 30), series="labour_inspectorate", indicator="killed_count")

    assert killed.set_index("year")["value"][2024] == 202
    assert killed["period_end"].max() == date(2025, 9, 30)
    assert killed[killed["year"] == 2023].set_index("period_end")["is_longest_of_year"].to_dict() == {
        date(2023, 6, 30): False,
        date(2023, 11, 30): False,
        date(2023, 12, 31): True,
    }
    assert killed[killed["period_end"] == date(2023, 12, 31)]["mark_code"].tolist() == ["more_than"]


def test_the_path_of_the_target_runs_straight_between_official_ends() -> None:
    path = figures.targets(MANGYSTAU, AS_OF, indicator=FATAL_RATE)

    assert path["value"].tolist() == pytest.approx([0.035, 0.033, 0.031, 0.029, 0.027, 0.025, 0.023])
    assert path["is_interpolated"].tolist() == [False, True, True, True, True, True, False]


def test_an_akimat_sees_the_country_s_figures_and_of_regions_only_its_own() -> None:
    assert not figures.national(MANGYSTAU, AS_OF, series="bns_sdg", indicator=FATAL_RATE).empty
    assert set(figures.regional(KARAGANDA, AS_OF)["region_code"]) == {"35"}
    assert set(figures.regional(PM_OFFICE, AS_OF)["region_code"]) > {"35"}


def published(indicator: str, value: float, *, region: str | None = None, day: date | None = None, address: str = "https://a.kz/1") -> None:
    """One more publication of the labour inspectorate about 2024."""
    rows.insert(
        "official_figure", series_code="labour_inspectorate", indicator_code=indicator, region_code=region, period_start=date(2024, 1, 1),
        period_end=date(2024, 12, 31), value=value, unit="persons", source_url=address, is_derived=False, is_interpolated=False,
        published_on=day,
    )  # fmt: skip


def test_of_two_publications_of_one_period_the_latest_counts_and_the_other_is_listed() -> None:
    published("killed_count", 205, day=date(2025, 3, 1))
    published("killed_count", 204, day=date(2025, 2, 1), address="https://a.kz/2")

    told = figures.points(PM_OFFICE, AS_OF, indicator="killed_count", region=None)
    of_2024 = told[(told["series_code"] == "labour_inspectorate") & (told["year"] == 2024)]
    assert sorted(zip(of_2024["value"], of_2024["is_latest"], of_2024["is_longest_of_year"], strict=True)) == [
        (202, False, False),  # its day is not recorded
        (204, False, False),
        (205, True, True),
    ]
    national = figures.national(PM_OFFICE, AS_OF, series="labour_inspectorate", indicator="killed_count")
    assert national[national["is_longest_of_year"]].set_index("year")["value"][2024] == 205


@pytest.mark.parametrize(("day", "value"), [(date(2025, 2, 28), 202), (date(2025, 3, 1), 205)])
def test_a_correction_is_known_from_its_day_on(day: date, value: int) -> None:
    published("killed_count", 205, day=date(2025, 3, 1))

    told = figures.national(PM_OFFICE, day, series="labour_inspectorate", indicator="killed_count")
    assert told[told["is_longest_of_year"]].set_index("year")["value"][2024] == value


def test_a_correction_may_lower_a_figure_but_a_figure_is_never_negative() -> None:
    published("killed_count", 190, day=date(2025, 3, 1))

    assert figures.points(PM_OFFICE, AS_OF, indicator="killed_count", region=None)["value"].min() > 0
    with pytest.raises(CheckViolation, match="only_a_change_is_negative"):
        published("killed_count", -8, address="https://a.kz/3")


def test_points_say_their_series_and_those_of_a_region_are_seen_there_only() -> None:
    fatal = figures.points(KARAGANDA, AS_OF, indicator=FATAL_RATE, region=None)

    assert set(fatal["series_code"]) == {"bns_sdg", "labour_inspectorate"}
    assert fatal["source_url"].str.len().min() > 0
    assert not figures.points(KARAGANDA, AS_OF, indicator="injured_count", region="35").empty
    assert figures.points(KARAGANDA, AS_OF, indicator="injured_count", region="63").empty


def test_the_bureau_s_rates_of_2010_to_2023_stand_as_published() -> None:
    injured = [0.48, 0.47, 0.45, 0.42, 0.39, 0.33, 0.32, 0.29, 0.25, 0.23, 0.23, 0.22, 0.21, 0.21]
    killed = [0.08, 0.07, 0.06, 0.06, 0.06, 0.05, 0.05, 0.04, 0.03, 0.03, 0.03, 0.03, 0.03, 0.04]

    for indicator, rates in (("injury_rate_per_1000_employees", injured), (FATAL_RATE, killed)):
        told = figures.national(PM_OFFICE, AS_OF, series="bns_sdg", indicator=indicator)
        assert dict(zip(told["year"], told["value"], strict=True)) == dict(zip(range(2010, 2024), rates, strict=True))
        assert set(told["source_url"]) == {"Bureau of National Statistics, SDG platform, indicator 8.8.1"}
        assert not told["is_derived"].any()
