-- Outlines of the viewer's regions for a small map: points moved to a grid of :grid_degrees degrees, so that neighbours still share
-- their borders, and the steps of the grid left out; rings run clockwise, as charts want them. The label stands inside the region.
WITH on_a_grid AS (
    SELECT region_code, name_kk, name_ru, name_en, geom,
        ST_Simplify(ST_SnapToGrid(geom, CAST(:grid_degrees AS double precision)), 0.75 * :grid_degrees, true) AS snapped
    FROM region
    WHERE CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region
)
SELECT region_code, name_kk, name_ru, name_en, ST_AsGeoJSON(ST_ForcePolygonCW(snapped), 2) AS outline,
    ST_X(ST_PointOnSurface(geom)) AS label_longitude, ST_Y(ST_PointOnSurface(geom)) AS label_latitude,
    ST_Area(geom) < 100 * CAST(:grid_degrees AS double precision) ^ 2 AS is_small
FROM on_a_grid
ORDER BY region_code
