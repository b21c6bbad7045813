-- Admissions with an injury at work in the year up to :as_of, by region of the hospital, section of activity or employer, and how many have
-- no accident registered within ten days; the first row is the whole. Only admissions at least ten days old and reported by the end of :as_of.
WITH found AS (
    SELECT a.*, counted_under(:by, a.region_code, a.section_code, a.bin) AS code
    FROM years_up_to(CAST(:as_of AS date), 1) y, admissions_between(y.first_day, y.last_day, CAST(:as_of AS date)) a
    WHERE is_counted_in(a.region_code, :viewer_region, :region)
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
LEFT JOIN LATERAL names_of_counted(:by, c.code) n ON true
ORDER BY c.is_whole DESC, c.without_accident_count DESC, c.admission_count DESC, c.code
