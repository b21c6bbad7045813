-- The regions whose rows the viewer may see, with the box around each.
SELECT region_code, name_kk, name_ru, name_en, ST_XMin(geom) AS west, ST_YMin(geom) AS south, ST_XMax(geom) AS east, ST_YMax(geom) AS north
FROM region
WHERE (app_is_nationwide() OR region_code = app_region())
  AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
ORDER BY region_code
