-- Employers with an assessment of professional risks in force at the end of the month beside all employers with a facility in service there,
-- by region, as known on :as_of.
SELECT m.region_code, m.month, c.covered_count AS numerator, c.employer_count AS denominator
FROM register_months(CAST(:as_of AS date), :viewer_region) m
LEFT JOIN covered_by_month(CAST(:as_of AS date), 'risk_assessment') c USING (region_code, month)
ORDER BY m.region_code, m.month
