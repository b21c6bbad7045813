-- Published values of one indicator of the country (:region null) or of a region the viewer may see, as known on :as_of, series by series.
-- The longest of a year is the one whose period reaches furthest; of several publications of that period the latest.
SELECT f.series_code, s.name_kk AS series_name_kk, s.name_ru AS series_name_ru, s.name_en AS series_name_en,
    CAST(extract(year FROM f.period_end) AS integer) AS year, f.period_start, f.period_end, months_between(f.period_start, f.period_end) AS month_count,
    CAST(f.value AS double precision) AS value, f.unit, f.mark_code, f.is_derived, f.remark, f.is_latest,
    f.is_latest AND f.period_end = max(f.period_end) OVER (PARTITION BY f.series_code, extract(year FROM f.period_end)) AS is_longest_of_year,
    f.published_on, f.source_url
FROM official_figures_on(CAST(:as_of AS date)) f
JOIN official_series s USING (series_code)
WHERE f.indicator_code = :indicator AND f.category_code IS NULL AND f.region_code IS NOT DISTINCT FROM CAST(:region AS text)
  AND (f.region_code IS NULL OR CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region)
ORDER BY f.series_code, f.period_end, f.period_start, f.is_latest, f.source_url
