-- The score of a facility in force on :as_of: that of the last run on or before the day (valid_from <= :as_of < valid_to).
SELECT s.safety_degree, s.labour_degree, s.points, s.violation_class, s.last_inspected_on, s.overdue_prescription_count, s.reasons,
    (SELECT max(scored_on) FROM risk_run WHERE scored_on <= CAST(:as_of AS date)) AS scored_on,
    CASE WHEN s.points < 100 THEN false ELSE EXISTS (  -- as far as the asker sees
        SELECT FROM risk_score o
        WHERE o.points = 100 AND homogeneous_group(o.hazard_type_code) = homogeneous_group(s.hazard_type_code)
          AND o.facility_id <> s.facility_id AND o.valid_from <= CAST(:as_of AS date) AND o.valid_to > CAST(:as_of AS date)
          AND (CAST(:viewer_region AS text) IS NULL OR o.region_code = :viewer_region)) END AS is_top_shared
FROM risk_score s
WHERE s.facility_id = CAST(:facility_id AS bigint)
  AND s.valid_from <= CAST(:as_of AS date) AND s.valid_to > CAST(:as_of AS date)
  AND (CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region)
