-- Published counts of injured, killed and victims by region, as known on :as_of, in the regions the viewer may see.
SELECT f.series_code, s.name_kk AS series_name_kk, s.name_ru AS series_name_ru, s.name_en AS series_name_en,
    f.indicator_code, i.name_kk AS indicator_name_kk, i.name_ru AS indicator_name_ru, i.name_en AS indicator_name_en,
    f.region_code, r.name_kk, r.name_ru, r.name_en, f.period_start, f.period_end, CAST(f.value AS double precision) AS value,
    f.mark_code, f.is_derived, f.remark, f.is_latest, f.published_on, f.source_url
FROM official_figures_on(CAST(:as_of AS date)) f
JOIN official_series s USING (series_code)
JOIN indicator i USING (indicator_code)
JOIN region r USING (region_code)
WHERE f.indicator_code IN ('injured_count', 'killed_count', 'victim_count') AND f.category_code IS NULL
  AND (CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region)
ORDER BY f.period_end DESC, f.series_code, f.indicator_code, f.value DESC, f.region_code, f.is_latest DESC
