-- Every two districts that share ground, and how much of the smaller one that is. Borders that only touch do not count.
CREATE TEMP TABLE shared_ground ON COMMIT DROP AS
WITH meeting AS (
    SELECT a.line_no AS first_line, b.line_no AS later_line, a.code AS first_code, b.code AS later_code,
        ST_CollectionExtract(ST_Intersection(a.geom, b.geom), 3) AS ground, least(ST_Area(a.geom), ST_Area(b.geom)) AS smaller
    FROM delivered a JOIN delivered b ON a.geom && b.geom AND a.line_no < b.line_no
)
SELECT first_line, later_line, first_code, later_code, ST_Area(ground) / smaller AS share,
    ST_Area(CAST(ground AS geography)) / 1e6 AS area_km2
FROM meeting
WHERE ST_Area(ground) > 0;
