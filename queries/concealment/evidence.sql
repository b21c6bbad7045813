-- What leads stand on, day by day, latest first: admissions of the year up to :as_of that have no accident registered within ten days, and
-- accidents reported later than 24 hours; of one employer, region or section of activity, each only where asked.
WITH year AS (
    SELECT * FROM years_up_to(CAST(:as_of AS date), 1)
),
without_accident_or_late AS (
    SELECT 'admission' AS kind, a.region_code, a.bin, a.section_code, a.admitted_on AS happened_on, a.known_on, a.severity, a.registered_on,
        CAST(NULL AS integer) AS days_late, CAST(NULL AS bigint) AS facility_id
    FROM year y, admissions_between(y.first_day, y.last_day, CAST(:as_of AS date)) a
    WHERE a.is_without_accident
    UNION ALL
    SELECT 'late_report', r.region_code, r.bin, r.section_code, r.occurred_on, r.known_on, NULL, r.known_on, r.days_late, r.facility_id
    FROM year y, reports_between(y.first_day, y.last_day, CAST(:as_of AS date)) r
    WHERE r.is_late
)
SELECT w.kind, w.region_code, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    w.bin, e.name_kk AS employer_kk, e.name_ru AS employer_ru, e.name_en AS employer_en,
    w.happened_on, w.known_on, w.severity, w.registered_on, w.days_late, w.facility_id
FROM without_accident_or_late w
JOIN region r USING (region_code)
LEFT JOIN employer e USING (bin)
WHERE is_counted_in(w.region_code, :viewer_region, CAST(:region AS text))
  AND (CAST(:bin AS text) IS NULL OR w.bin = :bin)
  AND (CAST(:section AS text) IS NULL OR w.section_code = :section)
ORDER BY w.happened_on DESC, w.kind, w.region_code, w.bin
