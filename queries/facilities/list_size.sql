-- How many facilities scored on :as_of pass the filters and the search.
SELECT count(*) AS facilities
FROM facility f JOIN risk_score s USING (facility_id)
WHERE s.valid_from <= :as_of AND s.valid_to > :as_of
  AND (CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region)
  AND (CAST(:region AS text) IS NULL OR f.region_code = :region)
  AND (CAST(:hazard AS text) IS NULL OR f.hazard_type_code = :hazard)
  AND (CAST(:degree AS degree) IS NULL
       OR CASE :law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END = CAST(:degree AS degree))
  AND f.facility_id = ANY (ARRAY(SELECT facilities_matching(CAST(:pattern AS text), CAST(:bin_prefix AS text))))
