-- Targets of one indicator by year as known on :as_of: the country's, with no region, and of every region the viewer may see its own
-- where it has one in that year, else the country's. Years between entered or official ones are interpolated.
SELECT p.region_code, p.year, CAST(p.value AS double precision) AS value, p.is_interpolated, p.is_own, p.version,
    v.changed_by, v.changed_by_kk, v.changed_by_ru, v.changed_by_en, v.changed_on, v.reason, p.source_url
FROM target_path_on(:indicator, CAST(:as_of AS date)) p
LEFT JOIN target_version v ON v.region_code = p.region_code AND v.indicator_code = :indicator AND v.version = p.version
WHERE (CAST(:viewer_region AS text) IS NULL OR p.region_code IS NULL OR p.region_code = :viewer_region)
ORDER BY p.region_code NULLS FIRST, p.year
