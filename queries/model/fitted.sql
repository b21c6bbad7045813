-- The version of the model that scores :as_of: fitted on nothing later than the day.
SELECT m.model_version, m.known_through, CAST(m.fitted_at AT TIME ZONE 'Asia/Almaty' AS date) AS fitted_on, m.form, m.outcome,
    CAST(m.base_log_odds AS double precision) AS base_log_odds, probability_of(m.base_log_odds) AS base_probability,
    m.first_origin, m.last_origin, m.row_count, m.event_count
FROM model_on(CAST(:as_of AS date)) m
WHERE m.model_version IS NOT NULL
