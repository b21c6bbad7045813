-- Injured per death as the accident register has them, in the reporting period of :as_of and the same months a year before: the whole first,
-- then region by region. Not the published ratio, whose victims are the Bureau's; no ratio where fewer than five died.
WITH harmed AS (
    SELECT h.region_code, 'now' AS part, h.injured_count, h.killed_count
    FROM reporting_period(CAST(:as_of AS date)) p, rates_between(p.starts_on, p.ends_on, CAST(:as_of AS date)) h
    UNION ALL
    SELECT h.region_code, 'before', h.injured_count, h.killed_count
    FROM reporting_period(CAST(:as_of AS date)) p, rates_between(p.starts_on_before, p.ends_on_before, CAST(:as_of AS date)) h
),
summed AS (
    SELECT region_code, sum(injured_count) FILTER (WHERE part = 'now') AS injured_count, sum(killed_count) FILTER (WHERE part = 'now') AS killed_count,
        sum(injured_count) FILTER (WHERE part = 'before') AS injured_count_before, sum(killed_count) FILTER (WHERE part = 'before') AS killed_count_before
    FROM harmed
    WHERE CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region
    GROUP BY GROUPING SETS ((region_code), ())
)
SELECT s.region_code, r.name_kk, r.name_ru, r.name_en, s.injured_count, s.killed_count, s.injured_count_before, s.killed_count_before,
    CAST(CASE WHEN s.killed_count >= 5 THEN s.injured_count / s.killed_count END AS double precision) AS ratio,
    CAST(CASE WHEN s.killed_count_before >= 5 THEN s.injured_count_before / s.killed_count_before END AS double precision) AS ratio_before
FROM summed s LEFT JOIN region r USING (region_code)
ORDER BY s.region_code IS NOT NULL, ratio NULLS LAST, s.region_code
