-- Every score of a facility from its first run to that of :as_of, oldest first; shown_to is the day the next one took over, or :as_of.
SELECT valid_from, least(valid_to, CAST(:as_of AS date)) AS shown_to, CAST(points AS double precision) AS points,
    CAST(safety_degree AS text) AS safety_degree, CAST(labour_degree AS text) AS labour_degree,
    CAST(violation_class AS text) AS violation_class, overdue_prescription_count, probability,
    ARRAY(SELECT r ->> 'law' FROM jsonb_array_elements(reasons) r WHERE r ->> 'code' = 'set_by_hand') AS laws_by_hand
FROM risk_score
WHERE facility_id = CAST(:facility_id AS bigint) AND valid_from <= CAST(:as_of AS date)
  AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
ORDER BY valid_from
