-- Violations found beside the inspectors' working days spent, by region and month of the inspection, as known on :as_of.
WITH known_inspections AS (
    SELECT i.facility_id, i.inspection_id, i.region_code, month_of(i.inspected_on) AS month, i.inspector_days
    FROM inspection i
    WHERE i.known_on <= CAST(:as_of AS date)
),
spent_by_month AS (
    SELECT k.region_code, k.month, sum(k.inspector_days) AS days FROM known_inspections k GROUP BY k.region_code, k.month
),
found_by_month AS (
    SELECT k.region_code, k.month, count(*) AS violations
    FROM known_inspections k JOIN violation v USING (facility_id, inspection_id)
    WHERE v.known_on <= CAST(:as_of AS date)
    GROUP BY k.region_code, k.month
)
SELECT m.region_code, m.month, CASE WHEN m.month >= (SELECT inspections_start_on()) THEN coalesce(f.violations, m.no_row) END AS numerator,
    CASE WHEN m.month >= (SELECT inspections_start_on()) THEN coalesce(s.days, m.no_row) END AS denominator
FROM register_months(CAST(:as_of AS date), :viewer_region) m
LEFT JOIN found_by_month f USING (region_code, month)
LEFT JOIN spent_by_month s USING (region_code, month)
ORDER BY m.region_code, m.month
