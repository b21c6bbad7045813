-- Professional rescue units with their reach. Everybody sees them all: help comes across the lines of regions.
SELECT u.rescue_unit_id, u.name_kk, u.name_ru, u.name_en, u.kind_code, u.reach_km, ST_X(u.geom) AS lon, ST_Y(u.geom) AS lat, s.is_demonstration
FROM rescue_unit u JOIN source s USING (source_code)
ORDER BY u.rescue_unit_id
