"""Indicators of coverage, control and severity: what counts in each, on both sides of its limits."""

from datetime import date, timedelta
from math import isnan

import pytest
from psycopg2.errors import CheckViolation

from queries import injuries
from tests import rows
from tests.indicator_rows import AS_OF, of_period
from tests.viewers import PM_OFFICE

pytestmark = pytest.mark.usefixtures("register_since_2024")

RATE = "injury_rate_per_1000_employees"
MARCH, APRIL, MAY = (date(2026, month, 1) for month in (3, 4, 5))


def demonstration_bin(eleven_digits: str) -> str:
    """A BIN that fails its control digit, as those of the demonstration do."""
    digit = rows.run("SELECT bin_control_digit(%s)", eleven_digits)[0][0]
    return f"{eleven_digits}{1 if digit == 0 else 0}"


@pytest.mark.parametrize(
    ("indicator", "kind"), [("insurance_coverage_pct", "accident_insurance"), ("risk_assessment_coverage_pct", "risk_assessment")]
)
def test_a_state_is_that_of_the_last_month_and_a_share_has_its_base(indicator: str, kind: str) -> None:
    for number in range(6):
        bin_code = demonstration_bin(f"9901400046{number}")
        rows.insert("employer", bin=bin_code, name_kk="a", name_ru="a", name_en="a", activity_code="B", region_code="35",
                    known_on=date(2020, 1, 1), **rows.origin("demo"))  # fmt: skip
        facility_id = rows.facility("35", bin=bin_code)
        if number < 3:
            rows.insert("permit", facility_id=facility_id, region_code="35", kind_code=kind, number="1", known_on=MARCH,
                        valid_from=MARCH, valid_to=date(2026, 4, 29) + timedelta(days=number), **rows.origin("demo"))  # fmt: skip

    covered = of_period(indicator, MARCH, APRIL)

    assert (covered["35"]["numerator"], covered["35"]["denominator"]) == (2, 6)  # one ended the day before the month did
    assert covered["35"]["value"] == pytest.approx(100 / 3)
    assert of_period(indicator, MARCH, MARCH)["35"]["value"] == 50
    assert isnan(of_period(indicator, date(2026, 2, 1), date(2026, 2, 1))["35"]["value"])  # no permit was known yet


def test_workers_in_harmful_conditions_are_those_of_the_last_attestation_of_each_facility() -> None:
    first, second = rows.facility(), rows.facility(decommissioned_on=date(2026, 4, 30))
    for facility_id, valid_from, workers, harmful in ((first, MARCH, 100, 50), (first, date(2026, 4, 10), 80, 10), (second, MARCH, 20, 20)):
        rows.insert("permit", facility_id=facility_id, region_code="35", kind_code="attestation", number="1", valid_from=valid_from,
                    valid_to=date(2031, 3, 31), known_on=valid_from, worker_count=workers, harmful_worker_count=harmful,
                    **rows.origin())  # fmt: skip

    march, april = (of_period("worker_in_harmful_conditions_share_pct", month, month)["35"] for month in (MARCH, APRIL))

    assert (march["numerator"], march["denominator"]) == (70, 120)
    assert (april["numerator"], april["denominator"], april["value"]) == (10, 80, 12.5)  # attested anew; closed on the last day


def test_control_counts_inspections_their_days_and_what_fell_due() -> None:
    facility_id = rows.facility()
    inspection_id = rows.inspection(facility_id, date(2026, 3, 5), inspector_days=10)
    for number in range(8):
        rows.violation(facility_id, inspection_id, date(2026, 3, 5))
        done_on = date(2026, 4, 20 if number < 6 else 21)
        rows.prescription(
            facility_id, inspection_id, date(2026, 3, 5), date(2026, 4, 20), fulfilled_on=done_on, fulfilment_known_on=done_on
        )

    assert of_period("inspection_count", MARCH, APRIL)["35"]["value"] == 1
    assert of_period("violations_per_inspector_day", MARCH, MARCH)["35"]["value"] == 0.8
    in_time = of_period("prescriptions_in_time_pct", APRIL, APRIL)["35"]
    assert (in_time["numerator"], in_time["denominator"], in_time["value"]) == (6, 8, 75)
    assert in_time["low"] < 75 < in_time["high"]
    assert isnan(of_period("inspection_count", date(2026, 2, 1), date(2026, 2, 1))["35"]["value"])  # before the first inspection


