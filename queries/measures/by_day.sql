-- How many an instruction asked for and how many were done at the end of each day on which that changed, up to :as_of, of what the viewer may see.
-- The first row is the first day of the measure, the last one :as_of.
WITH in_force AS (
    SELECT m.* FROM measures_on(CAST(:as_of AS date)) m WHERE m.instruction_id = CAST(:instruction_id AS bigint)
),
changes AS (
    SELECT c.counted_on, c.asked_change, c.done_change
    FROM in_force f JOIN measure_change c USING (instruction_id, version)
    WHERE c.counted_on <= CAST(:as_of AS date) AND (CAST(:viewer_region AS text) IS NULL OR c.region_code = :viewer_region)
    UNION ALL
    SELECT f.since, count(*), count(*) FILTER (WHERE s.done_known_on <= f.since)
    FROM in_force f JOIN milestone s USING (instruction_id)
    WHERE f.measure_code = 'milestones'
    GROUP BY f.since
    UNION ALL
    SELECT s.done_known_on, 0, 1
    FROM in_force f JOIN milestone s USING (instruction_id)
    WHERE f.measure_code = 'milestones' AND s.done_known_on > f.since AND s.done_known_on <= CAST(:as_of AS date)
    UNION ALL
    SELECT ends.counted_on, 0, 0 FROM in_force f, LATERAL (VALUES (f.since), (CAST(:as_of AS date))) AS ends (counted_on)
),
changed_by_day AS (
    SELECT counted_on, sum(asked_change) AS asked_change, sum(done_change) AS done_change FROM changes GROUP BY counted_on
)
SELECT c.counted_on, CAST(sum(c.asked_change) OVER until_then AS bigint) AS asked_count, CAST(sum(c.done_change) OVER until_then AS bigint) AS done_count
FROM changed_by_day c
WINDOW until_then AS (ORDER BY c.counted_on)
ORDER BY c.counted_on
