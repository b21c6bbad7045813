-- Severely injured and killed beside all injured whose severity is recorded, by region and month, as known on :as_of.
WITH counted_by_month AS (
    SELECT a.region_code, month_of(a.occurred_on) AS month, count(*) FILTER (WHERE c.severity <> 'light') AS severe, count(*) AS people
    FROM accident a JOIN casualty c USING (accident_id)
    WHERE a.known_on <= CAST(:as_of AS date)
    GROUP BY a.region_code, month_of(a.occurred_on)
)
SELECT m.region_code, m.month, coalesce(c.severe, m.no_row) AS numerator, coalesce(c.people, m.no_row) AS denominator
FROM register_months(CAST(:as_of AS date), :viewer_region) m LEFT JOIN counted_by_month c USING (region_code, month)
ORDER BY m.region_code, m.month
