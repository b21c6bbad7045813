-- From which day each law allows the next planned visit to a facility, by its degree on :as_of and the rule in force on that day.
WITH of_facility AS (
    SELECT s.facility_id, s.labour_degree, s.safety_degree FROM risk_score s
    WHERE s.facility_id = CAST(:facility_id AS bigint)
      AND s.valid_from <= CAST(:as_of AS date) AND s.valid_to > CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region)
),
by_law AS (
    SELECT facility_id, 'labour' AS law, labour_degree AS degree FROM of_facility
    UNION ALL
    SELECT facility_id, 'industrial_safety', safety_degree FROM of_facility
),
last_visited AS (
    SELECT b.*, last_planned_visit_on(b.facility_id, b.law, CAST(:as_of AS date)) AS last_visit_on FROM by_law b
)
SELECT l.law, y.years, l.last_visit_on, next_visit_allowed_on(l.law, l.degree, l.last_visit_on, CAST(:as_of AS date)) AS allowed_on
FROM last_visited l LEFT JOIN years_between_visits_on(CAST(:as_of AS date), l.law) y USING (degree)
ORDER BY l.law
