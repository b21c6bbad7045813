-- Employers to look at, as known at the end of :as_of: hospital admissions of the year without an accident registered within ten days, none
-- injured in three years where at least three are expected, two or more late reports in the year. One row an employer and region; most
-- injured unaccounted for first: the larger of admissions never registered and of injured expected where none is reported.
WITH year AS (
    SELECT * FROM years_up_to(CAST(:as_of AS date), 1)
),
admitted AS (
    SELECT a.bin, a.region_code, count(*) AS without_accident, count(*) FILTER (WHERE a.registered_on IS NULL) AS never_registered,
        max(a.admitted_on) AS last_admitted_on
    FROM year y, admissions_between(y.first_day, y.last_day, CAST(:as_of AS date)) a
    WHERE a.is_without_accident AND a.bin IS NOT NULL AND (CAST(:viewer_region AS text) IS NULL OR a.region_code = :viewer_region)
    GROUP BY a.bin, a.region_code
),
late AS (
    SELECT r.bin, r.region_code, count(*) AS late_reports, max(r.days_late) AS most_days_late,
        (array_agg(r.facility_id ORDER BY r.days_late DESC, r.facility_id) FILTER (WHERE r.facility_id IS NOT NULL))[1] AS facility_id
    FROM year y, reports_between(y.first_day, y.last_day, CAST(:as_of AS date)) r
    WHERE r.is_late AND r.bin IS NOT NULL AND (CAST(:viewer_region AS text) IS NULL OR r.region_code = :viewer_region)
    GROUP BY r.bin, r.region_code
),
zeros AS (
    SELECT l.bin, l.region_code, l.expected_count, l.zero_probability
    FROM years_up_to(CAST(:as_of AS date), 3) y, large_employers_between(y.first_day, y.last_day, CAST(:as_of AS date)) l
    WHERE l.has_none AND (CAST(:viewer_region AS text) IS NULL OR l.region_code = :viewer_region)
),
together AS MATERIALIZED (
    SELECT bin, region_code, coalesce(a.without_accident, 0) AS without_accident_count, coalesce(a.never_registered, 0) AS never_registered_count,
        a.last_admitted_on, z.expected_count, z.zero_probability, coalesce(l.late_reports, 0) AS late_count, l.most_days_late, l.facility_id AS reported_at_id,
        greatest(coalesce(a.never_registered, 0), coalesce(z.expected_count, 0)) AS unaccounted_count
    FROM admitted a FULL JOIN zeros z USING (bin, region_code) FULL JOIN late l USING (bin, region_code)
    WHERE a.bin IS NOT NULL OR z.bin IS NOT NULL OR l.late_reports >= 2
),
places_of_employers AS (
    SELECT t.bin, t.region_code, count(*) AS facilities,
        (array_agg(f.facility_id ORDER BY f.employee_count DESC NULLS LAST, f.facility_id))[1] AS largest_id
    FROM together t JOIN facility f ON f.bin = t.bin AND f.region_code = t.region_code
    WHERE f.known_on <= CAST(:as_of AS date) AND (f.decommissioned_on IS NULL OR f.decommissioned_on > CAST(:as_of AS date))
    GROUP BY t.bin, t.region_code
),
with_place AS MATERIALIZED (  -- on a plain column row-level security lets the join below use its index
    SELECT t.*, coalesce(p.facilities, 0) AS facility_count, coalesce(t.reported_at_id, p.largest_id) AS facility_id
    FROM together t LEFT JOIN places_of_employers p USING (bin, region_code)
)
SELECT row_number() OVER (ORDER BY t.unaccounted_count DESC, t.without_accident_count DESC, t.late_count DESC, t.bin, t.region_code) AS place,
    t.bin, e.name_kk, e.name_ru, e.name_en, t.region_code, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    a.name_kk AS activity_kk, a.name_ru AS activity_ru, a.name_en AS activity_en, e.employee_count,
    t.unaccounted_count, t.without_accident_count, t.never_registered_count, t.last_admitted_on, t.expected_count, t.zero_probability,
    t.late_count, t.most_days_late, t.facility_count, t.facility_id,
    f.name_kk AS facility_kk, f.name_ru AS facility_ru, f.name_en AS facility_en
FROM with_place t
JOIN region r ON r.region_code = t.region_code
LEFT JOIN employer e ON e.bin = t.bin
LEFT JOIN sections_of_activities() s ON s.activity_code = e.activity_code
LEFT JOIN activity a ON a.activity_code = s.section_code
LEFT JOIN facility f ON f.facility_id = t.facility_id
ORDER BY place
