"""The list of leads: who stands on it and where, what it stands on, where to go, and who may read it."""

from datetime import date, timedelta

import pytest
from pandas import isna
from sqlalchemy import text

from queries import concealment
from queries.db import reading_as
from queries.viewer import Viewer
from tests import rows
from tests.admission_rows import admission, employer
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")

AS_OF = date(2026, 10, 31)
DAY = date(2026, 6, 15)
TWO_DAYS = timedelta(days=2)


def late_reports(bin_number: str, count: int, region: str = "35", **given: object) -> None:
    for number in range(count):
        happened_on = DAY + timedelta(days=20 * number)
        rows.accident(happened_on, region, bin=bin_number, known_on=happened_on + TWO_DAYS, **given)


def test_a_lead_is_an_admission_or_two_late_reports_and_most_unaccounted_for_come_first() -> None:
    one, two, late, once = (employer() for _ in range(4))
    admission(DAY, one)
    admission(DAY, two)
    admission(DAY, two)
    late_reports(late, 2)
    late_reports(once, 1)

    found = concealment.leads(PM_OFFICE, AS_OF)

    told = found[["place", "bin", "unaccounted_count", "without_accident_count", "late_count"]].values.tolist()
    assert told == [[1, two, 2, 2, 0], [2, one, 1, 1, 0], [3, late, 0, 0, 2]]


def test_an_admission_registered_after_the_ten_days_is_a_lead_but_accounted_for() -> None:
    bin_number = employer()
    admission(DAY, bin_number)
    rows.accident(DAY, bin=bin_number, known_on=DAY + timedelta(days=11))

    (lead,) = concealment.leads(PM_OFFICE, AS_OF).to_dict("records")
    shown = concealment.evidence(PM_OFFICE, AS_OF, bin=bin_number, region="35")

    assert (lead["without_accident_count"], lead["never_registered_count"], lead["unaccounted_count"]) == (1, 0, 0)
    assert shown["kind"].tolist() == ["admission", "late_report"]
    assert shown["registered_on"].tolist() == [date(2026, 6, 26)] * 2
    assert shown["days_late"].tolist()[1] == 10


def test_of_a_past_day_only_what_was_known_then_speaks() -> None:
    bin_number = employer()
    admission(DAY, bin_number, known_on=date(2026, 7, 10))

    assert concealment.leads(PM_OFFICE, date(2026, 7, 9)).empty
    assert len(concealment.leads(PM_OFFICE, date(2026, 7, 10))) == 1
    assert concealment.leads(PM_OFFICE, date(2027, 6, 15)).empty  # no longer of the year


def test_the_place_to_go_is_where_the_late_report_came_from_else_the_largest_still_open() -> None:
    hiding, late = employer(), employer()
    rows.facility(bin=hiding, employee_count=10)
    largest = rows.facility(bin=hiding, employee_count=20)
    rows.facility(bin=hiding, employee_count=90, decommissioned_on=AS_OF)
    rows.facility(bin=hiding, employee_count=90, known_on=AS_OF + timedelta(days=1))
    rows.facility("47", bin=hiding, employee_count=90)
    rows.facility(bin=late, employee_count=20)
    scene = rows.facility(bin=late, employee_count=10)
    admission(DAY, hiding)
    late_reports(late, 2, facility_id=scene)

    found = concealment.leads(PM_OFFICE, AS_OF).set_index("bin")

    assert found.loc[[hiding, late], "facility_id"].tolist() == [largest, scene]
    assert found.loc[[hiding, late], "facility_count"].tolist() == [2, 2]


def test_an_akimat_reads_the_leads_and_the_evidence_of_its_own_region_only() -> None:
    both, foreign = employer("35"), employer("47")
    for bin_number, region in ((both, "35"), (both, "47"), (foreign, "47")):
        admission(DAY - timedelta(days=1), bin_number, region)
    late_reports(both, 2, "47")

    own = concealment.leads(KARAGANDA, AS_OF)

    assert own[["bin", "region_code", "without_accident_count", "late_count"]].values.tolist() == [[both, "35", 1, 0]]
    assert len(concealment.leads(PM_OFFICE, AS_OF)) == 3
    assert concealment.evidence(KARAGANDA, AS_OF, bin=both, region="47").empty
    for viewer, region, counts in ((PM_OFFICE, "47", (2, 2)), (PM_OFFICE, "35", (1, 0)), (KARAGANDA, "47", (0, 0))):
        asked = {"by": "activity", "region": region}
        admitted, late = concealment.admissions(viewer, AS_OF, **asked), concealment.late_reports(viewer, AS_OF, **asked)
        assert (admitted["admission_count"].iloc[0], late["late_count"].iloc[0]) == counts
    assert len(concealment.evidence(MANGYSTAU, AS_OF, bin=both, region="47")) == 3


def test_an_employer_the_viewer_may_not_see_stands_there_by_its_number() -> None:
    foreign = employer("47")
    admission(DAY, foreign, "35")

    (lead,) = concealment.leads(KARAGANDA, AS_OF).to_dict("records")

    assert lead["bin"] == foreign
    assert isna(lead["name_en"])


def test_what_sees_the_whole_country_lets_an_akimat_read_nobody_else_s_rows() -> None:
    foreign = employer("47", employee_count=900)
    admission(DAY, foreign, "47")
    for region in ("10", "11", "15", "19"):
        rows.employment(region, date(2024, 3, 1), 1000)
        rows.accident(date(2023, 11, 1), region, injured_count=10)
    functions = (
        "admissions_between('2025-11-01', '2026-10-31', '2026-10-31')",
        "large_employers_between('2023-11-01', '2026-10-31', '2026-10-31')",
        "peers_between('10', '2024-01-01', '2026-10-31', '2026-10-31')",
    )

    def counts(viewer: Viewer) -> list[int]:
        with reading_as(viewer) as connection:
            return [connection.execute(text(f"SELECT count(*) FROM {each}")).scalar_one() for each in functions]  # noqa: S608

    assert counts(KARAGANDA) == [0, 0, 0]
    assert counts(PM_OFFICE) == [1, 1, 4]
