-- Events (:harm is injured or killed) and hired employees of each region the viewer may see, by month, from the first month
-- of the register to the last full month of :as_of; facts are those known by the end of :as_of. Employees null: not known.
SELECT region_code, month, event_count, employee_count, broke_on
FROM harm_months(CAST(:as_of AS date), CAST(:harm AS text))
WHERE CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region
ORDER BY region_code, month
