-- Outlines of the regions, or of the districts where :level is district, that the viewer may see, of one region where :region is given:
-- points moved to a grid of :grid_degrees degrees, so that neighbours still share their borders; a point inside each for its label.
WITH areas AS (
    SELECT region_code AS code, region_code, geom FROM region WHERE :level = 'region'
    UNION ALL
    SELECT district_code, region_code, coalesce(outline, geom) FROM district WHERE :level = 'district'
)
SELECT code, ST_AsGeoJSON(ST_SnapToGrid(geom, CAST(:grid_degrees AS double precision)), 3) AS outline,
    ST_X(ST_PointOnSurface(geom)) AS lon, ST_Y(ST_PointOnSurface(geom)) AS lat
FROM areas
WHERE (app_is_nationwide() OR region_code = app_region())
  AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
  AND (CAST(:region AS text) IS NULL OR region_code = :region)
ORDER BY code
