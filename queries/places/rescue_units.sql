-- Professional rescue units with their reach. Everybody sees them all: help comes across the lines of regions.
SELECT rescue_unit_id, name_kk, name_ru, name_en, kind_code, reach_km, ST_X(geom) AS lon, ST_Y(geom) AS lat, is_demonstration
FROM rescue_unit JOIN source USING (source_code)
ORDER BY rescue_unit_id
