-- Every version of the rules of the statutory degree known on :as_of, by law and from the newest, and whether it is in force on that day.
WITH known AS (
    SELECT r.*, min(valid_from) OVER (PARTITION BY law ORDER BY version ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) - 1 AS valid_to
    FROM risk_rule r
    WHERE changed_at IS NULL OR CAST(changed_at AT TIME ZONE 'Asia/Almaty' AS date) <= CAST(:as_of AS date)
)
SELECT law, version, regime, valid_from, valid_to,
    CAST(:as_of AS date) >= valid_from AND (valid_to IS NULL OR CAST(:as_of AS date) <= valid_to) AS is_in_force,
    constants, indicators_of(law, version) AS indicators, status, source_url, note_kk, note_ru, note_en
FROM known
ORDER BY law, version DESC
