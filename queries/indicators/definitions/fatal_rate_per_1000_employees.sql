-- People killed at work beside hired employees, by region and month, as known on :as_of.
SELECT m.region_code, m.month, coalesce(h.killed_count, m.no_row) AS numerator, e.employee_count AS denominator
FROM register_months(CAST(:as_of AS date), :viewer_region) m
LEFT JOIN harm_by_month(CAST(:as_of AS date)) h USING (region_code, month)
LEFT JOIN employees_by_month(CAST(:as_of AS date)) e USING (region_code, month)
ORDER BY m.region_code, m.month
