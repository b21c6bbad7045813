-- The predicted probability of a facility as kept with the score in force on :as_of (valid_from <= :as_of < valid_to), and the version it is from.
SELECT s.probability, probability_mark(s.probability) AS mark, s.model_version, m.base_log_odds, probability_of(m.base_log_odds) AS base_probability,
    m.known_through, m.first_origin, m.last_origin,
    (SELECT max(scored_on) FROM risk_run WHERE scored_on <= CAST(:as_of AS date)) AS scored_on
FROM risk_score s JOIN risk_model m USING (model_version)
WHERE s.facility_id = CAST(:facility_id AS bigint)
  AND s.valid_from <= CAST(:as_of AS date) AND s.valid_to > CAST(:as_of AS date)
  AND (CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region)
