-- Events (:harm is injured or killed) and mean employees of the whole country in a period of whole months, and sums over all its
-- regions, the same for every viewer: both days included, facts known by the end of :as_of. No row under three regions.
SELECT national_events, national_employees, region_count, events, employees, employees_squared, events_squared
FROM pooled_rates(CAST(:first_day AS date), CAST(:last_day AS date), CAST(:as_of AS date), CAST(:harm AS text))
ORDER BY region_count
