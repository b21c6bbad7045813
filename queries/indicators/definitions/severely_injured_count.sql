-- People severely injured at work, the killed not included, by region and month, as known on :as_of.
WITH counted_by_month AS (
    SELECT a.region_code, month_of(a.occurred_on) AS month, count(*) AS people
    FROM accident a JOIN casualty c USING (accident_id)
    WHERE a.known_on <= CAST(:as_of AS date) AND c.severity = 'severe'
    GROUP BY a.region_code, month_of(a.occurred_on)
)
SELECT m.region_code, m.month, coalesce(c.people, m.no_row) AS numerator, CAST(NULL AS bigint) AS denominator
FROM register_months(CAST(:as_of AS date), :viewer_region) m LEFT JOIN counted_by_month c USING (region_code, month)
ORDER BY m.region_code, m.month
