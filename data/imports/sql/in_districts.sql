-- Which district each point of located lies in: the one of its region that holds it, of two that overlap the lower code; outside all
-- of them (offshore, or where a border is drawn otherwise) the nearest of its region within 250 km; else none.
-- A slim, indexed table of points makes it one search a district; for the distances the outlines are cut into pieces. The lock
-- keeps an upload of boundaries waiting until these facilities are in, so that none is left with a district that is gone.
SELECT pg_advisory_xact_lock_shared(hashtext('boundaries'));
CREATE INDEX ON located USING gist (point);
ANALYZE located;

CREATE TEMP TABLE district_piece ON COMMIT DROP AS
SELECT district_code, region_code, CAST(piece AS geography) AS piece FROM district, ST_Subdivide(geom, 64) AS piece;
CREATE INDEX ON district_piece USING gist (piece);
ANALYZE district_piece;

CREATE TEMP TABLE in_district ON COMMIT DROP AS
WITH held_by_a_district AS (
    SELECT l.key, d.region_code, min(d.district_code) AS district_code
    FROM district d JOIN located l ON ST_Intersects(d.geom, l.point)
    GROUP BY l.key, d.region_code
),
held_by_one_of_its_region AS (
    SELECT key, district_code FROM located JOIN held_by_a_district USING (key, region_code)
),
outside_every_one AS MATERIALIZED (
    SELECT key, region_code, point FROM located l WHERE NOT EXISTS (SELECT 1 FROM held_by_one_of_its_region h WHERE h.key = l.key)
),
nearest_of_its_region AS (
    SELECT o.key, n.district_code
    FROM outside_every_one o
    CROSS JOIN LATERAL (
        SELECT district_code, ST_Distance(piece, CAST(o.point AS geography)) AS distance_m
        FROM district_piece p WHERE p.region_code = o.region_code ORDER BY piece <-> CAST(o.point AS geography) LIMIT 1
    ) n
    WHERE n.distance_m <= 250000
)
SELECT key, district_code, 'point' AS taken_from FROM held_by_one_of_its_region
UNION ALL
SELECT key, district_code, 'nearest' FROM nearest_of_its_region;
ANALYZE in_district;
