-- Every version of every rule made by :as_of, the newest first: its numbers, its days, who made it, when and why.
-- A version made on a day counts as known from that day of Kazakhstan.
WITH known AS (
    SELECT r.*, min(valid_from) OVER (PARTITION BY law ORDER BY version ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) - 1 AS valid_to
    FROM risk_rule r
    WHERE changed_at IS NULL OR CAST(changed_at AT TIME ZONE 'Asia/Almaty' AS date) <= CAST(:as_of AS date)
)
SELECT law, version, regime, valid_from, valid_to,
    CAST(:as_of AS date) >= valid_from AND (valid_to IS NULL OR CAST(:as_of AS date) <= valid_to) AS is_in_force,
    constants, indicators_of(law, version) AS indicators, status,
    changed_by, changed_by_kk, changed_by_ru, changed_by_en, CAST(changed_at AT TIME ZONE 'Asia/Almaty' AS date) AS changed_on, reason
FROM known
ORDER BY changed_at DESC NULLS LAST, law DESC, version DESC
