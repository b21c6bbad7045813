-- Published counts of injured, killed and victims by region, of periods that ended by :as_of, in the regions the viewer may see.
-- A note that opens with "about" or "more than" is the mark of the value; what follows is the remark.
SELECT f.series_code, s.name_kk AS series_name_kk, s.name_ru AS series_name_ru, s.name_en AS series_name_en,
    f.indicator_code, i.name_kk AS indicator_name_kk, i.name_ru AS indicator_name_ru, i.name_en AS indicator_name_en,
    f.region_code, r.name_kk, r.name_ru, r.name_en, f.period_start, f.period_end, CAST(f.value AS double precision) AS value,
    CASE WHEN f.note LIKE 'about%' THEN 'about' WHEN f.note LIKE 'more than%' THEN 'more_than' END AS mark_code, f.is_derived,
    nullif(regexp_replace(coalesce(f.note, ''), '^(about|more than)(; |$)', ''), '') AS remark, f.source_url
FROM official_figure f
JOIN official_series s USING (series_code)
JOIN indicator i USING (indicator_code)
JOIN region r USING (region_code)
WHERE f.indicator_code IN ('injured_count', 'killed_count', 'victim_count') AND f.category_code IS NULL
  AND f.period_end <= CAST(:as_of AS date)
  AND (CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region)
ORDER BY f.period_end DESC, f.series_code, f.indicator_code, f.value DESC, f.region_code
