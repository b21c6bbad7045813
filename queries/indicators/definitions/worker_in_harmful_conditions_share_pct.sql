-- Workers in harmful or dangerous conditions beside all whose workplaces an attestation in force at the end of the month covers, by region,
-- as known on :as_of.
SELECT m.region_code, m.month, a.harmful_count AS numerator, a.worker_count AS denominator
FROM register_months(CAST(:as_of AS date), :viewer_region) m
LEFT JOIN attested_by_month(CAST(:as_of AS date)) a USING (region_code, month)
ORDER BY m.region_code, m.month
