-- Admissions with an injury at work in the year up to :as_of, by region of the hospital, section of activity or employer, and how many have
-- no accident registered within ten days; the first row is the whole. Only admissions at least ten days old and reported by the end of :as_of.
WITH found AS (
    SELECT a.*, CASE :by WHEN 'region' THEN a.region_code WHEN 'activity' THEN a.section_code ELSE a.bin END AS code
    FROM years_up_to(CAST(:as_of AS date), 1) y, admissions_between(y.first_day, y.last_day, CAST(:as_of AS date)) a
    WHERE (CAST(:viewer_region AS text) IS NULL OR a.region_code = :viewer_region)
      AND (CAST(:region AS text) IS NULL OR a.region_code = :region)
),
counted AS (
    SELECT code, grouping(code) = 1 AS is_whole, count(*) AS admission_count,
        count(*) FILTER (WHERE is_without_accident) AS without_accident_count,
        count(*) FILTER (WHERE is_without_accident AND registered_on IS NULL) AS never_registered_count
    FROM found GROUP BY GROUPING SETS ((code), ())
)
SELECT c.code, c.is_whole, n.name_kk, n.name_ru, n.name_en, c.admission_count, c.without_accident_count, c.never_registered_count,
    share_of(c.without_accident_count, c.admission_count) AS without_accident_share
FROM counted c
LEFT JOIN LATERAL (
    SELECT r.name_kk, r.name_ru, r.name_en FROM region r WHERE :by = 'region' AND r.region_code = c.code
    UNION ALL SELECT a.name_kk, a.name_ru, a.name_en FROM activity a WHERE :by = 'activity' AND a.activity_code = c.code
    UNION ALL SELECT e.name_kk, e.name_ru, e.name_en FROM employer e WHERE :by = 'employer' AND e.bin = c.code
) AS n ON true
ORDER BY c.is_whole DESC, c.without_accident_count DESC, c.admission_count DESC, c.code
