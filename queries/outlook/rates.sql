-- Events (:harm is injured or killed) and mean employees of a period of whole months in each region the viewer may see: both days
-- included, facts known by the end of :as_of. Events null where a month is not known or not over, employees where no month is known.
SELECT region_code, event_count, employee_count
FROM harm_of_period(CAST(:first_day AS date), CAST(:last_day AS date), CAST(:as_of AS date), CAST(:harm AS text))
WHERE CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region
ORDER BY region_code
