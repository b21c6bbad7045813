"""What would change: worked examples by hand, the same pooled figures for every viewer, and the worth of the plan of visits."""

from datetime import date

import pytest
from pandas import DataFrame

from queries import visits, what_if
from tests import rows
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE
from tests.visit_rows import SAFETY, STEPPE, expect, low_degree

pytestmark = pytest.mark.usefixtures("database")

AS_OF = date(2026, 10, 31)
OWN = "35"
OTHERS = ("10", "11", "15", "19")


def region(code: str, employees: dict[str, int], injured: dict[str, int], injured_before: int = 0) -> None:
    """Employees and injured by section, this year; and injured of the year before, in section B."""
    for section, count in employees.items():
        for year in (2025, 2026):
            rows.employment(code, date(year, 1, 1), count, activity_code=section)
    for section, count in injured.items():
        if count:
            rows.accident(date(2026, 2, 2), code, injured_count=count, activity_code=section)
    if injured_before:
        rows.accident(date(2025, 2, 2), code, injured_count=injured_before)


def of_group(found: DataFrame, group: str, harm: str = "injured") -> dict:
    return found[(found["peer_group"] == group) & (found["harm"] == harm)].iloc[0].to_dict()


def country() -> None:
    """Own: 1,000 in B and 3,000 in C, 20 injured. Four others of 2,000 in B and 2,000 in C; 8, 12, 16, 24 injured, three in four in B."""
    rows.accident(date(2024, 1, 15), "59")  # the register begins
    region(OWN, {"B": 1000, "C": 3000}, {"B": 15, "C": 5}, injured_before=9)
    for code, injured, before in zip(OTHERS, (8, 12, 16, 24), (40, 30, 20, 10), strict=True):
        region(code, {"B": 2000, "C": 2000}, {"B": injured * 3 // 4, "C": injured // 4}, injured_before=before)


def test_the_country_s_rate_is_taken_section_by_section_from_the_other_regions() -> None:
    country()

    found = of_group(what_if.at_rate_of_peers(PM_OFFICE, AS_OF, region=OWN), "national")

    assert (found["region_count"], found["peer_events"], found["own_count"]) == (4, 60, 20)
    assert found["expected_count"] == pytest.approx(1000 * 45 / 8000 + 3000 * 15 / 8000)
    assert found["variance"] == pytest.approx((1 / 8) ** 2 * 45 + (3 / 8) ** 2 * 15)
    assert found["fewer"] == pytest.approx(20 - 11.25)
    assert found["low"] < found["fewer"] < found["high"]


def test_peers_of_similar_activity_are_taken_at_one_rate() -> None:
    country()

    found = of_group(what_if.at_rate_of_peers(PM_OFFICE, AS_OF, region=OWN), "similar")

    assert (found["region_count"], found["expected_count"]) == (4, pytest.approx(4000 * 60 / 16000))
    assert what_if.similar_regions(PM_OFFICE, AS_OF, region=OWN)["region_code"].tolist() == list(OTHERS)


def test_the_better_half_is_chosen_by_the_year_before_and_holds_at_least_three() -> None:
    country()
    assert "better_half" not in set(what_if.at_rate_of_peers(PM_OFFICE, AS_OF, region=OWN)["peer_group"])  # two of four

    for code, before in (("23", 5), ("27", 45)):
        region(code, {"B": 4000}, {"B": 1}, injured_before=before)
    found = of_group(what_if.at_rate_of_peers(PM_OFFICE, AS_OF, region=OWN), "better_half")

    assert (found["region_count"], found["peer_events"]) == (3, 24 + 16 + 1)  # regions 19, 15 and 23


def test_two_peers_are_too_few_to_be_pooled() -> None:
    region(OWN, {"B": 1000}, {"B": 5})
    for code in OTHERS[:2]:
        region(code, {"B": 1000}, {"B": 5})
    rows.accident(date(2024, 1, 1))
    assert what_if.at_rate_of_peers(PM_OFFICE, AS_OF, region=OWN).empty

    region(OTHERS[2], {"B": 1000}, {"B": 5})
    assert set(what_if.at_rate_of_peers(PM_OFFICE, AS_OF, region=OWN)["peer_group"]) == {"similar", "national"}


def test_an_akimat_reads_the_same_peers_as_the_country_and_nothing_of_another_region() -> None:
    country()

    own, nationwide = (what_if.at_rate_of_peers(viewer, AS_OF, region=OWN) for viewer in (KARAGANDA, PM_OFFICE))

    assert own.equals(nationwide)
    assert not own.empty
    assert what_if.at_rate_of_peers(MANGYSTAU, AS_OF, region=OWN).empty
    assert what_if.similar_regions(MANGYSTAU, AS_OF, region=OWN).empty


def test_only_what_was_known_on_the_day_counts() -> None:
    country()
    rows.accident(date(2026, 2, 2), "10", injured_count=100, known_on=date(2026, 11, 1))

    assert of_group(what_if.at_rate_of_peers(PM_OFFICE, AS_OF, region=OWN), "national")["peer_events"] == 60
    assert of_group(what_if.at_rate_of_peers(PM_OFFICE, date(2026, 11, 1), region=OWN), "national")["peer_events"] == 160


def test_the_intervals_agree_with_their_exact_forms_at_the_edges() -> None:
    low, high = what_if.weighted_interval(20, 20 * 0.5**2 * 2, 40)  # one weight of a half: the exact interval of 40, halved
    assert (low, high) == (pytest.approx(28.58 / 2, abs=0.005), pytest.approx(54.47 / 2, abs=0.005))
    assert what_if.weighted_interval(0, 0, 0) == (0, 0)

    low, high = what_if.difference(10, 0, 0, 0)
    assert (low, high) == (pytest.approx(4.80, abs=0.005), pytest.approx(18.39, abs=0.005))  # nothing but the own count is uncertain


def shifted(viewer: object = PM_OFFICE, moved_days: int = 2) -> DataFrame:
    return what_if.days_shifted(viewer, rows.DAY, law=SAFETY, from_region="47", to_region=OWN, moved_days=moved_days)  # type: ignore[arg-type]


def places_to_visit() -> None:
    """Two places in each region, and four inspector-days spent in Mangystau and two in Karaganda in the year, on other places."""
    for code, days in (("47", 4), (OWN, 2)):
        visited = low_degree(region_code=code, point=STEPPE)
        rows.inspection(visited, date(2026, 10, 1), code, inspector_days=days)
    places = [low_degree(region_code=code, point=STEPPE) for code in ("47", "47", OWN, OWN)]
    expect(dict(zip(places, (0.02, 0.01, 0.5, 0.3), strict=True)))


def test_days_moved_reach_what_the_plan_of_visits_says_of_the_same_days() -> None:
    places_to_visit()

    found = shifted()

    assert found["inspector_days"].tolist() == [4, 2, 2, 4]
    assert found["visit_count"].tolist() == [2, 1, 1, 2]
    assert found["harm"].tolist() == pytest.approx([0.03, 0.02, 0.5, 0.8])
    for row in found.to_dict("records"):
        plan = visits.planned(PM_OFFICE, rows.DAY, law=SAFETY, inspector_days=int(row["inspector_days"]), region=row["region_code"])
        assert plan.plans.set_index("by")["harm"]["harm"] == pytest.approx(row["harm"])


def test_no_more_is_moved_than_there_is() -> None:
    places_to_visit()

    assert shifted(moved_days=9)["inspector_days"].tolist() == [4, 0, 2, 6]


def test_an_akimat_reads_what_days_from_elsewhere_would_bring_to_its_own_region() -> None:
    places_to_visit()

    found = shifted(KARAGANDA)

    assert found["region_code"].tolist() == [OWN, OWN]
    assert found["harm"].tolist() == pytest.approx([0.5, 0.8])
    assert shifted(MANGYSTAU)["region_code"].tolist() == ["47", "47"]
