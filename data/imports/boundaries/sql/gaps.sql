-- Ground that the districts of the delivery enclose and none of them holds.
WITH whole AS (
    SELECT (ST_Dump(ST_Union(geom))).geom AS part FROM delivered
),
rings AS (
    SELECT (ST_DumpRings(part)).path[1] AS ring, (ST_DumpRings(part)).geom AS area FROM whole
)
SELECT count(*) AS gap_count, coalesce(sum(ST_Area(CAST(area AS geography))) / 1e6, 0) AS gap_km2 FROM rings WHERE ring > 0;
