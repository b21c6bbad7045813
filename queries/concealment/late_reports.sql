-- Accidents of the year up to :as_of that were reported by then, by region, section of activity or employer, and how many later than the
-- 24 hours of the law; the first row is the whole. A report made on the day after the accident counts as in time.
WITH found AS (
    SELECT a.*, counted_under(:by, a.region_code, a.section_code, a.bin) AS code
    FROM years_up_to(CAST(:as_of AS date), 1) y, reports_between(y.first_day, y.last_day, CAST(:as_of AS date)) a
    WHERE is_counted_in(a.region_code, :viewer_region, :region)
),
counted AS (
    SELECT code, grouping(code) = 1 AS is_whole, count(*) AS report_count, count(*) FILTER (WHERE is_late) AS late_count,
        max(days_late) AS most_days_late,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY days_late) FILTER (WHERE is_late) AS middle_days_late
    FROM found GROUP BY GROUPING SETS ((code), ())
)
SELECT c.code, c.is_whole, n.name_kk, n.name_ru, n.name_en, c.report_count, c.late_count, share_of(c.late_count, c.report_count) AS late_share,
    c.middle_days_late, c.most_days_late
FROM counted c
LEFT JOIN LATERAL names_of_counted(:by, c.code) n ON true
ORDER BY c.is_whole DESC, c.late_count DESC, c.report_count DESC, c.code
