-- How many degrees set by hand are in force on :as_of under each law, and how many of them end within 30 days.
WITH laws AS (
    SELECT law, place FROM (VALUES ('labour', 1), ('industrial_safety', 2)) AS l (law, place)
),
in_force AS (
    SELECT law, expires_on FROM override_on(CAST(:as_of AS date))
    WHERE CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region
)
SELECT l.law, count(f.law) AS in_force_count, count(*) FILTER (WHERE f.expires_on <= CAST(:as_of AS date) + 30) AS ending_count
FROM laws l LEFT JOIN in_force f USING (law)
GROUP BY l.law, l.place
ORDER BY l.place
