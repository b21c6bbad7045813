"""Where harm may go unreported: what makes a lead on both sides of each limit, and nobody's rows but the viewer's."""

from datetime import date, timedelta
from math import exp, isnan

import pytest
from pandas import DataFrame

from queries import concealment
from queries.viewer import Viewer
from tests import rows
from tests.admission_rows import admission, employer
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")

AS_OF = date(2026, 10, 31)
DAY = date(2026, 6, 15)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def by_employer(question: str, viewer: Viewer = PM_OFFICE, as_of: date = AS_OF) -> DataFrame:
    found: DataFrame = getattr(concealment, question)(viewer, as_of, by="employer")
    return found.set_index("code")


def test_an_accident_is_looked_for_in_the_ten_days_before_and_its_report_in_the_ten_after() -> None:
    cases = {  # days from the admission to the accident and to its report: without an accident, never registered
        (0, 0): (0, 0), (-10, 0): (0, 0), (-11, 0): (1, 1), (1, 1): (1, 1),
        (0, 10): (0, 0), (0, 11): (1, 0),
        (0, (AS_OF - DAY).days): (1, 0), (0, (AS_OF - DAY).days + 1): (1, 1),  # known by the end of the day, and after
    }  # fmt: skip
    bins = {case: employer() for case in cases}
    for (happened, reported), bin_number in bins.items():
        admission(DAY, bin_number)
        rows.accident(DAY + days(happened), bin=bin_number, known_on=DAY + days(reported))

    found = by_employer("admissions")

    columns = ["without_accident_count", "never_registered_count"]
    assert {case: tuple(found.loc[bin_number, columns]) for case, bin_number in bins.items()} == cases


def test_an_admission_counts_from_its_tenth_day_within_the_year_and_once_it_is_reported() -> None:
    first, last = date(2025, 11, 1), AS_OF - days(10)
    cases = {first: 1, first - days(1): 0, last: 1, last + days(1): 0}
    bins = {day: employer() for day in cases}
    for day, bin_number in bins.items():
        admission(day, bin_number)
    known, unknown = employer(), employer()
    admission(DAY, known, known_on=AS_OF)
    admission(DAY, unknown, known_on=AS_OF + days(1))

    found = by_employer("admissions").index

    assert {day: int(bin_number in found) for day, bin_number in bins.items()} == cases
    assert known in found
    assert unknown not in found


def test_another_employer_s_accident_explains_nothing_but_the_one_the_hospital_s_report_was_matched_with_does() -> None:
    own, other = employer(), employer()
    admission(DAY, own)
    matched = rows.accident(DAY, bin=other)
    admission(DAY, None, accident_id=matched)
    admission(DAY, None)

    found = concealment.admissions(PM_OFFICE, AS_OF, by="employer")

    told = found.fillna({"code": ""})[["code", "is_whole", "admission_count", "without_accident_count"]].values.tolist()
    assert told == [["", True, 3, 2], ["", False, 2, 1], [own, False, 1, 1]]


def test_an_accident_of_the_employer_in_another_region_counts_for_every_viewer() -> None:
    bin_number = employer()
    admission(DAY, bin_number, "35")
    admission(DAY, employer("47"), "47")
    rows.accident(DAY, "47", bin=bin_number)

    whole = {viewer.user: concealment.admissions(viewer, AS_OF, by="region").iloc[0] for viewer in (PM_OFFICE, KARAGANDA, MANGYSTAU)}

    counts = {user: (row["admission_count"], row["without_accident_count"]) for user, row in whole.items()}
    assert counts == {"pm_office": (2, 1), "akimat_karaganda": (1, 0), "akimat_mangystau": (1, 1)}


def test_no_share_stands_on_fewer_than_five() -> None:
    few, enough = employer(), employer()
    for bin_number, size in ((few, 4), (enough, 5)):
        for _ in range(size):
            admission(DAY, bin_number)

    shares = by_employer("admissions")[["without_accident_share", "low", "high"]]

    assert shares.loc[few].isna().all()
    assert shares.loc[enough].tolist() == pytest.approx([1, 0.025 ** (1 / 5), 1])  # all of five: the exact low end


def test_a_report_is_late_from_the_second_day_on() -> None:
    cases = {0: 0, 1: 0, 2: 1, 30: 1}  # days to the report: late
    bins = {reported: employer() for reported in cases}
    for reported, bin_number in bins.items():
        rows.accident(DAY, bin=bin_number, known_on=DAY + days(reported))
    rows.accident(AS_OF - days(3), bin=bins[0], known_on=AS_OF + days(1))  # not yet known
    for outside in (date(2025, 10, 31), AS_OF + days(1)):
        rows.accident(outside, bin=bins[0], known_on=outside + days(2))
    rows.accident(date(2025, 11, 1), bin=bins[1], activity_code="05")

    found, by_activity = by_employer("late_reports"), concealment.late_reports(PM_OFFICE, AS_OF, by="activity")

    assert found.loc[bins[0], "report_count"] == 1
    assert {reported: found.loc[bin_number, "late_count"] for reported, bin_number in bins.items()} == cases
    assert found.loc[bins[30], ["middle_days_late", "most_days_late"]].tolist() == [29, 29]
    assert by_activity["code"].tolist()[1:] == ["B"]  # 05 is coal, of section B
    assert by_activity["late_share"].tolist() == pytest.approx([2 / 5, 2 / 5])


