-- What was wrong with shapes, where, and what the repair did to their area, by its share: on a shape that is not valid yet the area
-- on the globe may fail.
SELECT given, coalesce(name_kk, name, name_ru, name_en) AS name_kk, coalesce(name_ru, name, name_kk, name_en) AS name_ru,
    coalesce(name_en, name, name_ru, name_kk) AS name_en, fault, ST_X(fault_at) AS lon, ST_Y(fault_at) AS lat,
    ST_Area(CAST(geom AS geography)) / 1e6 AS area_km2,
    ST_Area(CAST(geom AS geography)) / 1e6 * (1 - ST_Area(shape) / ST_Area(geom)) AS change_km2
FROM delivered
WHERE fault IS NOT NULL AND geom IS NOT NULL
ORDER BY line_no;
