-- Facilities of high degree under industrial safety and the people working there, by region and in total (region_code null), as counted
-- by the scoring: on the last one on or before :as_of, a year before, and those that came in and left since the one before the last.
WITH runs AS (
    SELECT (SELECT max(scored_on) FROM risk_run WHERE scored_on <= CAST(:as_of AS date)) AS scored_on,
        (SELECT max(scored_on) FROM risk_run WHERE scored_on <= CAST(:as_of AS date) - interval '1 year') AS scored_on_before
),
all_runs AS (
    SELECT scored_on, scored_on_before,
        (SELECT max(p.scored_on) FROM risk_run p WHERE p.scored_on < r.scored_on) AS previous_scored_on
    FROM runs r
),
every_place AS (
    SELECT region_code, false AS is_total FROM region
    WHERE CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region
    UNION ALL SELECT NULL, true
),
counted AS (
    SELECT z.scored_on, z.region_code, grouping(z.region_code) = 1 AS is_total, sum(high_count) AS high_count, sum(worker_count) AS worker_count,
        sum(without_workers_count) AS without_workers_count, sum(entered_count) AS entered_count, sum(left_count) AS left_count
    FROM risk_zone z JOIN all_runs r ON z.scored_on IN (r.scored_on, r.scored_on_before)
    WHERE CAST(:viewer_region AS text) IS NULL OR z.region_code = :viewer_region
    GROUP BY GROUPING SETS ((z.scored_on, z.region_code), (z.scored_on))
)
SELECT p.region_code, r.scored_on, r.scored_on_before, r.previous_scored_on,
    (rule_on('industrial_safety', r.scored_on)).regime = (rule_on('industrial_safety', r.scored_on_before)).regime AS is_comparable,
    CASE WHEN r.scored_on IS NOT NULL THEN coalesce(n.high_count, 0) END AS high_count,
    CASE WHEN r.scored_on IS NOT NULL THEN coalesce(n.worker_count, 0) END AS worker_count,
    CASE WHEN r.scored_on IS NOT NULL THEN coalesce(n.without_workers_count, 0) END AS without_workers_count,
    CASE WHEN r.scored_on_before IS NOT NULL THEN coalesce(b.high_count, 0) END AS high_count_before,
    CASE WHEN r.scored_on_before IS NOT NULL THEN coalesce(b.worker_count, 0) END AS worker_count_before,
    CASE WHEN r.previous_scored_on IS NOT NULL THEN coalesce(n.entered_count, 0) END AS entered_count,
    CASE WHEN r.previous_scored_on IS NOT NULL THEN coalesce(n.left_count, 0) END AS left_count
FROM every_place p
CROSS JOIN all_runs r
LEFT JOIN counted n ON n.scored_on = r.scored_on AND n.is_total = p.is_total AND n.region_code IS NOT DISTINCT FROM p.region_code
LEFT JOIN counted b ON b.scored_on = r.scored_on_before AND b.is_total = p.is_total AND b.region_code IS NOT DISTINCT FROM p.region_code
ORDER BY p.is_total DESC, p.region_code
