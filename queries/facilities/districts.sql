-- Districts of a region, or of every region the viewer may see, with the box around each; none before boundaries are uploaded.
SELECT district_code, region_code, name_kk, name_ru, name_en,
    ST_XMin(geom) AS west, ST_YMin(geom) AS south, ST_XMax(geom) AS east, ST_YMax(geom) AS north
FROM district
WHERE (CAST(:region AS text) IS NULL OR region_code = :region)
  AND (app_is_nationwide() OR region_code = app_region())
  AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
ORDER BY district_code
