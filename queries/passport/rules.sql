-- The rule in force on the day of the last scoring on or before :as_of, by law; :as_of itself where nothing was scored.
WITH day_of_scoring AS (
    SELECT coalesce(max(scored_on), CAST(:as_of AS date)) AS day FROM risk_run WHERE scored_on <= CAST(:as_of AS date)
)
SELECT r.law, r.regime, r.valid_from, r.valid_to, r.constants, r.status, r.source_url, r.note_kk, r.note_ru, r.note_en
FROM risk_rule r JOIN day_of_scoring s ON s.day BETWEEN r.valid_from AND r.valid_to
ORDER BY r.law