def test_severity_is_that_of_the_persons_recorded() -> None:
    accident_id = rows.accident(date(2026, 3, 3), injured_count=6, killed_count=1)
    for number, severity in enumerate(["fatal", "severe", "severe", "light", "light"], start=1):
        rows.insert("casualty", accident_id=accident_id, casualty_no=number, region_code="35", severity=severity, sex="male",
                    age_band="25_34", occupation_group="labourer")  # fmt: skip

    assert of_period("severe_share_pct", MARCH, MARCH)["35"]["value"] == 60  # of five; the sixth is not recorded
    assert of_period("severely_injured_count", MARCH, MARCH)["35"]["value"] == 2
    assert of_period("group_accident_count", MARCH, MARCH)["35"]["value"] == 1
    assert isnan(of_period("injured_per_death", MARCH, MARCH)["35"]["value"])  # one death: counts only


def test_severity_in_days_is_of_leaves_closed_in_the_months_and_never_of_the_killed() -> None:
    accident_id = rows.accident(date(2026, 2, 3), injured_count=9, killed_count=1)
    before, after = (7, date(2026, 2, 28)), (99, date(2026, 4, 1))  # the day before the month and the day after
    closed = [None, before, (10, MARCH), (20, MARCH), (30, MARCH), (0, date(2026, 3, 31)), (15, date(2026, 3, 31)), after]
    for number, leave in enumerate(closed, start=1):
        days, known_on = leave or (None, None)
        rows.insert("casualty", accident_id=accident_id, casualty_no=number, region_code="35", severity="severe" if leave else "fatal",
                    sex="male", age_band="25_34", occupation_group="labourer", lost_day_count=days,
                    lost_days_known_on=known_on)  # fmt: skip

    per_person, days = (of_period(code, MARCH, MARCH)["35"] for code in ("lost_days_per_injured", "lost_day_count"))
    behind = injuries.accidents(PM_OFFICE, AS_OF, first_month=MARCH, last_month=MARCH, kind="leave").iloc[0]

    assert (per_person["numerator"], per_person["denominator"], per_person["value"]) == (75, 5, 15)
    assert days["value"] == 75
    assert behind[["lost_day_count", "lost_day_total", "leave_total", "recorded_total", "severe_total"]].tolist() == [75, 75, 5, 8, 7]
    assert injuries.accidents(PM_OFFICE, AS_OF, first_month=MARCH, last_month=MARCH).empty  # it happened in February
    all_closed = injuries.accidents(PM_OFFICE, date(2026, 3, 31), first_month=date(2026, 2, 1), last_month=date(2026, 2, 1)).iloc[0]
    assert all_closed[["lost_day_count", "leave_total"]].tolist() == [82, 6]  # as known on the day


@pytest.mark.parametrize(
    ("severity", "days", "known_on"), [("fatal", 5, MARCH), ("light", -1, MARCH), ("light", 5, None), ("light", None, MARCH)]
)
def test_days_lost_are_refused_of_the_killed_below_nought_and_without_their_day(
    severity: str, days: int | None, known_on: date | None
) -> None:
    accident_id = rows.accident(date(2026, 3, 3))

    with pytest.raises(CheckViolation):
        rows.insert("casualty", accident_id=accident_id, casualty_no=1, region_code="35", severity=severity, sex="male", age_band="25_34",
                    occupation_group="labourer", lost_day_count=days, lost_days_known_on=known_on)  # fmt: skip
