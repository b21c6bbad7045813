-- Dangerous substances a facility holds, those furthest above their threshold first.
SELECT substance, quantity_tonnes, threshold_tonnes FROM facility_substance
WHERE facility_id = CAST(:facility_id AS bigint)
  AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
ORDER BY quantity_tonnes / threshold_tonnes DESC NULLS LAST, substance