def register_with_a_rate_of_one_in_a_hundred() -> None:
    """Section B: three regions with 1,000 employees each, 30 injured in the three years to AS_OF; the register begins before."""
    for region in ("10", "11", "15"):
        rows.employment(region, date(2024, 3, 1), 1000)
    rows.accident(date(2023, 11, 1), "10", injured_count=29)
    rows.accident(AS_OF, "11")
    rows.accident(date(2023, 10, 31), "11", injured_count=5)  # the day before


def test_a_zero_is_improbable_where_at_least_three_are_expected_of_an_employer_known_all_the_time() -> None:
    register_with_a_rate_of_one_in_a_hundred()
    silent, reporting, before = (employer(employee_count=500) for _ in range(3))
    new, unknown = employer(employee_count=500, known_on=date(2023, 11, 2)), employer(employee_count=None)
    rows.accident(date(2023, 11, 1), "47", bin=reporting)  # in another region: reported all the same
    rows.accident(date(2023, 10, 31), "47", bin=before)
    expected = 500 * 31 / 3000

    found = by_employer("improbable_zeros")
    lead = concealment.leads(PM_OFFICE, AS_OF).set_index("bin")

    assert not {new, unknown} & set(found.index)
    assert found["zero_count"].loc[[silent, reporting, before]].tolist() == [1, 0, 1]
    assert found.loc[silent, "zero_count_expected"] == pytest.approx(exp(-expected))
    assert lead.loc[silent, ["expected_count", "zero_probability"]].tolist() == pytest.approx([expected, exp(-expected)])


@pytest.mark.parametrize(("employees", "is_examined"), [(300, True), (299, False)])
def test_three_expected_are_enough_and_fewer_are_not(employees: int, is_examined: bool) -> None:
    register_with_a_rate_of_one_in_a_hundred()
    bin_number = employer(employee_count=employees)

    assert (bin_number in by_employer("improbable_zeros").index) is is_examined


def test_the_expected_number_is_the_same_for_every_viewer_and_none_before_the_register_covers_three_years() -> None:
    register_with_a_rate_of_one_in_a_hundred()
    own, foreign = employer("35", employee_count=900), employer("47", employee_count=900)

    nationwide, regional = by_employer("improbable_zeros"), by_employer("improbable_zeros", KARAGANDA)

    assert nationwide.loc[own, "injured_expected_where_zero"] == regional.loc[own, "injured_expected_where_zero"] == pytest.approx(9)
    assert foreign not in regional.index
    assert own in by_employer("improbable_zeros", as_of=date(2026, 9, 30)).index  # three years from the register's first day
    assert own not in by_employer("improbable_zeros", as_of=date(2026, 9, 29)).index


def test_a_section_of_fewer_than_three_regions_gives_no_rate() -> None:
    for region in ("10", "11"):
        rows.employment(region, date(2024, 3, 1), 1000)
    rows.accident(date(2023, 11, 1), "10", injured_count=30)
    employer(employee_count=900)

    assert concealment.improbable_zeros(PM_OFFICE, AS_OF, by="employer")["employer_count"].sum() == 0


def test_the_published_ratio_is_the_bureau_s_victims_over_the_inspectorate_s_deaths() -> None:
    found = concealment.ratio_published(PM_OFFICE, AS_OF)
    country = found[found["region_code"].isna()].set_index("year")
    regions = found[found["region_code"].notna()]

    assert round(country.loc[2024, "ratio"], 1) == 12.2
    assert country.loc[2024, "low"] < 12.2 < country.loc[2024, "high"]
    assert (country["is_at_most"][2023], country["is_at_most"][2024]) == (True, False)  # more than 221 deaths
    assert isnan(country.loc[2011, "ratio"])  # the inspectorate's deaths of that year are not known
    assert regions["ratio"].isna().all()
    assert set(concealment.ratio_published(KARAGANDA, AS_OF)["region_code"].dropna()) == {"35"}
    assert 2024 not in set(concealment.ratio_published(PM_OFFICE, date(2024, 12, 30))["year"])


def test_the_register_s_own_ratio_needs_five_deaths() -> None:
    rows.accident(date(2020, 1, 1))
    rows.accident(date(2026, 2, 2), "35", injured_count=40, killed_count=5)
    rows.accident(date(2026, 2, 2), "47", injured_count=40, killed_count=4)

    found = concealment.ratio_of_register(PM_OFFICE, AS_OF).set_index("region_code")

    assert found.loc["35", "low"] < found.loc["35", "ratio"] == 8 < found.loc["35", "high"]
    assert found.loc["47", ["ratio", "low", "high"]].isna().all()
    assert found["ratio"].iloc[0] == pytest.approx(80 / 9)
    assert concealment.ratio_of_register(KARAGANDA, AS_OF)["injured_count"].tolist() == [40, 40]
    assert found.index[1:3].tolist() == ["35", "10"]  # lowest ratio first, those without one after
