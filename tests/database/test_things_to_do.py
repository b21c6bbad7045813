"""Which prescriptions and devices the things to do at a facility are about, as known on the day it was scored."""

from datetime import date, timedelta

from queries import passport
from tests import rows
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

DAY, LATER = rows.DAY, date(2026, 11, 22)
ISSUED = date(2026, 8, 1)


def told(facility_id: int, day: date = LATER) -> list[tuple[str, str, date]]:
    found = passport.things_to_do(PM_OFFICE, day, facility_id=facility_id)
    return list(found.itertuples(index=False, name=None))


def test_what_was_due_on_the_day_of_the_scoring_the_longest_first(database: str) -> None:
    boiler = rows.facility()
    visit = rows.inspection(boiler, ISSUED)
    rows.prescription(boiler, visit, ISSUED, DAY, number="due that day")
    rows.prescription(boiler, visit, ISSUED, DAY - timedelta(days=1), number="a day late")
    rows.prescription(boiler, visit, ISSUED, date(2026, 9, 1), number="late for weeks")
    rows.prescription(boiler, visit, ISSUED, date(2026, 9, 1), number="done", fulfilled_on=DAY, fulfilment_known_on=DAY)
    rows.prescription(boiler, visit, ISSUED, date(2026, 9, 1), number="done later", fulfilled_on=LATER, fulfilment_known_on=LATER)
    rows.score()

    assert told(boiler) == [
        ("fulfil_prescriptions", "late for weeks", date(2026, 9, 1)), ("fulfil_prescriptions", "done later", date(2026, 9, 1)),
        ("fulfil_prescriptions", "a day late", DAY - timedelta(days=1)),
    ]  # fmt: skip


def test_devices_beyond_their_service_life_or_with_a_lapsed_expertise(database: str) -> None:
    boiler = rows.facility()
    rows.device(boiler, date(2006, 10, 31), 20, kind_code="crane")  # its life ends on the day, and that is beyond
    rows.device(boiler, date(2006, 11, 1), 20, kind_code="lift")
    rows.device(boiler, date(2020, 1, 1), 20, kind_code="pump", expertise_valid_to=DAY - timedelta(days=1))
    rows.device(boiler, date(2020, 1, 1), 20, kind_code="tank", expertise_valid_to=DAY)  # its last day is a valid day
    rows.device(boiler, date(2000, 1, 1), 20, kind_code="hoist", removed_on=DAY)
    rows.score()

    assert told(boiler) == [("renew_expertise", "pump", DAY - timedelta(days=1)), ("replace_devices", "crane", DAY)]


def test_nothing_before_the_first_scoring_and_nothing_for_another_region(database: str) -> None:
    boiler = rows.facility()
    rows.device(boiler, date(2000, 1, 1), 20)
    rows.score()

    assert told(boiler, DAY - timedelta(days=1)) == []
    assert len(passport.things_to_do(KARAGANDA, DAY, facility_id=boiler)) == 1
    assert passport.things_to_do(MANGYSTAU, DAY, facility_id=boiler).empty
