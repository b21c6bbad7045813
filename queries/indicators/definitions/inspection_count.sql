-- Inspections carried out by region and month, as known on :as_of.
WITH counted_by_month AS (
    SELECT i.region_code, month_of(i.inspected_on) AS month, count(*) AS inspections
    FROM inspection i
    WHERE i.known_on <= CAST(:as_of AS date)
    GROUP BY i.region_code, month_of(i.inspected_on)
)
SELECT m.region_code, m.month, CASE WHEN m.month >= (SELECT inspections_start_on()) THEN coalesce(c.inspections, m.no_row) END AS numerator,
    CAST(NULL AS bigint) AS denominator
FROM register_months(CAST(:as_of AS date), :viewer_region) m LEFT JOIN counted_by_month c USING (region_code, month)
ORDER BY m.region_code, m.month
