"""A small model of the predicted probability, written by hand, so that a test can add it up, and what must hold of every one."""

from datetime import date
from decimal import Decimal
from typing import Any

from data.risk_model.features import MORE_IS_NEVER_SAFER
from tests import rows

BASE = Decimal("-3.000")
STEPS = {
    "gross_open_count": {"-Infinity": "0", "1": "0.4", "3": "0.9"},
    "overdue_prescription_count": {"-Infinity": "0", "1": "0.3"},
    "worker_count": {"-Infinity": "0", "50": "0.5", "NaN": "0.125"},
    "facility_age_years": {"-Infinity": "-0.1", "10": "0.1", "30": "0.2"},
    "is_never_inspected": {"-Infinity": "0", "1": "0.05"},
}
GROUPS = {("region_code", "35"): "0.25", ("hazard_type_code", "boiler"): "-0.15", ("activity_code", "B"): "0.6"}
ADDED_UP = """
    WITH summed AS (
        SELECT s.*, coalesce((SELECT sum(CAST(c ->> 'log_odds' AS numeric)) FROM jsonb_array_elements(s.contributions) c), 0) AS log_odds
        FROM risk_score s
    )
    SELECT count(*), count(*) FILTER (
        WHERE probability = 'NaN' OR abs(probability - 1 / (1 + exp(-CAST(m.base_log_odds + s.log_odds AS float8)))) > 1e-12
    )
    FROM summed s JOIN risk_model m USING (model_version)
"""
FALLING = """
    WITH followed AS (
        SELECT feature, log_odds, lag(log_odds) OVER (PARTITION BY feature ORDER BY at_least) AS before
        FROM risk_model_step WHERE at_least <> 'NaN'
    )
    SELECT feature FROM followed WHERE log_odds < before AND feature = ANY(%s)
"""
ONE_MORE_GROSS_VIOLATION_AT_EVERY_LAST_INSPECTION = """
    INSERT INTO violation (facility_id, inspection_id, region_code, severity, found_on, known_on, source_code, batch_id)
    SELECT DISTINCT ON (facility_id) facility_id, inspection_id, region_code, 'gross', inspected_on, known_on, source_code, batch_id
    FROM inspection WHERE known_on <= %s
    ORDER BY facility_id, inspected_on DESC, inspection_id DESC
"""


def model(version: int = 1, known_through: date = date(2024, 12, 31), base: Decimal = BASE) -> None:
    """A version with the steps and groups above."""
    rows.insert(
        "risk_model", model_version=version, known_through=known_through, form="steps", outcome="has_accident_next_12_months",
        base_log_odds=base, first_origin=date(2022, 12, 31), last_origin=date(2023, 12, 31), row_count=100, event_count=5,
    )  # fmt: skip
    for feature, steps in STEPS.items():
        for at_least, log_odds in steps.items():
            rows.insert("risk_model_step", model_version=version, feature=feature, at_least=float(at_least), log_odds=Decimal(log_odds))
    for (feature, code), log_odds in GROUPS.items():
        rows.insert("risk_model_group", model_version=version, feature=feature, code=code, log_odds=Decimal(log_odds))


def probability(facility_id: int, day: date = rows.DAY) -> tuple[float, int, dict[str, tuple[Any, float]]] | None:
    """Probability, version and contributions by code of one facility, computed anew; None where there is no row."""
    found = rows.run("SELECT probability, model_version, contributions FROM probability_on(%s) WHERE facility_id = %s", day, facility_id)
    if not found:
        return None
    value, version, added = found[0]
    return value, version, {each["code"]: (each["value"], each["log_odds"]) for each in added}


def sums() -> tuple[int, int]:
    """Kept scores, and those of them that are not what their base and contributions add up to."""
    return rows.run(ADDED_UP)[0]


def falling() -> list[tuple[str]]:
    """Features of which more lowers the probability by some kept step, though it must not."""
    return rows.run(FALLING, list(MORE_IS_NEVER_SAFER))


def moved_by_one_more_gross_violation(day: date) -> tuple[int, int]:
    """Of all facilities those whose probability one more gross violation at the last inspection lowers, and those it raises."""
    told = "SELECT facility_id, probability FROM probability_on(%s)"
    before = dict(rows.run(told, day))
    rows.run(ONE_MORE_GROSS_VIOLATION_AT_EVERY_LAST_INSPECTION, day)
    after = dict(rows.run(told, day))
    return sum(after[each] < chance for each, chance in before.items()), sum(after[each] > chance for each, chance in before.items())
