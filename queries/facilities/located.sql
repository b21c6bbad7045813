-- Where a facility stands; no row where it is not the viewer's to see or has no point.
SELECT ST_X(geom) AS lon, ST_Y(geom) AS lat
FROM facility
WHERE facility_id = :facility_id AND geom IS NOT NULL
  AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
