-- Accidents at work at a facility known on :as_of, newest first: counts only, nobody's identity.
SELECT occurred_on, injured_count, killed_count, cause_code, known_on, act_on FROM accident
WHERE facility_id = CAST(:facility_id AS bigint) AND known_on <= CAST(:as_of AS date)
  AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
ORDER BY occurred_on DESC, accident_id DESC
