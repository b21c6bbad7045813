-- Makes the outlines for the screen: every border between two districts is simplified once, and the districts are put together again
-- from the borders, so that neighbours meet. Points first go to a grid of 0.001 degrees, which welds borders that do not quite meet. A
-- border loses at most 0.005 degrees, and a fiftieth of its length, so that small towns keep their form.
WITH welded AS (
    SELECT ST_SnapToGrid(geom, 0.001) AS geom FROM district
),
borders AS (
    SELECT (ST_Dump(ST_LineMerge(ST_Union(ST_Boundary(geom))))).geom AS line FROM welded
),
simplified AS (
    SELECT ST_SnapToGrid(ST_SimplifyPreserveTopology(line, least(0.005, ST_Length(line) / 50)), 0.001) AS line FROM borders
),
meeting_in_points AS (
    SELECT ST_Union(line) AS lines FROM simplified
),
faces AS MATERIALIZED (
    SELECT (ST_Dump(ST_Polygonize(lines))).geom AS face FROM meeting_in_points
),
each_in_its_district AS (
    SELECT min(d.district_code) AS district_code, face
    FROM faces f JOIN district d ON ST_Intersects(d.geom, ST_PointOnSurface(f.face))
    GROUP BY face
),
joined AS (
    SELECT district_code, ST_Multi(ST_Union(face)) AS outline FROM each_in_its_district GROUP BY district_code
)
UPDATE district d SET outline = j.outline
FROM joined j
WHERE j.district_code = d.district_code AND (d.outline IS NULL OR ST_AsBinary(d.outline) <> ST_AsBinary(j.outline));
