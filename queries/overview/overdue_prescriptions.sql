-- Prescriptions overdue on :as_of and on the same day a year before, each as known on its day, by region and in total
-- (region_code null). A prescription is overdue from the day after its due day.
WITH days AS (
    SELECT CAST(:as_of AS date) AS day, CAST(CAST(:as_of AS date) - interval '1 year' AS date) AS day_before
),
counted AS (
    SELECT p.region_code, grouping(p.region_code) = 1 AS is_total,
        count(*) FILTER (WHERE p.known_on <= day AND is_overdue_on(p.due_on, p.fulfilment_known_on, day)) AS overdue_count,
        count(*) FILTER (WHERE p.known_on <= day_before AND is_overdue_on(p.due_on, p.fulfilment_known_on, day_before))
            AS overdue_count_before
    FROM prescription p CROSS JOIN days
    WHERE CAST(:viewer_region AS text) IS NULL OR p.region_code = :viewer_region
    GROUP BY GROUPING SETS ((p.region_code), ())
),
every_place AS (
    SELECT region_code, false AS is_total FROM region
    WHERE CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region
    UNION ALL SELECT NULL, true
)
SELECT e.region_code, d.day_before, coalesce(c.overdue_count, 0) AS overdue_count,
    coalesce(c.overdue_count_before, 0) AS overdue_count_before
FROM every_place e
CROSS JOIN days d
LEFT JOIN counted c ON c.is_total = e.is_total AND c.region_code IS NOT DISTINCT FROM e.region_code
ORDER BY e.is_total DESC, e.region_code
