-- The regions whose employees are spread over activities most like those of :region, in the reporting period of :as_of, by name only.
SELECT r.region_code, r.name_kk, r.name_ru, r.name_en
FROM reporting_period(CAST(:as_of AS date)) p, regions_of_similar_activity(:region, p.starts_on, p.ends_on, CAST(:as_of AS date)) s
JOIN region r USING (region_code)
ORDER BY r.region_code
