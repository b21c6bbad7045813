-- Events (:harm is injured or killed) and hired employees of the whole country by month, the same for every viewer, over the
-- regions whose employees of the month are known by the end of :as_of.
SELECT month, event_count, employee_count
FROM national_months(CAST(:as_of AS date), CAST(:harm AS text))
ORDER BY month
