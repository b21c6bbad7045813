-- Settlements whose point lies in a tile of the map and that have at least :least_population persons. Everybody sees them all.
WITH tile AS (
    SELECT tile_box(:z, :x, :y) AS box
)
SELECT s.settlement_id, s.name_kk, s.name_ru, s.name_en, s.population, ST_X(s.geom) AS lon, ST_Y(s.geom) AS lat
FROM settlement s, tile
WHERE s.geom && box AND ST_X(s.geom) < ST_XMax(box) AND ST_Y(s.geom) < ST_YMax(box) AND s.population >= :least_population
ORDER BY s.population DESC, s.settlement_id
