"""What a proposed rule would do to the degrees is told by the same SQL that scores, and nothing is written."""

import json
from datetime import date
from typing import Any

from queries import administration
from tests import rows
from tests.viewers import MINISTER

SCORED = date(2026, 10, 31)


def proposed(**given: Any) -> dict[str, str]:
    """The rule of labour law as JSON, with other constants."""
    versions = administration.rule_versions(MINISTER, SCORED).to_dict("records")
    base = next(row for row in versions if row["law"] == "labour")
    return {"constants": json.dumps(base["constants"] | given), "indicators": json.dumps(base["indicators"])}


def moved(**given: Any) -> list[tuple[str, str, int]]:
    """Degree before, degree after and facilities in the whole country."""
    told = administration.degrees_if(MINISTER, SCORED, law="labour", **proposed(**given))
    country = told[told["region_code"].isna()]
    return sorted(country[["degree_before", "degree_after", "facility_count"]].itertuples(index=False, name=None))


def overdue_boiler(region_code: str) -> int:
    """A boiler with 10 points: one prescription overdue."""
    boiler = rows.facility(region_code)
    visit = rows.inspection(boiler, date(2026, 8, 1), region_code)
    rows.prescription(boiler, visit, date(2026, 8, 1), date(2026, 9, 1), region_code)
    return boiler


def test_the_preview_writes_nothing_and_tells_each_region(database: str) -> None:
    boiler = overdue_boiler("35")
    overdue_boiler("47")
    rows.facility("47")
    rows.score(SCORED)

    assert moved(medium_from=10) == [("low", "medium", 2), ("unknown", "unknown", 1)]

    told = administration.degrees_if(MINISTER, SCORED, law="labour", **proposed(medium_from=10))
    assert told[told["region_code"] == "35"]["facility_count"].tolist() == [1]
    assert rows.run("SELECT labour_degree FROM risk_score WHERE facility_id = %s", boiler) == [("low",)]
    assert rows.run("SELECT count(*) FROM risk_rule WHERE law = 'labour'") == [(1,)]


def test_the_preview_says_what_scoring_does(database: str) -> None:
    for _ in range(3):
        overdue_boiler("35")
    rows.score(SCORED)
    told = moved(medium_from=10)
    constants = json.loads(proposed(medium_from=10)["constants"])
    indicators = json.loads(proposed()["indicators"])
    first_day = date(2026, 11, 1)
    given = {"base_version": 1, "valid_from": first_day, "reason": "Order No. 5"}
    administration.change_rule(MINISTER, law="labour", constants=constants, indicators=indicators, **given)

    rows.score(first_day)

    assert told == [("low", "medium", 3)]
    assert rows.run("SELECT labour_degree, count(*) FROM risk_score WHERE valid_to = 'infinity' GROUP BY 1") == [("medium", 3)]


def test_before_the_first_scoring_there_is_nothing_to_compare(database: str) -> None:
    overdue_boiler("35")

    assert moved(medium_from=10) == []


def test_under_the_rule_in_force_no_degree_changes_also_where_one_is_set_by_hand(demo_database: str) -> None:
    assert rows.run("SELECT count(*) > 0 FROM set_by_hand_on(%s)", SCORED) == [(True,)]

    assert [row for row in moved() if row[0] != row[1]] == []


def test_a_checklist_without_requirements_is_told_as_none(database: str) -> None:
    texts = {"article": "1", "text_kk": "a", "text_ru": "a", "text_en": "a", "source_code": "upload"}
    rows.insert("checklist_requirement", requirement_id=1, hazard_type_code="boiler", severity="minor", **texts)

    counts = administration.checklists(MINISTER, SCORED).set_index("hazard_type_code")[["gross_count", "significant_count", "minor_count"]]

    assert counts.loc["boiler"].tolist() == [0, 0, 1]
    assert counts.loc["lifting"].tolist() == [0, 0, 0]
    assert len(counts) == 13
