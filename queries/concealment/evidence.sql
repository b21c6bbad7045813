-- What a lead stands on, day by day, latest first: admissions of the year up to :as_of of one employer in one region that have no accident
-- registered within ten days, and accidents reported later than 24 hours.
WITH year AS (
    SELECT * FROM years_up_to(CAST(:as_of AS date), 1)
)
SELECT 'admission' AS kind, a.admitted_on AS happened_on, a.known_on, a.severity, a.registered_on, NULL AS days_late,
    CAST(NULL AS bigint) AS facility_id
FROM year y, admissions_between(y.first_day, y.last_day, CAST(:as_of AS date)) a
WHERE a.is_without_accident AND a.bin = :bin AND a.region_code = :region AND (CAST(:viewer_region AS text) IS NULL OR a.region_code = :viewer_region)
UNION ALL
SELECT 'late_report', r.occurred_on, r.known_on, NULL, r.known_on, r.days_late, r.facility_id
FROM year y, reports_between(y.first_day, y.last_day, CAST(:as_of AS date)) r
WHERE r.is_late AND r.bin = :bin AND r.region_code = :region AND (CAST(:viewer_region AS text) IS NULL OR r.region_code = :viewer_region)
ORDER BY happened_on DESC, kind
