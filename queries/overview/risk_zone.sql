-- Facilities of high degree under industrial safety and the people working there, by region and in total (region_code null), as counted
-- by the scoring: on the last one on or before :as_of, a year before, and those that came in and left since the last scoring of an
-- earlier month, where the same rule set the degree then.
WITH runs AS (
    SELECT (SELECT max(scored_on) FROM risk_run WHERE scored_on <= CAST(:as_of AS date)) AS scored_on,
        (SELECT max(scored_on) FROM risk_run WHERE scored_on <= CAST(:as_of AS date) - interval '1 year') AS scored_on_before
),
every_place AS (  -- risk_flow keeps the whole country under an empty region; of one region the whole is itself
    SELECT region_code, region_code AS place FROM region
    WHERE CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region
    UNION ALL SELECT NULL, coalesce(CAST(:viewer_region AS text), '')
)
SELECT p.region_code, r.scored_on, r.scored_on_before, n.since AS previous_scored_on,
    (rule_on('industrial_safety', r.scored_on)).regime = (rule_on('industrial_safety', r.scored_on_before)).regime AS is_comparable,
    n.facility_count AS high_count, n.worker_count, n.without_workers_count,
    b.facility_count AS high_count_before,
    CASE WHEN f.is_same_rule THEN n.entered_facility_count END AS entered_count,
    CASE WHEN f.is_same_rule THEN n.left_facility_count END AS left_count
FROM every_place p
CROSS JOIN runs r
LEFT JOIN risk_flow n ON n.law = 'industrial_safety' AND n.scored_on = r.scored_on AND n.region_code = p.place
LEFT JOIN risk_flow b ON b.law = 'industrial_safety' AND b.scored_on = r.scored_on_before AND b.region_code = p.place
CROSS JOIN LATERAL (
    SELECT (rule_on('industrial_safety', r.scored_on)).version = (rule_on('industrial_safety', n.since)).version AS is_same_rule) AS f
ORDER BY p.region_code NULLS FIRST
