-- Facilities of high degree under industrial safety and the people working there, by region and in total (region_code null):
-- on the last scoring on or before :as_of, a year before, and those that came in and left since the scoring before the last.
WITH runs AS (
    SELECT (SELECT max(scored_on) FROM risk_run WHERE scored_on <= CAST(:as_of AS date)) AS scored_on,
        (SELECT max(scored_on) FROM risk_run WHERE scored_on <= CAST(:as_of AS date) - interval '1 year') AS scored_on_before
),
all_runs AS (
    SELECT scored_on, scored_on_before,
        (SELECT max(p.scored_on) FROM risk_run p WHERE p.scored_on < r.scored_on) AS previous_scored_on
    FROM runs r
),
ever_high AS (
    SELECT s.facility_id, s.region_code,
        bool_or(r.scored_on >= s.valid_from AND r.scored_on < s.valid_to) AS is_high,
        bool_or(r.scored_on_before >= s.valid_from AND r.scored_on_before < s.valid_to) AS was_high_before,
        bool_or(r.previous_scored_on >= s.valid_from AND r.previous_scored_on < s.valid_to) AS was_high
    FROM risk_score s CROSS JOIN all_runs r
    WHERE s.safety_degree = 'high' AND s.valid_from <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region)
    GROUP BY s.facility_id, s.region_code
),
counted AS (
    SELECT e.region_code, grouping(e.region_code) = 1 AS is_total,
        count(*) FILTER (WHERE is_high) AS high_count,
        coalesce(sum(f.employee_count) FILTER (WHERE is_high), 0) AS worker_count,
        count(*) FILTER (WHERE is_high AND f.employee_count IS NULL) AS without_workers_count,
        count(*) FILTER (WHERE was_high_before) AS high_count_before,
        coalesce(sum(f.employee_count) FILTER (WHERE was_high_before), 0) AS worker_count_before,
        count(*) FILTER (WHERE is_high AND NOT was_high) AS entered_count,
        count(*) FILTER (WHERE was_high AND NOT is_high) AS left_count
    FROM ever_high e JOIN facility f USING (facility_id)
    GROUP BY GROUPING SETS ((e.region_code), ())
),
every_place AS (
    SELECT region_code, false AS is_total FROM region
    WHERE CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region
    UNION ALL SELECT NULL, true
)
SELECT p.region_code, r.scored_on, r.scored_on_before, r.previous_scored_on,
    (rule_on('industrial_safety', r.scored_on)).regime = (rule_on('industrial_safety', r.scored_on_before)).regime AS is_comparable,
    CASE WHEN r.scored_on IS NOT NULL THEN coalesce(c.high_count, 0) END AS high_count,
    CASE WHEN r.scored_on IS NOT NULL THEN coalesce(c.worker_count, 0) END AS worker_count,
    CASE WHEN r.scored_on IS NOT NULL THEN coalesce(c.without_workers_count, 0) END AS without_workers_count,
    CASE WHEN r.scored_on_before IS NOT NULL THEN coalesce(c.high_count_before, 0) END AS high_count_before,
    CASE WHEN r.scored_on_before IS NOT NULL THEN coalesce(c.worker_count_before, 0) END AS worker_count_before,
    CASE WHEN r.previous_scored_on IS NOT NULL THEN coalesce(c.entered_count, 0) END AS entered_count,
    CASE WHEN r.previous_scored_on IS NOT NULL THEN coalesce(c.left_count, 0) END AS left_count
FROM every_place p
CROSS JOIN all_runs r
LEFT JOIN counted c ON c.is_total = p.is_total AND c.region_code IS NOT DISTINCT FROM p.region_code
ORDER BY p.is_total DESC, p.region_code
