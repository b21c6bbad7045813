"""Checked against the outside: published rates and changes come out of their numerators and denominators to the printed digit."""

from datetime import date
from decimal import Decimal

import pytest

from queries import figures, indicators, injuries
from tests import rows
from tests.rules import reference_files
from tests.viewers import PM_OFFICE

END_OF_2024, SEPTEMBER_2025, OCTOBER_2025 = date(2024, 12, 31), date(2025, 9, 30), date(2025, 10, 31)
# Injured and killed as published: 1,408 and 202 in 2024, of them 1,078 and 155 to October; 934 and 133 to September 2025, 1,029 and 145 to
# October. 967 to September 2024 is 934 / (1 - 3.4 %); the deaths to that month are not published.
HARM = {
    date(2024, 1, 9): (967, 140),
    date(2024, 10, 9): (1078 - 967, 155 - 140),
    date(2024, 12, 9): (1408 - 1078, 202 - 155),
    date(2025, 1, 9): (934, 133),
    date(2025, 10, 9): (1029 - 934, 145 - 133),
}
EMPLOYEES = {date(2024, 1, 1): 7_040_000, date(2025, 1, 1): 7_140_000}  # of the year; hired employees, as published
BUREAU = {
    "injury": "0.48 0.47 0.45 0.42 0.39 0.33 0.32 0.29 0.25 0.23 0.23 0.22 0.21 0.21",
    "fatal": "0.08 0.07 0.06 0.06 0.06 0.05 0.05 0.04 0.03 0.03 0.03 0.03 0.03 0.04",
}


@pytest.fixture(autouse=True)
def _as_published(database: str) -> None:
    for day, (injured, killed) in HARM.items():
        rows.accident(day, "71", injured_count=injured, killed_count=killed)
    for month, employees in EMPLOYEES.items():
        rows.employment("71", month, employees)


def printed(indicator: str, period_end: date) -> Decimal:
    """The value published of the country for a period from January, with the digits it was printed with."""
    found = [
        row["value"] for row in reference_files.rows("figures.csv")
        if (row["series_code"], row["indicator_code"], row["region_code"]) == ("labour_inspectorate", indicator, "")
        and (row["period_start"], row["period_end"]) == (f"{period_end.year}-01-01", period_end.isoformat())
    ]  # fmt: skip
    return Decimal(found[0])


def of_country(indicator: str, as_of: date) -> dict:
    """The whole country of the indicator from January to the month of as_of."""
    return indicators.of_period(PM_OFFICE, as_of, indicator=indicator).iloc[0].to_dict()


@pytest.mark.parametrize(
    ("indicator", "as_of"),
    [
        ("injured_count", END_OF_2024),
        ("killed_count", END_OF_2024),
        ("injury_rate_per_1000_employees", END_OF_2024),  # 1,408 / 7.04 million: 0.20
        ("fatal_rate_per_1000_employees", END_OF_2024),  # 202 / 7.04 million: 0.0287
        ("injured_count", SEPTEMBER_2025),
        ("killed_count", SEPTEMBER_2025),
        ("injury_rate_per_1000_employees", SEPTEMBER_2025),  # 934 / 7.14 million: 0.13, of the nine months
        ("injured_count", OCTOBER_2025),
        ("killed_count", OCTOBER_2025),
    ],
)
def test_a_published_value_comes_out_to_the_printed_digit(indicator: str, as_of: date) -> None:
    expected = printed(indicator, as_of)

    assert round(Decimal(of_country(indicator, as_of)["value"]), -expected.as_tuple().exponent) == expected


def test_the_screens_show_the_same_published_rates() -> None:
    totals = injuries.totals(PM_OFFICE, END_OF_2024)
    year = injuries.by_year(PM_OFFICE, END_OF_2024).set_index("year").loc[2024]

    for found in (totals["injury_rate_per_1000_employees"], year["injury_rate_per_1000_employees_a_year"]):
        assert round(found, 2) == 0.20
    for found in (totals["fatal_rate_per_1000_employees"], year["fatal_rate_per_1000_employees_a_year"]):
        assert round(found, 4) == 0.0287


@pytest.mark.parametrize(
    ("indicator", "published", "as_of", "low", "high", "p_value"),
    [
        ("injured_count", "injured_change_pct", OCTOBER_2025, -12.4, 4.1, 0.296),  # 1,029 after 1,078
        ("killed_count", "killed_change_pct", OCTOBER_2025, -25.9, 18.1, 0.603),  # 145 after 155
        ("injured_count", "injured_change_pct", SEPTEMBER_2025, -11.8, 5.8, 0.463),  # 934 after 967
    ],
)
def test_a_published_change_comes_out_and_could_be_chance(
    indicator: str, published: str, as_of: date, low: float, high: float, p_value: float
) -> None:
    found = of_country(indicator, as_of)

    assert round(100 * found["change"], 1) == float(printed(published, as_of))
    assert (round(100 * found["change_low"], 1), round(100 * found["change_high"], 1)) == (low, high)
    assert round(found["p_value"], 3) == p_value
    assert found["is_comparable"]


@pytest.mark.parametrize("kind", BUREAU)
def test_the_rates_of_the_bureau_stand_as_published_in_a_series_of_their_own(kind: str) -> None:
    series = figures.national(PM_OFFICE, OCTOBER_2025, series="bns_sdg", indicator=f"{kind}_rate_per_1000_employees")

    assert series["year"].tolist() == list(range(2010, 2024))
    assert [f"{value:.2f}" for value in series["value"]] == BUREAU[kind].split()
    assert (series["source_url"] != "").all()
