-- How many an instruction asks for in each region and how many of them are done on :as_of, the region with most open first, of what the viewer may see.
WITH in_force AS (
    SELECT m.* FROM measures_on(CAST(:as_of AS date)) m WHERE m.instruction_id = CAST(:instruction_id AS bigint)
),
counted AS (
    SELECT c.region_code, sum(c.asked_change) AS asked_count, sum(c.done_change) AS done_count
    FROM in_force f JOIN measure_change c USING (instruction_id, version)
    WHERE c.counted_on <= CAST(:as_of AS date) AND (CAST(:viewer_region AS text) IS NULL OR c.region_code = :viewer_region)
    GROUP BY c.region_code
)
SELECT c.region_code, r.name_kk, r.name_ru, r.name_en, c.asked_count, c.done_count, c.asked_count - c.done_count AS open_count,
    CASE WHEN c.asked_count >= 5 THEN CAST(100.0 * c.done_count / c.asked_count AS double precision) END AS done_pct
FROM counted c JOIN region r USING (region_code)
WHERE c.asked_count > 0
ORDER BY open_count DESC, c.region_code
