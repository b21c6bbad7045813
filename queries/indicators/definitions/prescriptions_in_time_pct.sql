-- Prescriptions fulfilled by their due day beside all that fell due, by region and month of the due day, as known on :as_of: one whose
-- fulfilment had not been reported by then counts as not fulfilled.
WITH due_by_month AS (
    SELECT p.region_code, month_of(p.due_on) AS month, count(*) AS due,
        count(*) FILTER (WHERE p.fulfilled_on <= p.due_on AND p.fulfilment_known_on <= CAST(:as_of AS date)) AS in_time
    FROM prescription p
    WHERE p.known_on <= CAST(:as_of AS date) AND p.due_on <= CAST(:as_of AS date)
    GROUP BY p.region_code, month_of(p.due_on)
)
SELECT m.region_code, m.month, CASE WHEN m.month >= (SELECT inspections_start_on()) THEN coalesce(d.in_time, m.no_row) END AS numerator,
    CASE WHEN m.month >= (SELECT inspections_start_on()) THEN coalesce(d.due, m.no_row) END AS denominator
FROM register_months(CAST(:as_of AS date), :viewer_region) m LEFT JOIN due_by_month d USING (region_code, month)
ORDER BY m.region_code, m.month
