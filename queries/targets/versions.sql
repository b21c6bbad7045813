-- Every version of regions' own targets known on :as_of, in the regions the viewer may see, the newest first. Without points a version
-- withdraws; in force is the last of a region and an indicator, unless it withdraws.
SELECT v.region_code, r.name_kk, r.name_ru, r.name_en, v.indicator_code,
    i.name_kk AS indicator_name_kk, i.name_ru AS indicator_name_ru, i.name_en AS indicator_name_en, i.unit, v.version, v.points,
    v.points IS NOT NULL AND v.version = max(v.version) OVER (PARTITION BY v.region_code, v.indicator_code) AS is_in_force,
    v.changed_by, v.changed_by_kk, v.changed_by_ru, v.changed_by_en, v.changed_on, v.reason, v.source_url
FROM target_version v
JOIN region r USING (region_code)
JOIN indicator i USING (indicator_code)
WHERE v.changed_on <= CAST(:as_of AS date) AND (CAST(:viewer_region AS text) IS NULL OR v.region_code = :viewer_region)
ORDER BY v.changed_at DESC, v.region_code, v.indicator_code, v.version DESC
