-- The box around one result of a search: a region, a district, a settlement with what lies around it, or the facilities of an
-- employer that the viewer may see; no row where there is none. Known on or before :as_of.
WITH outlines AS (
    SELECT geom FROM region WHERE :kind = 'region' AND region_code = :key
    UNION ALL
    SELECT geom FROM district WHERE :kind = 'district' AND district_code = :key
    UNION ALL
    SELECT ST_Expand(geom, 0.14, 0.09) FROM settlement WHERE :kind = 'settlement' AND CAST(settlement_id AS text) = :key
    UNION ALL
    SELECT ST_Expand(geom, 0.02, 0.015) FROM facility
    WHERE :kind = 'employer' AND bin = :key AND known_on <= :as_of
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
),
around_all AS (
    SELECT ST_Extent(geom) AS box FROM outlines
)
SELECT ST_XMin(box) AS west, ST_YMin(box) AS south, ST_XMax(box) AS east, ST_YMax(box) AS north
FROM around_all
WHERE box IS NOT NULL
