"""Changes everything that the register learned of after a day: what looks ahead gives itself away."""

from datetime import date

from tests import rows

LATE_VIOLATIONS = """
    INSERT INTO violation (facility_id, inspection_id, region_code, severity, found_on, known_on, source_code, batch_id)
    SELECT facility_id, inspection_id, region_code, 'gross', inspected_on, CAST(%s AS date) + 1, source_code, batch_id
    FROM inspection WHERE inspected_on <= %s
"""
LATE_ACCIDENTS = """
    INSERT INTO accident (facility_id, region_code, activity_code, occurred_at, cause_code, is_group, killed_count, injured_count, known_on,
                          source_code, batch_id)
    SELECT facility_id, region_code, 'B', CAST(%s AS date) - interval '12 hours', 'other', false, 1, 1, CAST(%s AS date) + 1,
        source_code, batch_id
    FROM facility WHERE known_on <= %s AND facility_id %% 5 = 0
"""


def shuffle_what_was_learned_later(day: date) -> None:
    """Takes away, turns round and adds rows that the register learned of only after the day."""
    for statement in (
        "UPDATE violation SET fixed_on = NULL, fix_known_on = NULL WHERE fix_known_on > %s",
        "UPDATE prescription SET fulfilled_on = NULL, verified_on = NULL, fulfilment_known_on = NULL WHERE fulfilment_known_on > %s",
        "UPDATE violation SET severity = CASE severity WHEN 'gross' THEN 'minor' ELSE 'gross' END::severity WHERE known_on > %s",
        "UPDATE accident SET killed_count = injured_count WHERE known_on > %s",
        "DELETE FROM health_admission WHERE known_on > %s OR accident_id IN (SELECT accident_id FROM accident WHERE known_on > %s)",
        "DELETE FROM casualty WHERE accident_id IN (SELECT accident_id FROM accident WHERE known_on > %s)",
        "DELETE FROM accident WHERE known_on > %s AND accident_id %% 2 = 0",
        "DELETE FROM permit WHERE known_on > %s",
        "DELETE FROM device WHERE known_on > %s",
    ):
        rows.run(statement, *[day] * statement.count("%s"))
    rows.run(LATE_VIOLATIONS, day, day)
    rows.run(LATE_ACCIDENTS, day, day, day)
