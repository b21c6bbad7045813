-- The score of a facility in force on :as_of: that of the last run on or before the day (valid_from <= :as_of < valid_to).
SELECT s.safety_degree, s.labour_degree, s.points, s.violation_class, s.last_inspected_on, s.overdue_prescription_count, s.reasons,
    (SELECT max(scored_on) FROM risk_run WHERE scored_on <= CAST(:as_of AS date)) AS scored_on
FROM risk_score s
WHERE s.facility_id = CAST(:facility_id AS bigint)
  AND s.valid_from <= CAST(:as_of AS date) AND s.valid_to > CAST(:as_of AS date)
  AND (CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region)
