-- Violations found beside the inspectors' working days spent, by region and month of the inspection, as known on :as_of.
WITH spent_by_month AS (
    SELECT i.region_code, month_of(i.inspected_on) AS month, sum(i.inspector_days) AS days
    FROM inspection i
    WHERE i.known_on <= CAST(:as_of AS date)
    GROUP BY i.region_code, month_of(i.inspected_on)
),
found_by_month AS (
    SELECT i.region_code, month_of(i.inspected_on) AS month, count(*) AS violations
    FROM inspection i JOIN violation v USING (facility_id, inspection_id)
    WHERE i.known_on <= CAST(:as_of AS date) AND v.known_on <= CAST(:as_of AS date)
    GROUP BY i.region_code, month_of(i.inspected_on)
)
SELECT m.region_code, m.month, CASE WHEN m.month >= (SELECT inspections_start_on()) THEN coalesce(f.violations, m.no_row) END AS numerator,
    CASE WHEN m.month >= (SELECT inspections_start_on()) THEN coalesce(s.days, m.no_row) END AS denominator
FROM register_months(CAST(:as_of AS date), :viewer_region) m
LEFT JOIN found_by_month f USING (region_code, month)
LEFT JOIN spent_by_month s USING (region_code, month)
ORDER BY m.region_code, m.month
