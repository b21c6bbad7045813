-- Outlines of the districts for a map, simplified together when they were uploaded, so that neighbours share their borders; rings run
-- counterclockwise, as GeoJSON wants them. The label stands inside the district.
SELECT district_code, region_code, name_kk, name_ru, name_en,
    ST_AsGeoJSON(ST_ForcePolygonCCW(coalesce(outline, geom)), 3) AS outline,
    round(CAST(ST_X(ST_PointOnSurface(geom)) AS numeric), 3) AS label_lon, round(CAST(ST_Y(ST_PointOnSurface(geom)) AS numeric), 3) AS label_lat
FROM district
ORDER BY district_code
