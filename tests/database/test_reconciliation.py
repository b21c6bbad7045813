"""The labour inspectorate's published figures beside the register of the same days and place: by how much they differ, and since when."""

from datetime import date
from itertools import count
from typing import Any

import pytest

from queries import figures
from queries.viewer import Viewer
from tests import rows
from tests.viewers import KARAGANDA, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")

AS_OF = date(2026, 7, 10)
numbers = count(1)


@pytest.fixture
def register(database: str) -> None:
    """A register since January 2021: 12 injured in Karaganda in 2024, of them 2 killed, and one of 2025."""
    rows.accident(date(2021, 1, 1))
    for day in range(1, 7):
        rows.accident(date(2024, 12, day), injured_count=2, killed_count=1 if day < 3 else 0)
    rows.accident(date(2025, 1, 1))


def published(region: str | None, year: int, value: float, note: str | None = None) -> None:
    """One more publication of the injured of a year; the last one made counts."""
    rows.insert(
        "official_figure", series_code="labour_inspectorate", indicator_code="injured_count", region_code=region, value=value, note=note,
        period_start=date(year, 1, 1), period_end=date(year, 12, 31), unit="persons",
        source_url=f"https://a.kz/{next(numbers)}", is_derived=False, is_interpolated=False,
    )  # fmt: skip


def held(viewer: Viewer, region: str | None, year: int, indicator: str = "injured_count") -> dict[str, Any]:
    told = [
        row for row in figures.reconciliation(viewer, AS_OF).astype(object).replace({float("nan"): None}).to_dict("records")
        if (row["region_code"], row["indicator_code"]) == (region, indicator)
        and (row["period_start"], row["period_end"]) == (date(year, 1, 1), date(year, 12, 31))
    ]  # fmt: skip
    assert len(told) == 1
    return told[0]


@pytest.mark.usefixtures("register")
def test_a_row_says_by_how_much_they_differ_and_whence_the_figure_is() -> None:
    published("35", 2024, 10)

    row = held(KARAGANDA, "35", 2024)
    assert (row["value"], row["register_value"], row["difference"], row["differs"]) == (10, 12, 2, True)
    assert row["share"] == pytest.approx(0.2)
    assert row["source_url"].startswith("https://a.kz/")


@pytest.mark.usefixtures("register")
def test_since_when_they_differ_is_where_the_run_of_differing_periods_begins() -> None:
    for year, value in ((2022, 3), (2023, 0), (2024, 10), (2025, 7)):  # the register: 0, 0, 12, 1
        published("35", year, value)

    since = {year: held(PM_OFFICE, "35", year)["since_on"] for year in (2022, 2023, 2024, 2025)}
    assert (since[2023], since[2024], since[2025]) == (None, date(2024, 1, 1), date(2024, 1, 1))


@pytest.mark.usefixtures("register")
def test_about_and_more_than_are_held_to_what_they_say() -> None:
    said = {
        (12, None): False,
        (11, None): True,
        (12.1, "about"): False,  # 0.8 percent
        (12.2, "about"): True,  # 1.6 percent
        (11, "more than"): False,
        (12, "more than"): True,  # the register has not more
    }

    for (value, note), differs in said.items():
        published("35", 2024, value, note)
        assert held(PM_OFFICE, "35", 2024)["differs"] is differs


@pytest.mark.usefixtures("register")
def test_a_rate_is_told_to_its_published_digit() -> None:
    rows.employment("35", date(2024, 1, 1), 60_600)  # 12 of 60,600 is 0.198

    assert held(PM_OFFICE, None, 2024, "injury_rate_per_1000_employees")["differs"] is False


@pytest.mark.usefixtures("register")
def test_below_five_there_is_no_percentage_and_before_the_register_no_row() -> None:
    published("35", 2024, 4)
    published("35", 2020, 50)

    told = figures.reconciliation(KARAGANDA, AS_OF)
    assert held(KARAGANDA, "35", 2024)["share"] is None
    assert min(told["period_start"]) >= date(2021, 1, 1)


@pytest.mark.usefixtures("register")
def test_only_those_who_see_the_country_have_its_rows_and_a_region_has_its_own() -> None:
    assert figures.reconciliation(PM_OFFICE, AS_OF)["region_code"].isna().any()
    assert set(figures.reconciliation(KARAGANDA, AS_OF)["region_code"]) == {"35"}
    assert figures.reconciliation(Viewer("x", "akimat", None, "akimat_35"), AS_OF).empty  # a regional role that lost its region
    assert set(figures.reconciliation(PM_OFFICE, AS_OF)["series_code"]) == {"labour_inspectorate"}


def test_without_a_register_nothing_is_held_against_it() -> None:
    assert figures.reconciliation(PM_OFFICE, AS_OF).empty
