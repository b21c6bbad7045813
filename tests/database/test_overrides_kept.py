"""What is kept of acts on degrees: the trail, the ledger nobody changes, and caches that look again."""

from datetime import date

import psycopg2
import pytest

from queries import overrides
from tests import rows
from tests.database.test_overrides import REASON, in_force, set_today
from tests.viewers import KARAGANDA, MANGYSTAU, MINISTER


def test_every_act_stands_in_the_trail_with_what_was_before(database: str) -> None:
    place = rows.facility("35")
    set_today(MINISTER, place)
    overrides.withdraw(MINISTER, facility_id=place, law="labour", seen_no=1, reason="The declaration is registered")

    trail = rows.run("SELECT user_code, role, action, object, before ->> 'degree', after ->> 'reason' FROM audit_event ORDER BY audit_id")

    assert trail == [
        ("minister_of_labour", "minister", "set_degree_by_hand", f"{place} labour", None, REASON),
        ("minister_of_labour", "minister", "withdraw_degree_by_hand", f"{place} labour", "high", "The declaration is registered"),
    ]


@pytest.mark.parametrize(
    "statement", ["UPDATE degree_override SET reason = 'another reason'", "DELETE FROM degree_override", "TRUNCATE degree_override"]
)
def test_not_even_the_owner_changes_the_ledger(database: str, statement: str) -> None:
    rows.override(rows.facility("35"), date(2026, 3, 10), date(2026, 6, 10))

    with pytest.raises(psycopg2.errors.RaiseException, match="append only"):
        rows.run(statement)


def test_the_ledger_goes_with_a_facility_that_moves_to_another_region(database: str) -> None:
    place = rows.facility("35")
    rows.override(place, date(2026, 3, 10), date(2026, 6, 10))

    rows.run("UPDATE facility SET region_code = '47' WHERE facility_id = %s", place)

    assert in_force(date(2026, 4, 1), place, MANGYSTAU) == ["high"]
    assert in_force(date(2026, 4, 1), place, KARAGANDA) == []


def test_caches_look_again_after_an_act(database: str) -> None:
    before = rows.run("SELECT counter FROM data_version")

    set_today(MINISTER, rows.facility("35"))

    assert rows.run("SELECT counter FROM data_version") == [(before[0][0] + 1,)]
