-- Working days lost to injuries, by region and month in which the closed sick leave was reported, so that a month is complete when it is over,
-- as known on :as_of; the killed have none.
WITH counted_by_month AS (
    SELECT c.region_code, month_of(c.lost_days_known_on) AS month, sum(c.lost_day_count) AS days
    FROM casualty c
    WHERE c.lost_days_known_on <= CAST(:as_of AS date)
    GROUP BY c.region_code, month_of(c.lost_days_known_on)
)
SELECT m.region_code, m.month, coalesce(c.days, m.no_row) AS numerator, CAST(NULL AS bigint) AS denominator
FROM register_months(CAST(:as_of AS date), :viewer_region) m LEFT JOIN counted_by_month c USING (region_code, month)
ORDER BY m.region_code, m.month
