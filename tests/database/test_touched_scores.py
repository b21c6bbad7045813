"""Scoring what was touched gives the same, row by row, as scoring every facility: whatever changed, on the same day or a later one."""

from contextlib import closing
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from psycopg2 import sql
from psycopg2.errors import CheckViolation

from data.database import nationwide_connection
from data.scoring import Scored, score_days
from tests import models, owner, rows

FIRST = date(2026, 10, 15)
KEPT = ("risk_score", "facility_alike", "facility_kind", "facility_cell", "facility_total", "risk_flow", "list_block", "measure_change")
RUNS = "SELECT scored_on, facility_count, changed_count, labour_rule_version, safety_rule_version FROM risk_run ORDER BY 1"
REGIONS, HAZARDS = ("35", "62"), ("boiler", "lifting", "blasting")
AGEING = (
    "years_since_inspection", "years_beyond_service_life", "lapsed_expertise_count", "gross_count_12_months",
    "gross_count_24_months_before", "accident_count_12_months", "killed_count_24_months_before", "expired_device_count", "is_insurance_gap",
)  # fmt: skip


class Register:
    """A register that changes at random, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.day = FIRST
        self.acts: dict[int, int] = {}
        self.bins = [f"85014{number:07d}" for number in (1, 2)]
        names = {f"name_{language}": "Owner" for language in ("kk", "ru", "en")}
        held = {"activity_code": "B", "region_code": "35", "employee_count": 20, "known_on": date(2020, 1, 1)}
        for bin_ in self.bins:
            rows.insert("employer", bin=bin_, **names, **held, **rows.origin("demo"))
        self.facilities: list[tuple[int, str]] = []
        for _ in range(40):
            self.facility()
        for _ in range(120):
            self.fact()

    def ago(self, most: int = 1200) -> date:
        return self.day - timedelta(days=self.random.randrange(most))

    def facility(self) -> None:
        region = self.random.choice(REGIONS)
        facility_id = rows.facility(
            region, hazard_type_code=self.random.choice(HAZARDS), known_on=self.ago(30), commissioned_on=self.ago(8000),
            bin=self.random.choice([*self.bins, None]), employee_count=self.random.choice([None, 10, 60, 300]),
            point=(73 + self.random.random(), 49.5), danger_radius_m=self.random.choice([None, 200, 900]),
        )  # fmt: skip
        self.facilities.append((facility_id, region))

    def fact(self) -> None:
        self.random.choice([self.inspected, self.inspected, self.accident, self.device, self.insured])(*self.random.choice(self.facilities))

    def inspected(self, facility_id: int, region: str) -> None:
        seen = self.ago()
        inspection_id = rows.inspection(facility_id, seen, region, known_on=seen + timedelta(days=self.random.choice([0, 0, 20])))
        for _ in range(self.random.randrange(3)):
            rows.violation(facility_id, inspection_id, seen, self.random.choice(["minor", "significant", "gross"]), region)
        if self.random.random() < 0.5:
            rows.prescription(facility_id, inspection_id, seen, seen + timedelta(days=self.random.randrange(90)), region)

    def accident(self, facility_id: int, region: str) -> None:
        rows.accident(self.ago(), region, 1, self.random.randrange(2), facility_id=facility_id)

    def device(self, facility_id: int, region: str) -> None:
        rows.device(facility_id, self.ago(9000), 20, region, known_on=self.ago(), expertise_valid_to=self.ago() + timedelta(days=600))

    def insured(self, facility_id: int, region: str) -> None:
        for kind in ("liability_insurance", "accident_insurance"):
            begins = self.ago(400)
            rows.insert(
                "permit", facility_id=facility_id, region_code=region, kind_code=kind, number="1", valid_from=begins, known_on=begins,
                valid_to=begins + timedelta(days=365), **rows.origin(),
            )  # fmt: skip

    def edited(self) -> None:
        facility_id = self.random.choice(self.facilities)[0]
        statement = self.random.choice([
            "UPDATE facility SET employee_count = 400 WHERE facility_id = %(facility)s",
            "UPDATE facility SET hazard_type_code = %(hazard)s WHERE facility_id = %(facility)s",
            "UPDATE facility SET decommissioned_on = %(day)s WHERE facility_id = %(facility)s",
            "UPDATE facility SET decommissioned_on = NULL WHERE facility_id = %(facility)s",
            "UPDATE facility SET is_declaration_required = NOT coalesce(is_declaration_required, false) WHERE facility_id = %(facility)s",
            "UPDATE facility SET geom = ST_Translate(geom, 0.3, 0) WHERE facility_id = %(facility)s",
            "UPDATE violation SET fixed_on = found_on, fix_known_on = %(day)s WHERE facility_id = %(facility)s",
            "UPDATE prescription SET fulfilled_on = issued_on, fulfilment_known_on = %(day)s WHERE facility_id = %(facility)s",
            "UPDATE device SET removed_on = %(day)s WHERE facility_id = %(facility)s",
            "UPDATE accident SET facility_id = NULL WHERE facility_id = %(facility)s",
            "DELETE FROM permit WHERE facility_id = %(facility)s",
            "UPDATE employer SET employee_count = employee_count + 150"
            " WHERE bin = (SELECT bin FROM facility WHERE facility_id = %(facility)s)",
        ])  # fmt: skip
        with owner.at_work() as cursor:
            cursor.execute(statement, {"facility": facility_id, "hazard": self.random.choice(HAZARDS), "day": self.day})

    def by_hand(self) -> None:
        facility_id = self.random.choice(self.facilities)[0]
        act = self.acts[facility_id] = self.acts.get(facility_id, 0) + 1
        withdrawn = act > 1 and self.random.random() < 0.5
        expires = None if withdrawn else self.day + timedelta(days=self.random.randrange(40))
        try:
            rows.override(facility_id, self.day, expires, None if withdrawn else self.random.choice(["high", "low"]), entry_no=act)
        except CheckViolation:  # nothing to withdraw
            self.acts[facility_id] -= 1

    def change(self) -> None:
        for _ in range(self.random.randrange(1, 4)):
            self.random.choice([self.fact, self.fact, self.edited, self.edited, self.by_hand, self.facility])()
        self.day += timedelta(days=self.random.choice([0, 0, 0, 1, 3, 16]))


def kept(cursor: Any) -> dict[str, list[tuple[Any, ...]]]:
    made = {}
    for table in KEPT:
        cursor.execute(sql.SQL("SELECT to_jsonb(t) FROM {} t ORDER BY CAST(to_jsonb(t) AS text)").format(sql.Identifier(table)))
        made[table] = cursor.fetchall()
    cursor.execute(RUNS)
    return made | {"risk_run": cursor.fetchall()}


def scored_and_checked(day: date) -> Scored:
    """Scores what was touched, and compares all that is kept with what scoring every facility keeps."""
    with closing(nationwide_connection()) as connection, connection.cursor() as cursor:
        made = score_days(connection, [day])[-1]
        connection.commit()
        cursor.execute("SELECT set_config('app.is_nationwide', 'on', true), set_config('app.sees_all_instructions', 'on', true)")
        incremental = kept(cursor)
        assert score_days(connection, [day], is_full=True)[-1].touched is None
        full = kept(cursor)
        connection.rollback()
    for table, held in full.items():
        assert incremental[table] == held, table
    return made


@pytest.mark.parametrize("seed", range(4))
def test_whatever_changed_the_same_rows_are_kept(database: str, seed: int) -> None:
    models.model()
    for feature in AGEING:
        for at_least, log_odds in (("-Infinity", 0), (1, 0.2), (2, 0.3), (3, 0.4)):
            rows.insert("risk_model_step", model_version=1, feature=feature, at_least=float(at_least), log_odds=log_odds)
    register = Register(seed)
    scored_and_checked(register.day)

    made = []
    for _ in range(12):
        register.change()
        made.append(scored_and_checked(register.day))

    assert sum(each.touched is not None for each in made) >= 6  # else nothing was tried


@pytest.mark.usefixtures("demo_database")
def test_ten_thousand_facilities_asked_for_are_answered_as_few_are() -> None:
    with closing(nationwide_connection()) as writer:
        score_days(writer, [FIRST - timedelta(days=30)], is_full=True)
        writer.commit()
    ids = [number for (number,) in rows.run("SELECT facility_id FROM facility ORDER BY facility_id")]
    half, of_nobody = ids[::2], list(range(10_000))

    answered = [
        rows.run("SELECT CAST(s AS text) FROM score_on(%s, CAST(%s AS bigint[])) s ORDER BY facility_id", FIRST, asked)
        for asked in (half, half + of_nobody, None)
    ]
    bounds = [rows.run("SELECT bounds_without(CAST(%s AS bigint[]), 'boiler')", asked) for asked in (half, half + of_nobody)]

    assert answered[0] == answered[1] != answered[2]
    assert 0 < len(answered[0]) < len(answered[2])
    assert bounds[0] == bounds[1]
