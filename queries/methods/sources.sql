-- Every source with its deliveries up to now: they tell what the database holds, so the day looked at does not limit them.
-- The day of a delivery is that of Kazakhstan.
WITH counted AS (
    SELECT source_code, count(*) AS delivery_count, max(received_at) AS last_received_at,
        sum(loaded_count) AS loaded_count, sum(rejected_count) AS rejected_count
    FROM batch
    GROUP BY source_code
)
SELECT s.source_code, s.name_kk, s.name_ru, s.name_en, s.is_demonstration, s.expected_every_days,
    coalesce(c.delivery_count, 0) AS delivery_count,
    CAST(c.last_received_at AT TIME ZONE 'Asia/Almaty' AS date) AS last_received_on,
    coalesce(c.loaded_count, 0) AS loaded_count, coalesce(c.rejected_count, 0) AS rejected_count
FROM source s LEFT JOIN counted c USING (source_code)
ORDER BY c.last_received_at DESC NULLS LAST, s.source_code
