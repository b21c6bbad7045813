-- Where each row lies: the region that holds its point; else the nearest one within 250 km; else the one it declares.
-- The point wins over the declared region. A slim, indexed table of points makes it one search a region, not one a point; for
-- the distances the outlines are cut into pieces small enough for an index.
CREATE TEMP TABLE point_of_row ON COMMIT DROP AS
SELECT line_no, point FROM delivered WHERE point IS NOT NULL;
CREATE INDEX ON point_of_row USING gist (point);
ANALYZE point_of_row (line_no);

CREATE TEMP TABLE region_piece ON COMMIT DROP AS
SELECT region_code, CAST(piece AS geography) AS piece FROM region, ST_Subdivide(geom, 64) AS piece;
CREATE INDEX ON region_piece USING gist (piece);
ANALYZE region_piece;

CREATE TEMP TABLE placed ON COMMIT DROP AS
WITH held_by_a_region AS (
    SELECT line_no, min(region_code) AS region_code
    FROM region JOIN point_of_row ON ST_Intersects(geom, point)
    GROUP BY line_no
),
outside_every_region AS MATERIALIZED (
    SELECT line_no, point FROM point_of_row p
    WHERE NOT EXISTS (SELECT 1 FROM held_by_a_region h WHERE h.line_no = p.line_no)
),
nearest_region AS (
    SELECT o.line_no, n.region_code
    FROM outside_every_region o
    CROSS JOIN LATERAL (
        SELECT region_code, ST_Distance(piece, CAST(o.point AS geography)) AS distance_m
        FROM region_piece ORDER BY piece <-> CAST(o.point AS geography) LIMIT 1
    ) n
    WHERE n.distance_m <= 250000
)
SELECT d.line_no, w.region_code AS declared, coalesce(h.region_code, n.region_code, w.region_code) AS region_code,
    CASE WHEN h.line_no IS NOT NULL THEN 'point' WHEN n.line_no IS NOT NULL THEN 'nearest' ELSE 'declared' END AS taken_from
FROM delivered d
LEFT JOIN held_by_a_region h USING (line_no)
LEFT JOIN nearest_region n USING (line_no)
LEFT JOIN declared_region w ON w.given = d.region_code;
ANALYZE placed (line_no);

CREATE TEMP TABLE located ON COMMIT DROP AS
SELECT line_no AS key, region_code, point FROM placed JOIN point_of_row USING (line_no) WHERE region_code IS NOT NULL;
