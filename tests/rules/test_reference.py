"""The reference facts: three names, a source for every figure, only codes that exist."""

import json
import re
from datetime import date

import pytest

from tests.rules.reference_files import LANGUAGES, REFERENCE, codes, regions_by_code, rows

TABLES = sorted(path.name for path in REFERENCE.glob("*.csv"))


def test_every_file_is_described():
    described = (REFERENCE / "README.md").read_text(encoding="utf-8")
    files = [*REFERENCE.glob("*.*"), *REFERENCE.glob("basemap/*")]
    names = {path.relative_to(REFERENCE).as_posix() for path in files if path.name != "README.md"}
    assert [name for name in names if f"| {name} |" not in described] == []


@pytest.mark.parametrize("table", TABLES)
def test_a_name_stands_in_all_three_languages_or_in_none(table):
    for row in rows(table):
        for stem in {column.removesuffix("_en") for column in row if column.endswith("_en")}:
            assert len({bool(row[f"{stem}_{language}"]) for language in LANGUAGES}) == 1, (table, stem, row)


@pytest.mark.parametrize("table", TABLES)
def test_every_code_used_exists(table):
    known = {
        "region_code": {*regions_by_code(), ""},
        "body_code": codes("bodies.csv", "body_code"),
        "lead_body_code": codes("bodies.csv", "body_code"),
        "indicator_code": codes("indicators.csv", "indicator_code"),
        "series_code": codes("series.csv", "series_code"),
        "number": codes("instructions.csv", "number"),
    }
    for column in known.keys() & rows(table)[0].keys():
        assert codes(table, column) <= known[column]


def test_every_region_has_an_akimat_and_a_labour_inspectorate():
    for kind in ("akimat", "inspectorate"):
        theirs = [row["region_code"] for row in rows("bodies.csv") if row["kind"] == kind]
        assert sorted(theirs) == sorted(regions_by_code())


def test_hazard_types_add_up_to_the_published_total_and_mark_what_is_derived():
    types = rows("hazard_types.csv")
    assert sum(int(row["facility_count"]) for row in types) == 200_000
    for row in types:
        assert row["source_url"]
        assert (row["is_derived"] == "false") == (row["facility_count"] == row["facility_count_published"])
        assert bool(row["note"]) == (row["is_derived"] == "true")


def test_activities_are_21_sections_and_88_divisions():
    levels = [row["level"] for row in rows("activities.csv")]
    assert (levels.count("1"), levels.count("2")) == (21, 88)


@pytest.mark.parametrize("table", ["figures.csv", "targets.csv", "risk_rules.csv", "instructions.csv"])
def test_every_fact_names_its_source(table):
    assert all(row["source_url"].strip() for row in rows(table))


def test_a_figure_has_a_number_a_unit_and_a_period_and_stands_once():
    figures = rows("figures.csv")
    for row in figures:
        assert re.fullmatch(r"-?\d+(\.\d+)?", row["value"])
        assert row["unit"]
        assert date.fromisoformat(row["period_start"]) < date.fromisoformat(row["period_end"])
        assert row["is_derived"] == "false" or row["note"], "a derived figure says how"
    stands = [tuple(v for k, v in row.items() if k not in ("value", "note")) for row in figures]
    assert len(stands) == len(set(stands))


def test_only_the_official_end_points_of_a_target_are_not_interpolated():
    official = {(r["indicator_code"], r["year"]) for r in rows("targets.csv") if r["is_interpolated"] == "false"}
    assert official == {
        ("fatal_rate_per_1000_employees", "2024"),
        ("fatal_rate_per_1000_employees", "2030"),
        ("victims_per_death", "2024"),
        ("victims_per_death", "2030"),
        ("risk_assessment_coverage_pct", "2030"),
        ("insurance_coverage_pct", "2030"),
    }


def test_published_instructions_carry_no_outcome_and_no_deadline_before_their_day():
    for row in rows("instructions.csv"):
        assert not [column for column in row if re.search("state|outcome|done|report|decision", column)]
        assert row["issued_on"] <= row["known_on"]
        assert not row["due_on"] or row["issued_on"] < row["due_on"]
        assert bool(row["due_on"]) == bool(row["due_as_published"])


def test_the_rules_of_a_law_follow_each_other_and_their_weights_add_up_to_one():
    safety = [row for row in rows("risk_rules.csv") if row["law"] == "industrial_safety"]
    assert [(r["version"], r["regime"], r["valid_from"]) for r in safety] == [("1", "points", "2016-01-01"), ("2", "rule", "2026-01-01")]
    constants = json.loads(safety[0]["constants"])
    assert constants["significant_weight"] + constants["minor_weight"] == 1


def test_points_are_the_same_under_both_laws_for_a_facility_has_one_number_of_them():
    points = {law: json.loads(row["constants"]) for row in rows("risk_rules.csv") for law in [row["law"]] if row["regime"] == "points"}
    assert points["labour"] == points["industrial_safety"]
    weights = {law: [list(row.values())[1:] for row in rows("risk_indicators.csv") if row["law"] == law] for law in points}
    assert weights["labour"] == weights["industrial_safety"]


def test_every_indicator_belongs_to_a_rule_and_is_marked_as_our_assumption():
    rules = {(row["law"], row["version"]) for row in rows("risk_rules.csv")}
    assert {(row["law"], row["version"]) for row in rows("risk_indicators.csv")} <= rules
    assert {row["is_assumption"] for row in rows("risk_indicators.csv")} == {"true"}
