"""Official figures one series at a time, and the path of the target: public for the country, a region's own for an akimat."""

from datetime import date

import pytest

from queries import figures
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
