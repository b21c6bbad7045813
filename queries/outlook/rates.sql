-- Events (:harm is injured or killed) and mean employees of a period of whole months in each region the viewer may see: both days
-- included, facts known by the end of :as_of. Null where a month is not known or not over, employees where none are known.
SELECT r.region_code, CASE :harm WHEN 'killed' THEN b.killed_count WHEN 'injured' THEN b.injured_count END AS event_count, b.employee_count
FROM region r
LEFT JOIN rates_between(CAST(:first_day AS date), CAST(:last_day AS date), CAST(:as_of AS date)) b USING (region_code)
WHERE CAST(:viewer_region AS text) IS NULL OR r.region_code = :viewer_region
ORDER BY r.region_code
