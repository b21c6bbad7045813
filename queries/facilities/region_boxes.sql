-- The regions whose rows the viewer may see, with the box around each.
SELECT region_code, name_kk, name_ru, name_en, ST_XMin(geom) AS west, ST_YMin(geom) AS south, ST_XMax(geom) AS east, ST_YMax(geom) AS north
FROM region
WHERE region_code = ANY (regions_seen(CAST(:viewer_region AS text)))
ORDER BY region_code
